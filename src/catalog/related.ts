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

/** Articles that share tags with `article`; a tag weighs more the fewer of the `total` articles carry it. */
export function relatedArticles(
  article: Article,
  total: number,
  articlesWithTag: (key: TagKey) => readonly Article[],
  limit: number,
): readonly Article[] {
  const scores = new Map<Article, number>();
  for (const { key, count } of article.tags) {
    const weight = Math.log(1 + total / count);
    for (const other of articlesWithTag(key)) {
      if (other.id !== article.id) scores.set(other, (scores.get(other) ?? 0) + weight);
    }
  }
  const newest = ({ date }: Article) => date?.getTime() ?? Number.NEGATIVE_INFINITY;
  const compare = (a: Article, b: Article) => (newest(a) === newest(b) ? 0 : newest(b) - newest(a));
  const best = [...scores].sort(([a, scoreA], [b, scoreB]) => {
    const difference = scoreB - scoreA;
    // Sums of the same weights in another order differ in the last bit.
    return Math.abs(difference) > 1e-9 ? difference : compare(a, b);
  });
  return best.slice(0, limit).map(([other]) => other);
}
