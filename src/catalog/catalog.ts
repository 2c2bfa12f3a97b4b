import type { Article, ArticleId, Tag, TagId, TagKey } from './article.ts';

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
  /** By shared tags, rare ones weighing more; newest first among equals. */
  relatedArticles(article: Article, limit: number): readonly Article[];
  /** Tags whose name holds `text` (beginnings first); when none does, those a typo away. */
  findTags(text: string): readonly Tag[];
}
