import type { Steps } from '../../markdown/steps.ts';
import type { Cutting, Stretch } from './cut-document.ts';
import { type Cut, cutFlow } from './cut-flow.ts';
import { cutText } from './cut-text.ts';
import { type InlineFlow, leavesBetween } from './inline-flow.ts';
import { addSizes, leafSize, NOTHING, ONE_BLOCK } from './measure.ts';
import type { Container, Leaf } from './piece.ts';

const NEEDLESS = 1.2;

type FlowingLeaf = Extract<Leaf, { readonly flow: InlineFlow }>;
type TextualLeaf = Extract<Leaf, { readonly type: 'code' | 'math' }>;

/** Adds a leaf made of inlines, in pieces where it is long. */
export function* addFlow(cutting: Cutting, leaf: FlowingLeaf, container: Container | undefined): Steps<void> {
  // A heading stays whole while it can, and its notes come later.
  const cuts =
    leaf.type === 'heading'
      ? cutFlow(leaf.flow, cutting.limits.heading, () => NOTHING)
      : cutFlow(leaf.flow, cutting.limits, cutting.noteSize);
  const stretch = (from: number, to: number) => flowStretch(leaf, from, to);
  yield* addCut(cutting, leaf, container, leaf.flow.text.length, cuts, stretch);
}

/** Adds code, in pieces where it is long, or a formula, which is cut only when it alone would not fit a page. */
export function* addTextual(cutting: Cutting, leaf: TextualLeaf, container: Container | undefined): Steps<void> {
  const { text } = leaf.block;
  const isWhole = leaf.type === 'math' && text.length <= cutting.limits.formulaCharacters;
  const cuts = isWhole ? [] : cutText(text, cutting.limits.characters);
  const fits = text.length <= cutting.limits.codeCharacters;
  const stretch = (from: number, to: number): Stretch => ({
    from,
    to,
    // With the line ends that a cut drops: where the page goes on with the next piece they stay.
    size: { characters: to - from, media: 0, blocks: from === 0 ? 1 : 0 },
    labels: [],
  });
  yield* addCut(cutting, leaf, container, text.length, fits ? dearer(cuts) : cuts, stretch);
}

/** Code that fits a page is rather put on the next one than cut. */
function* dearer(cuts: Iterable<Cut>): Generator<Cut, void, void> {
  for (const { place, cost } of cuts) yield { place, cost: cost + NEEDLESS };
}

function* addCut(
  cutting: Cutting,
  leaf: Leaf,
  container: Container | undefined,
  end: number,
  cuts: Iterable<Cut>,
  stretch: (from: number, to: number) => Stretch,
): Steps<void> {
  let from = 0;
  let cost: number | undefined;
  for (const cut of cuts) {
    yield* cutting.add(leaf, stretch(from, cut.place), container, cost);
    from = cut.place;
    cost = cut.cost;
  }
  yield* cutting.add(leaf, stretch(from, end), container, cost);
}

function flowStretch(leaf: FlowingLeaf, from: number, to: number): Stretch {
  // A summary is part of its details, which are counted when they open.
  const own =
    from === 0 && leaf.type !== 'summary' ? addSizes([ONE_BLOCK, 'names' in leaf ? leaf.names : NOTHING]) : NOTHING;
  const leaves = leavesBetween(leaf.flow, from, to);
  const labels = leaves.flatMap(({ inline }) => (inline.type === 'footnote-reference' ? [inline.label] : []));
  return { from, to, size: addSizes([own, addSizes(leaves.map(({ inline }) => leafSize(inline)))]), labels };
}
