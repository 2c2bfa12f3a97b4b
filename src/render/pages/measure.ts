import type { Block, Footnote, Inline, ListItem, Table } from '../../markdown/document.ts';
import { RICH_TABLE_COLUMN_LIMIT } from '../../telegram/limits.ts';
import type { ArticlePage } from '../article-page.ts';
import type { PageLimits } from './page-limits.ts';

/** The size of something on a page, in the units of the limits. */
export type Size = PageLimits;

export const NOTHING: Size = { characters: 0, media: 0, blocks: 0 };
export const ONE_BLOCK: Size = { characters: 0, media: 0, blocks: 1 };

// A colon, a blank and the end of the line; a dash for what is empty.
const NAME_SIGNS = 4;

/** The sizes together. */
export function addSizes(sizes: readonly Size[]): Size {
  let [characters, media, blocks] = [0, 0, 0];
  for (const size of sizes) {
    characters += size.characters;
    media += size.media;
    blocks += size.blocks;
  }
  return { characters, media, blocks };
}

/** The size of a whole page with its notes. */
export function measurePage(page: ArticlePage): Size {
  return addSizes([measureBlocks(page.blocks), ...page.footnotes.map(measureFootnote)]);
}

/** The size of a note: a list item with its label. */
export function measureFootnote(note: Footnote): Size {
  return addSizes([{ ...ONE_BLOCK, characters: labelLength(note.label) }, measureBlocks(note.blocks)]);
}

/** The size of blocks that stand one after another. */
export function measureBlocks(blocks: readonly Block[]): Size {
  return addSizes(blocks.map(measureBlock));
}

/** The size of a block as Telegram counts it: the block itself and everything nested in it, items and rows too. */
export function measureBlock(block: Block): Size {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return addSizes([ONE_BLOCK, measureInlines(block.children)]);
    case 'code':
    case 'math':
      return { characters: block.text.length, media: 0, blocks: 1 };
    case 'quote':
      return addSizes([ONE_BLOCK, measureBlocks(block.children)]);
    case 'details':
      return addSizes([ONE_BLOCK, measureInlines(block.summary), measureBlocks(block.children)]);
    case 'list':
      return addSizes([ONE_BLOCK, addSizes(block.items.map(measureItem))]);
    case 'table': {
      const names = measureNames(block);
      const header = block.header.length === 0 ? NOTHING : measureRow(block.header);
      return addSizes([ONE_BLOCK, header, addSizes(block.rows.map((row) => addSizes([measureRow(row), names])))]);
    }
    case 'rule':
      return ONE_BLOCK;
  }
}

function measureItem(item: ListItem): Size {
  return addSizes([ONE_BLOCK, measureBlocks(item.children)]);
}

function measureRow(row: readonly (readonly Inline[])[]): Size {
  return addSizes([ONE_BLOCK, addSizes(row.map(measureInlines))]);
}

/** What each row takes on top where a table has too many columns to be shown as one: each value under its column's name. */
export function measureNames({ header, rows }: Table): Size {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), header.length);
  if (columns <= RICH_TABLE_COLUMN_LIMIT) return NOTHING;
  const { characters } = addSizes(header.map(measureInlines));
  return { ...NOTHING, characters: characters + columns * NAME_SIGNS };
}

/** The size of a run of inlines. */
export function measureInlines(inlines: readonly Inline[]): Size {
  return addSizes(inlines.map((inline) => ('children' in inline ? measureInlines(inline.children) : leafSize(inline))));
}

/** An inline that holds no others. */
export type LeafInline = Exclude<Inline, { readonly children: readonly Inline[] }>;

/** The size of an inline that holds no others. An image is a block of its own, and the text goes on in a further one. */
export function leafSize(inline: LeafInline): Size {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'math':
      return { characters: inline.text.length, media: 0, blocks: 0 };
    case 'break':
      return { characters: 1, media: 0, blocks: 0 };
    case 'image':
      return { characters: inline.alt.length, media: 1, blocks: 2 };
    case 'footnote-reference':
      return { characters: labelLength(inline.label), media: 0, blocks: 0 };
    case 'anchor':
      return NOTHING;
  }
}

/** A label with its brackets. */
function labelLength(label: string): number {
  return label.length + 2;
}
