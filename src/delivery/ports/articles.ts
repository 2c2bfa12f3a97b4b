import type { ArticleId } from '../../catalog/article.ts';

/** What the database remembers of an article it has met: enough to tell new from known, and a rename from both. */
export interface KnownArticle {
  readonly id: ArticleId;
  readonly key: string;
  readonly contentHash: string;
  /** As it is called in reports; `undefined` when it was last met by a version that did not keep it. */
  readonly file?: string | undefined;
}

/** The memory of what is new. */
export interface ArticleMemory {
  /** `undefined` until the archive has been taken in. */
  bornAt(): Promise<Date | undefined>;
  known(): Promise<readonly KnownArticle[]>;
  /** First run: takes the articles in as the archive, announces nothing, and marks the database born. */
  takeArchive(articles: readonly KnownArticle[], now: Date): Promise<void>;
  /** Writes new keys, content hashes and files of articles already known, after edits and renames. */
  update(articles: readonly KnownArticle[], now: Date): Promise<void>;
  /** Remembers articles that are not to be announced (`announce: false`). */
  remember(articles: readonly KnownArticle[], now: Date): Promise<void>;
  /** The last check that could read everything and decided on all it found, of this run or an earlier one. */
  lastCheckAt(): Promise<Date | undefined>;
  setLastCheckAt(now: Date): Promise<void>;
}
