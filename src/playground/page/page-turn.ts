import type { RichMessage } from 'grammy/types';

/**
 * Whether an edit put another page in the place of one: of the new blocks, fewer than half were there before. What the
 * reader has in view then is gone anyway, so the reading begins anew at the top.
 */
export function isPageTurn(before: RichMessage | undefined, after: RichMessage | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  const known = new Set(before.blocks.map((block) => JSON.stringify(block)));
  const kept = after.blocks.filter((block) => known.has(JSON.stringify(block))).length;
  return kept * 2 < after.blocks.length;
}

/** Whether two messages show the same text, so that only what is around it has changed. */
export function isSameText(before: RichMessage | undefined, after: RichMessage | undefined): boolean {
  return before !== undefined && after !== undefined && JSON.stringify(before) === JSON.stringify(after);
}
