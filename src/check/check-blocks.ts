import type { Block, Document } from '../markdown/document.ts';
import { eachBlock } from '../markdown/walk.ts';
import { measureBlock } from '../render/pages/measure.ts';
import { PAGE_LIMITS, WHOLE_CODE } from '../render/pages/page-limits.ts';
import { RICH_TABLE_COLUMN_LIMIT } from '../telegram/limits.ts';
import { type Found, onLine } from './finding.ts';
import { lineOf } from './line-of.ts';

/** Blocks of a text, `body`, that cannot be shown as they are written: tables with too many columns, blocks that fill more than a page. */
export function checkBlocks(document: Document, body: string): Found[] {
  const found: Found[] = [];
  eachBlock(document, (block) => {
    if (block.type === 'table') found.push(...checkTable(block));
  });
  for (const block of document.blocks) found.push(...checkSize(block, body));
  return found;
}

function checkTable(table: Block & { readonly type: 'table' }): Found[] {
  const columns = Math.max(0, ...[table.header, ...table.rows].map((row) => row.length));
  if (columns <= RICH_TABLE_COLUMN_LIMIT) return [];
  return [
    {
      severity: 'warning',
      rule: 'wide-table',
      ...onLine(table.line),
      message: `a table of ${columns} columns; Telegram shows ${RICH_TABLE_COLUMN_LIMIT}, so its rows come as "column: value"`,
      remedy: 'Divide it into narrower tables, or turn rows and columns round.',
    },
  ];
}

function checkSize(block: Block, body: string): Found[] {
  const { characters, media, blocks } = measureBlock(block);
  const room = block.type === 'code' ? PAGE_LIMITS.characters * WHOLE_CODE : PAGE_LIMITS.characters;
  const over =
    characters > room
      ? `${characters} characters; a page holds about ${room}`
      : media > PAGE_LIMITS.media
        ? `${media} pictures; a page holds ${PAGE_LIMITS.media}`
        : blocks > PAGE_LIMITS.blocks
          ? `${blocks} items or rows; a page holds about ${PAGE_LIMITS.blocks}`
          : undefined;
  if (over === undefined) return [];
  return [
    {
      severity: 'warning',
      rule: 'page-limit',
      ...onLine(lineOf(block, body)),
      message: `${NAMES[block.type]} of ${over}, so it goes on over several`,
      remedy: 'Divide it where a reader would pause, or leave it.',
    },
  ];
}

const NAMES: Readonly<Record<Block['type'], string>> = {
  heading: 'a heading',
  paragraph: 'a paragraph',
  code: 'a code block',
  quote: 'a quote',
  list: 'a list',
  table: 'a table',
  math: 'a formula',
  details: 'folded text',
  rule: 'a rule',
};
