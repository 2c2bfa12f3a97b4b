import type { Cover } from '../../catalog/article.ts';
import type { Words } from '../../locales/texts.ts';
import { RICH_DEPTH_LIMIT } from '../../telegram/limits.ts';
import type { PageAnchors } from './anchors.ts';
import type { NoteTarget } from './note-mark.ts';

/** What the renderers of single constructs share while one page is rendered. */
export interface Context {
  readonly words: Words;
  /** The page's number, from 1. */
  readonly page: number;
  readonly pageOf: (anchor: string) => number | undefined;
  readonly pageLink: (page: number) => string | undefined;
  readonly resolveLink: (href: string) => string | undefined;
  readonly resolveImage: (url: string) => Cover | undefined;
  readonly withoutMedia: boolean;
  readonly siteUrl: string | undefined;
  readonly isRtl: boolean;
  readonly anchors: PageAnchors;
  /** The notes that stand on this page, by label. */
  readonly notes: ReadonlyMap<string, NoteTarget>;
  /** Anchors that have their place; a table's header may come again on the same page. */
  readonly placed: Set<string>;
  /** The place of each file to upload, by path. */
  readonly files: Map<string, number>;
  mediaLeft: number;
}

/**
 * The deepest level for a block, the outermost being 1: a table there still has a link in its cells. Telegram does not
 * say what it counts, so rows, cells and runs of several texts are each taken for a level.
 */
export const DEEPEST_BLOCK = RICH_DEPTH_LIMIT - 5;

/** How many formats may be nested in the text of a block at that level. Each may hold a run, a level of its own. */
export function formatRoom(level: number): number {
  return Math.floor((RICH_DEPTH_LIMIT - 1 - level) / 2);
}
