/** What one page holds at most, in every form. */
export interface PageLimits {
  /** In UTF-16 units. */
  readonly characters: number;
  readonly media: number;
  /** Everything nested counted, list items and table rows included. */
  readonly blocks: number;
}

/**
 * Far below what Telegram documents (32,768 characters, 50 media, 500 blocks): clients were seen to show only a
 * beginning of rich messages of more than 10,000 characters, and nothing of media after the 20th.
 */
export const PAGE_LIMITS: PageLimits = { characters: 8_000, media: 15, blocks: 300 };

/** Code that is a little longer than a page stays in one piece, on a page of its own: people copy it. As a share of a page. */
export const WHOLE_CODE = 1.2;
