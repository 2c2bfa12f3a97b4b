import type { Container, Leaf } from './piece.ts';

/** What a border should never part: a heading, summary or table header from what follows it. */
const STUCK = 100;
/** A note from its mark. */
const NOTE_APART = 20;
/** A note is looked up, so it should be whole. */
const WITHIN_NOTE = 3;
const BEFORE_HEADING = [0, 0, 0.03, 0.05, 0.06, 0.06] as const;
const BETWEEN_BLOCKS = 0.08;
const AFTER_COLON = 0.25;
const BEFORE_RULE = 0.12;
const AFTER_RULE = 0.03;
/** For each container that goes on over the border. */
const WITHIN = { quote: 0.1, details: 0.1, list: 0.06, item: 0.1, table: 0.12, note: 0 } as const;
const MOST_WITHIN = 0.6;
const LEAF_CUT: Partial<Record<Leaf['type'], number>> = { row: 0.3, header: 0.3, heading: 50, summary: 50 };

/**
 * How bad a border between two leaves would be: 0 where a chapter begins, up to 1 inside a sentence, far more where it
 * should not be. The unit is that of an uneven page, see `chooseBorders`. `before` is the last leaf that shows something
 * in the same text, the article's or a note's.
 */
export function borderCost(
  before: Leaf | undefined,
  next: Leaf,
  container: Container | undefined,
  index: number,
  afterRule: boolean,
): number {
  if (container?.type === 'note' && container.first === index) return NOTE_APART;
  const within = withinCost(container, index);
  if (before === undefined) return within;
  if (isStuckToNext(before)) return STUCK;
  if (next.type === 'heading') return (BEFORE_HEADING[next.block.level - 1] ?? 0) + within;
  if (next.type === 'rule') return BEFORE_RULE + within;
  if (afterRule) return AFTER_RULE + within;
  return (introduces(before) ? AFTER_COLON : BETWEEN_BLOCKS) + within;
}

/** The cost of a border inside a leaf, where the cut itself has a cost. */
export function cutCost(leaf: Leaf, cost: number, container: Container | undefined, index: number): number {
  return cost + withinCost(container, index) + (LEAF_CUT[leaf.type] ?? 0);
}

function withinCost(container: Container | undefined, index: number): number {
  let cost = 0;
  let isNote = false;
  for (let at = container; at !== undefined; at = at.outer) {
    if (at.first < index) cost += WITHIN[at.type];
    if (at.type === 'note') isNote = true;
  }
  return Math.min(cost, MOST_WITHIN) + (isNote ? WITHIN_NOTE : 0);
}

/** Whether a text ends in a colon, in any script's form, and so says that what it speaks of follows. */
function introduces(leaf: Leaf): boolean {
  return leaf.type === 'paragraph' && /[:：︰]\s*$/.test(leaf.flow.text.slice(-8));
}

/** Whether a leaf stands for what follows it, so that they are never parted. */
function isStuckToNext(leaf: Leaf): boolean {
  return leaf.type === 'heading' || leaf.type === 'summary' || leaf.type === 'header' || isBareAnchor(leaf);
}

/** Whether a leaf is a paragraph that only names the place of what follows. */
export function isBareAnchor(leaf: Leaf): boolean {
  return leaf.type === 'paragraph' && leaf.flow.leaves.every(({ inline }) => inline.type === 'anchor');
}
