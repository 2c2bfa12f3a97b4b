import type { Block, Document, Inline } from './document.ts';

/** Calls `visit` for every block of a document in the order of the text, a container before what it holds, footnotes last. */
export function eachBlock(document: Document, visit: (block: Block) => void): void {
  visitBlocks(document.blocks, visit);
  for (const note of document.footnotes) visitBlocks(note.blocks, visit);
}

/** Calls `visit` for every inline of a document in the same order, a link or style before what it holds. */
export function eachInline(document: Document, visit: (inline: Inline) => void): void {
  eachBlock(document, (block) => {
    for (const run of runsOf(block)) visitInlines(run, visit);
  });
}

/** The runs of inlines that a block itself holds, without those of the blocks inside it. */
export function runsOf(block: Block): readonly (readonly Inline[])[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [block.children];
    case 'details':
      return [block.summary];
    case 'table':
      return [...block.header, ...block.rows.flat()];
    default:
      return [];
  }
}

/** The blocks that stand directly inside a block. */
export function blocksIn(block: Block): readonly Block[] {
  switch (block.type) {
    case 'quote':
    case 'details':
      return block.children;
    case 'list':
      return block.items.flatMap((item) => item.children);
    default:
      return [];
  }
}

function visitBlocks(blocks: readonly Block[], visit: (block: Block) => void): void {
  for (const block of blocks) {
    visit(block);
    visitBlocks(blocksIn(block), visit);
  }
}

function visitInlines(inlines: readonly Inline[], visit: (inline: Inline) => void): void {
  for (const inline of inlines) {
    visit(inline);
    if ('children' in inline) visitInlines(inline.children, visit);
  }
}
