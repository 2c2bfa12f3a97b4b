import {
  RICH_BLOCK_LIMIT,
  RICH_DEPTH_LIMIT,
  RICH_MEDIA_LIMIT,
  RICH_TABLE_COLUMN_LIMIT,
  RICH_TEXT_LIMIT,
} from '../../../telegram/limits.ts';
import { badRequest } from '../envelope.ts';

/**
 * Keeps count of a rich message while it is read. Telegram publishes the limits but not the words of its refusals:
 * those here are made up in the manner of its servers.
 */
export interface Tally {
  text(text: string): void;
  /** One block, list item or table row, at this level; the outermost are at level 1. */
  block(level: number): void;
  /** Formatting at this level; blocks and formatting share the levels. */
  formatting(level: number): void;
  media(): void;
  columns(count: number): void;
  anchor(name: string): void;
  anchorLink(name: string): void;
  /** Judges what only the whole message shows. */
  finish(): void;
}

export function createTally(): Tally {
  let [characters, blocks, media] = [0, 0, 0];
  const anchors = new Set<string>();
  const links = new Set<string>();

  const level: Tally['formatting'] = (depth) => {
    if (depth > RICH_DEPTH_LIMIT) throw badRequest('RICH_MESSAGE_NESTING_TOO_DEEP');
  };
  return {
    text(text) {
      // The limit is in characters; clients count UTF-16 code units, which are never fewer.
      characters += text.length;
      if (characters > RICH_TEXT_LIMIT) throw badRequest('RICH_MESSAGE_TOO_LONG');
    },
    block(depth) {
      level(depth);
      blocks += 1;
      if (blocks > RICH_BLOCK_LIMIT) throw badRequest('RICH_MESSAGE_BLOCKS_TOO_MUCH');
    },
    formatting: level,
    media() {
      media += 1;
      if (media > RICH_MEDIA_LIMIT) throw badRequest('RICH_MESSAGE_MEDIA_TOO_MUCH');
    },
    columns(count) {
      if (count > RICH_TABLE_COLUMN_LIMIT) throw badRequest('RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH');
    },
    anchor: (name) => void anchors.add(name),
    anchorLink: (name) => void links.add(name),
    finish() {
      // Beyond Telegram, which sends such a link out and then opens nothing. An empty name leads to the top.
      const dead = [...links].find((name) => name !== '' && !anchors.has(name));
      if (dead !== undefined) throw badRequest(`the playground finds no anchor or reference "${dead}" in the message`);
    },
  };
}
