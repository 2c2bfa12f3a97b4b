import { graphemeBorder } from '../cut.ts';
import type { Cut } from './cut-flow.ts';

const COST = { blankLine: 0.2, line: 0.25, character: 2 } as const;
/** A blank line may leave a piece this empty, as a share of the limit. */
const LEAST_FILL = 0.4;

/** The places that cut code into pieces of at most `limit` UTF-16 units: after lines, and only in a line longer than that. */
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
  const blank = stretch.lastIndexOf('\n\n');
  if (blank > stretch.length * LEAST_FILL) return { place: start + blank + 2, cost: COST.blankLine };
  const line = stretch.lastIndexOf('\n');
  if (line >= 0) return { place: start + line + 1, cost: COST.line };
  return { place: graphemeBorder(text, reach, start), cost: COST.character };
}

/** The part of a code text between two places, without the line breaks at a cut. */
export function sliceText(text: string, from: number, to: number): string {
  const part = text.slice(from, to);
  return to < text.length ? part.replace(/\n+$/, '') : part;
}
