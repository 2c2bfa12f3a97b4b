import type { Article } from '../catalog/article.ts';
import type { BotContext, BotDependencies } from './context.ts';
import { relatedArticles } from './related.ts';

// Enough that some of them are new to a reader who has read a lot.
const CANDIDATES = 40;

/**
 * What to read after an article: the next part of its series, else the closest related article that the reader has not
 * opened, else the newest one not opened, else the closest at all. `undefined` when it is the only one there is.
 */
export async function nextArticle(
  ctx: BotContext,
  deps: BotDependencies,
  article: Article,
): Promise<Article | undefined> {
  const catalog = deps.catalog();
  const series = catalog.seriesOf(article);
  const nextPart = series?.articles[series.part];
  if (nextPart !== undefined) return nextPart;
  const related = relatedArticles(deps, article, CANDIDATES);
  const newest = catalog.articles.filter(({ id }) => id !== article.id).slice(0, CANDIDATES);
  const candidates = [...related, ...newest];
  const opened = await deps.store.readingPlaces.among(
    ctx.reader,
    candidates.map(({ id }) => id),
  );
  return candidates.find(({ id }) => !opened.has(id)) ?? candidates[0];
}
