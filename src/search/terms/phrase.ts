import { countIn } from './postings.ts';
import { type IndexedArticle, TERM_MASK, TITLE } from './read-article.ts';
import { type Snapshot, spreadOf } from './snapshot.ts';

/** Whether words in reading order have these terms side by side, in this order; inside runs without spaces that is a literal check. */
export function hasPhrase(words: Uint32Array, terms: readonly number[]): boolean {
  const [first = 0] = terms;
  const last = words.length - terms.length;
  for (let at = 0; at <= last; at++) {
    if (((words[at] as number) & TERM_MASK) !== first) continue;
    let next = 1;
    while (next < terms.length && ((words[at + next] as number) & TERM_MASK) === terms[next]) next++;
    if (next === terms.length) return true;
  }
  return false;
}

/**
 * The numbers of articles that hold all terms side by side: of those that do so in their titles all, and of the others
 * those found until `most` words are read.
 */
export function articlesWithPhrase(snapshot: Snapshot, terms: readonly number[], most: number): number[] {
  const { starts, articles, counts, entries } = snapshot;
  const rarest = [...terms].sort((a, b) => spreadOf(snapshot, a) - spreadOf(snapshot, b))[0] ?? 0;
  if (spreadOf(snapshot, rarest) === 0) return [];
  const others = [...new Set(terms)].filter((id) => id !== rarest);
  const found: number[] = [];
  const end = starts[rarest + 1] as number;
  const inTitle = new Set<number>();
  for (let entry = starts[rarest] as number; entry < end; entry++) {
    if (countIn(counts[entry] as number, TITLE) === 0) continue;
    const article = articles[entry] as number;
    const { words, tagsAt } = entries[article] as IndexedArticle;
    if (!hasPhrase(words.subarray(0, tagsAt), terms)) continue;
    inTitle.add(article);
    found.push(article);
  }
  let read = 0;
  for (let entry = starts[rarest] as number; entry < end && read < most; entry++) {
    const article = articles[entry] as number;
    read++;
    if (inTitle.has(article) || !others.every((id) => entryOf(snapshot, id, article) >= 0)) continue;
    const { words } = entries[article] as IndexedArticle;
    read += words.length;
    if (hasPhrase(words, terms)) found.push(article);
  }
  return found;
}

/** The entry of a term for an article, by halving; -1 when it has none. */
export function entryOf({ starts, articles }: Snapshot, id: number, article: number): number {
  let low = starts[id] as number;
  let high = (starts[id + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = articles[middle] as number;
    if (value === article) return middle;
    if (value < article) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
