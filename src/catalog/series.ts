import type { Article } from './article.ts';
import { tagKey } from './tag-key.ts';

/** The place of an article in its series. */
export interface SeriesPlace {
  /** As the article itself writes it. */
  readonly title: string;
  /** From 1: the place among the parts that are there, whatever number an author gave. */
  readonly part: number;
  /** In order; at least two. */
  readonly articles: readonly Article[];
}

/**
 * Finds the place of an article in its series: by the numbers that the parts give themselves, else by date, oldest first.
 * `undefined` for an article of no series, or of one with a single part.
 */
export type FindSeries = (article: Article) => SeriesPlace | undefined;

/** Groups articles (newest first) by the name of their series, whatever its case and spacing. */
export function createSeriesIndex(articles: readonly Article[]): FindSeries {
  const byName = new Map<string, Article[]>();
  // Oldest first, so that those of one day keep the order in which they are listed, turned round.
  for (const article of articles.toReversed()) {
    if (article.series === undefined) continue;
    const key = tagKey(article.series);
    byName.set(key, [...(byName.get(key) ?? []), article]);
  }
  for (const parts of byName.values()) parts.sort(inOrder);
  return (article) => {
    const parts = article.series === undefined ? [] : (byName.get(tagKey(article.series)) ?? []);
    const index = parts.findIndex(({ id }) => id === article.id);
    if (parts.length < 2 || index < 0) return undefined;
    return { title: article.series ?? '', part: index + 1, articles: parts };
  };
}

// Parts without a number follow those that have one.
function inOrder(a: Article, b: Article): number {
  return compare(a.seriesPart, b.seriesPart) || compare(a.date?.getTime(), b.date?.getTime());
}

function compare(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0;
  return (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY);
}
