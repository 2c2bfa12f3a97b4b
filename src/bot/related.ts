import type { Article } from '../catalog/article.ts';
import { sharesTags } from '../catalog/related.ts';
import type { BotDependencies } from './context.ts';

/** Articles to go on with from an article, by tags and by what the texts say, the closest first. */
export function relatedArticles(deps: BotDependencies, article: Article, limit: number): readonly Article[] {
  return deps.catalog().relatedArticles(article, limit, deps.search.similarTexts(article.id));
}

/** Whether there are any; the texts are looked at only when the tags lead nowhere. */
export function hasRelated(deps: BotDependencies, article: Article): boolean {
  return sharesTags(article) || relatedArticles(deps, article, 1).length > 0;
}
