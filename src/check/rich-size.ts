import type { InputRichBlock } from 'grammy/types';
import {
  RICH_BLOCK_LIMIT,
  RICH_DEPTH_LIMIT,
  RICH_MEDIA_LIMIT,
  RICH_TABLE_COLUMN_LIMIT,
  RICH_TEXT_LIMIT,
} from '../telegram/limits.ts';

/** A rich message in the units of Telegram's limits. */
export interface RichSize {
  readonly characters: number;
  readonly blocks: number;
  readonly depth: number;
  readonly media: number;
  readonly columns: number;
}

type Tally = { -readonly [Name in keyof RichSize]: RichSize[Name] };

/** Measures what is really sent: blocks with all that is nested in them, items and rows one each. */
export function richSize(blocks: readonly InputRichBlock[]): RichSize {
  const tally: Tally = { characters: 0, blocks: 0, depth: 0, media: 0, columns: 0 };
  for (const block of blocks) addNode(block, 1, tally);
  return { ...tally, blocks: tally.blocks + blocks.length };
}

const COUNTED_LISTS: readonly string[] = ['blocks', 'items'];
const TEXTS: readonly string[] = ['text', 'summary', 'caption', 'credit'];

function addNode(node: object, depth: number, tally: Tally): void {
  tally.depth = Math.max(tally.depth, depth);
  for (const [name, value] of Object.entries(node)) {
    if (COUNTED_LISTS.includes(name)) {
      for (const inner of value) {
        tally.blocks += 1;
        addNode(inner, depth + 1, tally);
      }
    } else if (name === 'cells') {
      for (const row of value) {
        tally.blocks += 1;
        tally.columns = Math.max(tally.columns, row.length);
        for (const cell of row) addNode(cell, depth + 1, tally);
      }
    } else if (TEXTS.includes(name)) addText(value, depth, tally);
    else if (name === 'expression') tally.characters += value.length;
    else if (name === 'media') tally.media += 1;
    else if (typeof value === 'object' && value !== null) addNode(value, depth, tally);
  }
}

function addText(text: unknown, depth: number, tally: Tally): void {
  if (typeof text === 'string') tally.characters += text.length;
  else if (Array.isArray(text)) for (const piece of text) addText(piece, depth, tally);
  else if (typeof text === 'object' && text !== null) addNode(text, depth + 1, tally);
}

/** Each limit that a message of this size breaks, in words. */
export function brokenLimits({ characters, blocks, depth, media, columns }: RichSize): string[] {
  const limits = [
    [characters, RICH_TEXT_LIMIT, 'characters'],
    [blocks, RICH_BLOCK_LIMIT, 'blocks'],
    [depth, RICH_DEPTH_LIMIT, 'levels'],
    [media, RICH_MEDIA_LIMIT, 'pictures'],
    [columns, RICH_TABLE_COLUMN_LIMIT, 'columns'],
  ] as const;
  return limits.filter(([size, limit]) => size > limit).map(([size, limit, unit]) => `${size} ${unit} of ${limit}`);
}
