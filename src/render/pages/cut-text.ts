import { lineDepth } from '../code-lines.ts';
import { graphemeBorder } from '../cut.ts';
import type { Cut } from './cut-flow.ts';

const COST = { blankLine: 0.2, line: 0.25, column: 0.02, character: 2 } as const;
/** A good place may leave a piece this empty, as a share of the limit. */
const LEAST_FILL = 0.4;
/**
 * The places that cut code into pieces of at most `limit` UTF-16 units: after lines, where something less deep begins if
 * there is such a place, and inside a line only when it is longer than that.
 */
export function* cutText(text: string, limit: number): Generator<Cut, void, void> {
  for (let start = 0; text.length - start > limit; ) {
    const cut = findCut(text, start, start + limit);
    if (cut.place >= text.length) return;
    yield cut;
    start = cut.place;
  }
}

function findCut(text: string, start: number, reach: number): Cut {
  // Only this stretch is searched: looking back through all of a long text for each cut would be quadratic.
  const stretch = text.slice(start, reach);
  let best: Cut | undefined;
  for (let line = stretch.lastIndexOf('\n'); line >= 0; line = stretch.lastIndexOf('\n', line - 1)) {
    const place = start + line + 1;
    if (best !== undefined && line < stretch.length * LEAST_FILL) break;
    const cost = lineCost(text, place);
    if (best === undefined || cost < best.cost) best = { place, cost };
    if (line === 0) break;
  }
  return best ?? { place: graphemeBorder(text, reach, start), cost: COST.character };
}

/** How bad a page's beginning with the line at `place` would be. */
function lineCost(text: string, place: number): number {
  const afterBlank = text[place - 2] === '\n';
  return (afterBlank ? COST.blankLine : COST.line) + COST.column * lineDepth(text, place);
}

/** The part of a code text between two places, without the line breaks at a cut. */
export function sliceText(text: string, from: number, to: number): string {
  const part = text.slice(from, to);
  return to < text.length ? part.replace(/\n+$/, '') : part;
}
