import type { Block, Inline, ListItem } from '../../../src/markdown/document.ts';
import type { ArticlePage } from '../../../src/render/article-page.ts';
import { shows } from '../../../src/render/pages/shows.ts';

/**
 * What a reader meets, in order: text with the styles and links around it, pictures, marks of notes. White space is left
 * out, since it goes at a cut. Neighbours with the same styles are one, so it does not matter where they were cut.
 */
export function readingOrder(blocks: readonly Block[]): string[] {
  const signs: Sign[] = [];
  for (const block of blocks) readBlock(block, signs);
  return joinSigns(signs);
}

/** The same for the pages of an article, without table headers and summaries that stand again on a later page. */
export function readingOrderOfPages(pages: readonly ArticlePage[]): string[] {
  const signs: Sign[] = [];
  let lastTable: TableBlock | undefined;
  // A long note may fill a page of its own between two that share a table.
  for (const { blocks } of pages.filter((page) => page.blocks.length > 0)) {
    const first = edgeBlock(blocks, 0);
    const isAgain =
      first?.type === 'table' && lastTable !== undefined && first.header.length > 0 && first.align === lastTable.align;
    const again = isAgain ? first : undefined;
    for (const block of blocks) readBlock(block, signs, again);
    const last = edgeBlock(blocks, -1);
    lastTable = last?.type === 'table' ? last : undefined;
  }
  return joinSigns(signs);
}

/** The first or last block of a page that is no container. */
export function edgeBlock(blocks: readonly Block[], edge: 0 | -1): Block | undefined {
  const block = blocks.filter((other) => shows(other) || other.type === 'list').at(edge);
  if (block?.type === 'quote' || block?.type === 'details') return edgeBlock(block.children, edge);
  if (block?.type === 'list') return edgeBlock(block.items.at(edge)?.children ?? [], edge);
  return block;
}

/** The marks of list items in order: "3" or "•", with what a task's box says. */
export function itemMarks(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    if (block.type === 'quote' || block.type === 'details') return itemMarks(block.children);
    if (block.type !== 'list') return [];
    return block.items.flatMap((item, index) => [markOf(item, block.start, index), ...itemMarks(item.children)]);
  });
}

function markOf(item: ListItem, start: number | undefined, index: number): string {
  return `${start === undefined ? '•' : start + index} ${item.checked}`;
}

type TableBlock = Extract<Block, { type: 'table' }>;

interface Sign {
  readonly around: string;
  readonly text: string;
}

function joinSigns(signs: readonly Sign[]): string[] {
  const joined: Sign[] = [];
  for (const { around, text } of signs) {
    const bare = text.replace(/\s+/g, '');
    const last = joined.at(-1);
    if (bare === '') continue;
    if (last?.around === around) joined[joined.length - 1] = { around, text: last.text + bare };
    else joined.push({ around, text: bare });
  }
  return joined.map(({ around, text }) => `${around}: ${text}`);
}

function readBlock(block: Block, signs: Sign[], tableAgain?: Block): void {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      readInlines(block.children, '', signs);
      return;
    case 'code':
    case 'math':
      signs.push({ around: `${block.type} ${block.type === 'code' ? block.language : ''}`, text: block.text });
      return;
    case 'quote':
      for (const child of block.children) readBlock(child, signs, tableAgain);
      return;
    case 'details': {
      const [first] = block.summary;
      if (first?.type !== 'text' || first.text !== '…') readInlines(block.summary, '', signs);
      for (const child of block.children) readBlock(child, signs, tableAgain);
      return;
    }
    case 'list':
      for (const item of block.items) for (const child of item.children) readBlock(child, signs, tableAgain);
      return;
    case 'table': {
      const rows = block === tableAgain ? block.rows : [block.header, ...block.rows];
      for (const row of rows) {
        for (const [column, cell] of row.entries()) readInlines(cell, `column ${column}`, signs);
      }
      return;
    }
    case 'rule':
      return;
  }
}

function readInlines(inlines: readonly Inline[], around: string, signs: Sign[]): void {
  for (const inline of inlines) {
    if (inline.type === 'image') signs.push({ around: 'image', text: `${inline.url} ${inline.alt};` });
    else if (inline.type === 'footnote-reference') signs.push({ around, text: `[^${inline.label}]` });
    else if ('text' in inline) signs.push({ around: inline.type === 'text' ? around : inline.type, text: inline.text });
    else if (inline.type === 'link') readInlines(inline.children, `${around} ${inline.url}`, signs);
    // The rest of a heading that is longer than a page becomes bold.
    else if (inline.type === 'strong') readInlines(inline.children, around, signs);
    else if ('children' in inline) readInlines(inline.children, `${around} ${inline.type}`, signs);
  }
}
