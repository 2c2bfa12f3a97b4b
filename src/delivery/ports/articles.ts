import type { ArticleId } from '../../catalog/article.ts';

/** What the database remembers of an article it has met: enough to tell new from known, and a rename from both. */
export interface KnownArticle {
  readonly id: ArticleId;
  readonly key: string;
  readonly contentHash: string;
}

/** The memory of what is new. */
export interface ArticleMemory {
  /** `undefined` until the archive has been taken in. */
  bornAt(): Promise<Date | undefined>;
  known(): Promise<readonly KnownArticle[]>;
  /** First run: takes the articles in as the archive, announces nothing, and marks the database born. */
  takeArchive(articles: readonly KnownArticle[], now: Date): Promise<void>;
  /** Writes new keys and content hashes of articles already known, after edits and renames. */
  update(articles: readonly KnownArticle[], now: Date): Promise<void>;
  /** Remembers articles that are not to be announced (`announce: false`). */
  remember(articles: readonly KnownArticle[], now: Date): Promise<void>;
}
