import { type IndexedArticle, TERM_MASK } from '../terms/read-article.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';

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

/** The entries of the rarest term whose articles hold all terms side by side; looks at no more than `most` articles. */
export function articlesWithPhrase(snapshot: Snapshot, terms: readonly number[], most: number): number[] {
  const { starts, articles, entries } = snapshot;
  const rarest = [...terms].sort((a, b) => spreadOf(snapshot, a) - spreadOf(snapshot, b))[0] ?? 0;
  if (spreadOf(snapshot, rarest) === 0) return [];
  const others = [...new Set(terms)].filter((id) => id !== rarest);
  const found: number[] = [];
  let looked = 0;
  for (let entry = starts[rarest] as number; entry < (starts[rarest + 1] as number) && looked < most; entry++) {
    const article = articles[entry] as number;
    if (!others.every((id) => entryOf(snapshot, id, article) >= 0)) continue;
    looked++;
    if (hasPhrase((entries[article] as IndexedArticle).words, terms)) found.push(article);
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
