import type { Block, Inline, ListItem, Table } from '../../markdown/document.ts';
import type { Steps } from '../../markdown/steps.ts';
import type { Cutting } from './cut-document.ts';
import { addFlow, addTextual } from './cut-leaf.ts';
import { createInlineFlow } from './inline-flow.ts';
import { addSizes, measureInlines, measureNames, NOTHING, ONE_BLOCK } from './measure.ts';
import type { Container } from './piece.ts';
import { anchorsIn, shows } from './shows.ts';

/**
 * Cuts blocks one after another. Blocks that show nothing are left out; their anchors move on to what follows, and of
 * several lines in a row one stays.
 */
export function* addBlocks(cutting: Cutting, blocks: readonly Block[], container: Container | undefined): Steps<void> {
  let anchors: Inline[] = [];
  let rules = 0;
  for (const block of blocks) {
    if (!shows(block)) {
      if (block.type === 'rule') rules += 1;
      else for (const anchor of anchorsIn(block)) anchors.push(anchor);
      continue;
    }
    if (rules > 0) yield* addEmpty(cutting, 'rule', container);
    const takesAnchors = block.type === 'paragraph' || block.type === 'heading';
    if (!takesAnchors) yield* addAnchors(cutting, anchors, container);
    yield* addBlock(cutting, takesAnchors ? withAnchors(block, anchors) : block, container);
    anchors = [];
    rules = 0;
  }
  if (rules > 0) yield* addEmpty(cutting, 'rule', container);
  yield* addAnchors(cutting, anchors, container);
}

function withAnchors<Kind extends Block & { readonly children: readonly Inline[] }>(
  block: Kind,
  anchors: readonly Inline[],
): Kind {
  return anchors.length === 0 ? block : { ...block, children: [...anchors, ...block.children] };
}

function* addAnchors(cutting: Cutting, anchors: readonly Inline[], container: Container | undefined): Steps<void> {
  if (anchors.length > 0) yield* addBlock(cutting, { type: 'paragraph', children: anchors }, container);
}

/** Adds a line between blocks, or what keeps the place of something empty. */
export function* addEmpty(cutting: Cutting, type: 'rule' | 'nothing', container: Container | undefined): Steps<void> {
  const size = type === 'rule' ? ONE_BLOCK : NOTHING;
  yield* cutting.add({ type }, { from: 0, to: 0, size, labels: [] }, container);
}

function* addBlock(cutting: Cutting, block: Block, container: Container | undefined): Steps<void> {
  switch (block.type) {
    case 'paragraph':
      return yield* addFlow(cutting, { type: 'paragraph', block, flow: createInlineFlow([block.children]) }, container);
    case 'heading':
      return yield* addFlow(cutting, { type: 'heading', block, flow: createInlineFlow([block.children]) }, container);
    case 'code':
    case 'math':
      return yield* addTextual(cutting, { type: block.type, block }, container);
    case 'rule':
      return yield* addEmpty(cutting, 'rule', container);
    case 'quote': {
      const quote = cutting.open({ type: 'quote', alert: block.alert }, container, ONE_BLOCK);
      return yield* addBlocks(cutting, block.children, quote);
    }
    case 'details': {
      const again = { ...ONE_BLOCK, characters: 1 };
      const details = cutting.open({ type: 'details', isOpen: block.open }, container, again);
      yield* addFlow(cutting, { type: 'summary', flow: createInlineFlow([block.summary]) }, details);
      return yield* addBlocks(cutting, block.children, details);
    }
    case 'list': {
      const list = cutting.open({ type: 'list', start: block.start }, container, ONE_BLOCK);
      for (const [index, item] of block.items.entries()) yield* addItem(cutting, item, index, list);
      return;
    }
    case 'table':
      return yield* addTable(cutting, block, container);
  }
}

function* addItem(cutting: Cutting, item: ListItem, index: number, list: Container): Steps<void> {
  const container = cutting.open({ type: 'item', index, item }, list, NOTHING);
  yield* addBlocks(cutting, item.children, container);
  if (cutting.pieces.length === container.first) yield* addEmpty(cutting, 'nothing', container);
}

function* addTable(cutting: Cutting, block: Table, outer: Container | undefined): Steps<void> {
  const header = addSizes(block.header.map(measureInlines));
  const isSmall = header.characters <= cutting.limits.characters && header.media <= cutting.limits.media;
  const repeatedHeader = isSmall ? block.header.map(withoutAnchors) : [];
  const again = repeatedHeader.length === 0 ? ONE_BLOCK : addSizes([header, ONE_BLOCK, ONE_BLOCK]);
  const table = cutting.open({ type: 'table', block, repeatedHeader }, outer, again);
  const names = measureNames(block);
  if (block.header.length > 0) {
    yield* addFlow(cutting, { type: 'header', flow: createInlineFlow(block.header), names }, table);
  }
  for (const row of block.rows) yield* addFlow(cutting, { type: 'row', flow: createInlineFlow(row), names }, table);
}

/** A repeated header would name its anchors twice. */
function withoutAnchors(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.type === 'anchor') return [];
    return 'children' in inline ? [{ ...inline, children: withoutAnchors(inline.children) }] : [inline];
  });
}
