import type { Inline } from '../../markdown/document.ts';
import type { LeafInline } from './measure.ts';

/**
 * Runs of inlines laid out as one line of leaves, so that they can be cut at any place: the text of a paragraph is one
 * run, a table row is a run for each cell. Places are counted in UTF-16 units of `text`.
 */
export interface InlineFlow {
  readonly runs: readonly (readonly Inline[])[];
  readonly leaves: readonly FlowLeaf[];
  /** What the leaves say, one sign for each that is no text. */
  readonly text: string;
}

export interface FlowLeaf {
  readonly inline: LeafInline;
  readonly start: number;
  readonly end: number;
  readonly run: number;
  readonly around: Around | undefined;
}

type Wrapper = Exclude<Inline, LeafInline>;

/** The link or style that a leaf stands in. */
interface Around {
  readonly wrapper: Wrapper;
  readonly outer: Around | undefined;
}

/** Signs for what is no text in a flow. They only guide where it is cut. */
export const IMAGE_SIGN = '\uFFFC';
export const ANCHOR_SIGN = '\uFEFF';
export const NOTE_SIGN = '\u2060';

/** Lays out runs of inlines. */
export function createInlineFlow(runs: readonly (readonly Inline[])[]): InlineFlow {
  const leaves: FlowLeaf[] = [];
  const texts: string[] = [];
  let place = 0;
  const lay = (inlines: readonly Inline[], run: number, around: Around | undefined) => {
    for (const inline of inlines) {
      if ('children' in inline) {
        lay(inline.children, run, { wrapper: inline, outer: around });
        continue;
      }
      const text = signOf(inline);
      if (text === '') continue;
      leaves.push({ inline, start: place, end: place + text.length, run, around });
      texts.push(text);
      place += text.length;
    }
  };
  for (const [run, inlines] of runs.entries()) lay(inlines, run, undefined);
  return { runs, leaves, text: texts.join('') };
}

function signOf(inline: LeafInline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'math':
      return inline.text;
    case 'break':
      return '\n';
    case 'image':
      return IMAGE_SIGN;
    case 'anchor':
      return ANCHOR_SIGN;
    case 'footnote-reference':
      return NOTE_SIGN;
  }
}

/** The leaves between two places of a flow, those at its ends cut. */
export function leavesBetween(flow: InlineFlow, from: number, to: number): readonly FlowLeaf[] {
  if (from === 0 && to === flow.text.length) return flow.leaves;
  const leaves: FlowLeaf[] = [];
  for (let index = leafAt(flow, from); ; index++) {
    const leaf = flow.leaves[index];
    if (leaf === undefined || leaf.start >= to) return leaves;
    leaves.push(leaf.start >= from && leaf.end <= to ? leaf : cutLeaf(leaf, from, to));
  }
}

/** The index of the leaf that holds the sign at a place, or the number of leaves beyond the end. */
export function leafAt(flow: InlineFlow, place: number): number {
  let [low, high] = [0, flow.leaves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((flow.leaves[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cutLeaf(leaf: FlowLeaf, from: number, to: number): FlowLeaf {
  const start = Math.max(leaf.start, from);
  const end = Math.min(leaf.end, to);
  const { inline } = leaf;
  if (inline.type !== 'text' && inline.type !== 'code' && inline.type !== 'math') return leaf;
  const text = inline.text.slice(start - leaf.start, end - leaf.start);
  // Half a formula is no formula, only its source can be shown.
  const type = inline.type === 'math' ? 'code' : inline.type;
  return { ...leaf, inline: { type, text }, start, end };
}

/** The runs between two places of a flow: links and styles that a cut goes through go on in both parts. */
export function sliceFlow(flow: InlineFlow, from: number, to: number): readonly (readonly Inline[])[] {
  if (from === 0 && to === flow.text.length) return flow.runs;
  const runs: Inline[][] = flow.runs.map(() => []);
  let open: { wrapper: Wrapper; children: Inline[] }[] = [];
  let run = -1;
  for (const leaf of leavesBetween(flow, from, to)) {
    if (leaf.run !== run) open = [];
    run = leaf.run;
    const path = pathOf(leaf.around);
    const kept = open.findIndex(({ wrapper }, depth) => wrapper !== path[depth]);
    if (kept >= 0) open.length = kept;
    if (open.length > path.length) open.length = path.length;
    for (const wrapper of path.slice(open.length)) {
      const children: Inline[] = [];
      (open.at(-1)?.children ?? runs[run])?.push({ ...wrapper, children });
      open.push({ wrapper, children });
    }
    (open.at(-1)?.children ?? runs[run])?.push(leaf.inline);
  }
  return runs;
}

function pathOf(around: Around | undefined): Wrapper[] {
  const path: Wrapper[] = [];
  for (let at = around; at !== undefined; at = at.outer) path.push(at.wrapper);
  return path.reverse();
}
