import type { Article, Tag, TagKey } from './article.ts';

/** Tags found beside `key` on its articles, closest first: shared articles against how common both tags are. */
export function relatedTags(articlesWithKey: readonly Article[], key: TagKey, limit: number): readonly Tag[] {
  const shared = new Map<Tag, number>();
  for (const { tags } of articlesWithKey) {
    for (const tag of tags) if (tag.key !== key) shared.set(tag, (shared.get(tag) ?? 0) + 1);
  }
  // Cosine similarity; the count of `key` itself is the same for all and left out.
  const closeness = ([tag, count]: [Tag, number]) => count / Math.sqrt(tag.count);
  const closest = [...shared].sort((a, b) => closeness(b) - closeness(a) || b[1] - a[1]);
  return closest.slice(0, limit).map(([tag]) => tag);
}

// Tags are the author's own word on what belongs together, but few and coarse; texts tell the rest apart.
const WEIGHT_OF_TAGS = 0.6;
// Texts less alike than this have a few rare words in common by chance.
const LEAST_LIKENESS = 0.12;

export interface RelatedSources {
  readonly total: number;
  articlesWithTag(key: TagKey): readonly Article[];
  article(id: string): Article | undefined;
}

/**
 * Articles related to `article`, the closest first, newest first among equals: by the tags they share, where a tag weighs
 * more the fewer articles carry it, and by how like their texts are (`likeness`, 0 to 1 by article id).
 */
export function relatedArticles(
  article: Article,
  sources: RelatedSources,
  limit: number,
  likeness: ReadonlyMap<string, number> = new Map(),
): readonly Article[] {
  const scores = tagScores(article, sources);
  for (const [id, like] of likeness) {
    const other = like < LEAST_LIKENESS ? undefined : sources.article(id);
    if (other !== undefined && id !== article.id) scores.set(other, (scores.get(other) ?? 0) + like);
  }
  const best = [...scores].sort(([a, scoreA], [b, scoreB]) => {
    const difference = scoreB - scoreA;
    // Sums of the same weights in another order differ in the last bit.
    return Math.abs(difference) > 1e-9 ? difference : newestFirst(a, b);
  });
  return best.slice(0, limit).map(([other]) => other);
}

/** Whether other articles carry one of an article's tags: then some are related to it. */
export function sharesTags({ tags }: Pick<Article, 'tags'>): boolean {
  return tags.some(({ count }) => count > 1);
}

/** 0 to WEIGHT_OF_TAGS for each article that shares a tag: the share of `article`'s tags, weighed, that it carries. */
function tagScores(article: Article, { total, articlesWithTag }: RelatedSources): Map<Article, number> {
  const weights = article.tags.map(({ key, count }) => ({ key, weight: Math.log(1 + total / count) }));
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  const scores = new Map<Article, number>();
  for (const { key, weight } of weights) {
    const part = (WEIGHT_OF_TAGS * weight) / whole;
    for (const other of articlesWithTag(key)) {
      if (other.id !== article.id) scores.set(other, (scores.get(other) ?? 0) + part);
    }
  }
  return scores;
}

function newestFirst(a: Article, b: Article): number {
  const timeOf = ({ date }: Article) => date?.getTime() ?? Number.NEGATIVE_INFINITY;
  return timeOf(a) === timeOf(b) ? 0 : timeOf(b) - timeOf(a);
}
