import type { ArticleId } from '../catalog/article.ts';
import type { IdentifiedArticle } from '../catalog/assign-ids.ts';
import type { AnnouncedArticle } from './ports/announcements.ts';
import type { KnownArticle } from './ports/articles.ts';

/** What one look at the content folders gave. */
export interface CheckedContent {
  /** The instant of the check. */
  readonly at: Date;
  /** What the catalogue is made from, with drafts and what is dated later; empty when it was not renewed. */
  readonly articles: readonly IdentifiedArticle[];
  /** What was remembered when the articles were given their ids. */
  readonly known: readonly KnownArticle[];
  /** Files and folders that are there and cannot be used, as they are called in reports. */
  readonly broken: ReadonlySet<string>;
  /** `false` when a folder could not be read or is suddenly empty: what is missing then may be there all the same. */
  readonly trusted: boolean;
}

/** The same, looked up by article, beside what has been announced. */
export interface Comparison extends CheckedContent {
  readonly articleById: ReadonlyMap<ArticleId, IdentifiedArticle>;
  readonly knownById: ReadonlyMap<ArticleId, KnownArticle>;
  readonly announced: readonly AnnouncedArticle[];
}

export function compare(content: CheckedContent, announced: readonly AnnouncedArticle[]): Comparison {
  return {
    ...content,
    announced,
    articleById: new Map(content.articles.map((article) => [article.id, article])),
    knownById: new Map(content.known.map((article) => [article.id, article])),
  };
}
