import type { Article, ArticleId, Tag, TagId, TagKey } from './article.ts';
import type { SeriesPlace } from './series.ts';

/** Every visible article with the ways to reach it. Immutable: a change in `content/` makes a new catalogue. */
export interface Catalog {
  /** Newest first, undated last. */
  readonly articles: readonly Article[];
  /** Most used first, then by name. */
  readonly tags: readonly Tag[];
  article(id: ArticleId | string): Article | undefined;
  /** The article that a link inside `from` means: relative path, root path, slug, or the article's own address. */
  articleByLink(from: Article, href: string): Article | undefined;
  tag(key: TagKey | string): Tag | undefined;
  tagById(id: TagId | string): Tag | undefined;
  /** Newest first. */
  articlesWithTag(key: TagKey): readonly Article[];
  /** Tags that share articles with `key`, closest first. */
  relatedTags(key: TagKey, limit: number): readonly Tag[];
  /** By shared tags, rare ones weighing more, and by how like the texts are (0 to 1 by article id), where that is known. */
  relatedArticles(article: Article, limit: number, likeness?: ReadonlyMap<string, number>): readonly Article[];
  /** The place of an article in its series; `undefined` when there is no series of two parts or more. */
  seriesOf(article: Article): SeriesPlace | undefined;
  /** Tags whose name holds `text` (beginnings first); when none does, those a typo away. */
  findTags(text: string): readonly Tag[];
}
