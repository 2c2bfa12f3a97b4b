import { tagKey } from '../../catalog/tag-key.ts';
import { fold } from '../normalise.ts';
import { articlesWithPhrase, hasPhrase } from '../terms/phrase.ts';
import type { IndexedArticle } from '../terms/read-article.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import type { Filter, Known, Query } from './parse-query.ts';

const WORDS_READ = 10_000_000;

/** Which articles a query rules out, by article number; `undefined` when it rules out none. */
export function ruledOut(snapshot: Snapshot, { excluded, filters }: Query): Uint8Array | undefined {
  if (excluded.length === 0 && filters.length === 0) return undefined;
  const { entries, dictionary } = snapshot;
  const out = new Uint8Array(entries.length);
  for (const filter of filters) {
    for (let number = 0; number < out.length; number++) {
      if (!passes(entries[number] as IndexedArticle, filter)) out[number] = 1;
    }
  }
  for (const terms of excluded) {
    const ids = terms.map((term) => dictionary.find(term));
    if (!ids.every((id) => spreadOf(snapshot, id) > 0)) continue;
    const holding = ids.length === 1 ? holders(snapshot, ids[0] ?? 0) : articlesWithPhrase(snapshot, ids, WORDS_READ);
    for (const number of holding) out[number] = 1;
  }
  return out;
}

function passes({ article, lang }: IndexedArticle, filter: Filter): boolean {
  switch (filter.kind) {
    case 'tag':
      return article.tags.some(({ key }) => key === filter.value);
    case 'year':
      return article.date?.getUTCFullYear() === filter.value;
    case 'lang':
      return isIn(lang, filter.value);
  }
}

function isIn(lang: string, wanted: string): boolean {
  return lang === wanted || lang.startsWith(`${wanted}-`) || lang.startsWith(`${wanted}_`);
}

function holders({ starts, articles }: Snapshot, id: number): Uint32Array {
  return articles.subarray(starts[id] as number, starts[id + 1] as number);
}

/** What filters the articles of an index can pass. Tags are told by name, accents and case aside. */
export function knownIn({ tags, entries }: Snapshot): Known {
  return {
    tag(name) {
      const key = tagKey(name);
      if (tags.has(key)) return key;
      const folded = foldWords(key);
      return folded === '' ? undefined : [...tags.keys()].find((each) => foldWords(each) === folded);
    },
    lang: (code) => /^[a-z]{2,3}(?:[-_][a-z\d]+)*$/.test(code) && entries.some(({ lang }) => isIn(lang, code)),
  };
}

// `machine-learning`, `machine_learning` and "machine learning" are one, `c`, `c++` and `c#` are not.
function foldWords(text: string): string {
  return text
    .split(/[\s_-]+/)
    .map((word) => fold(word) + (/[+#]+$/.exec(word)?.[0] ?? ''))
    .join(' ')
    .trim();
}

/** The runs of a query's words that must stand side by side: quoted phrases, and runs written without spaces. */
export function literalRuns({
  words,
}: Pick<Query, 'words'>): { readonly from: number; readonly to: number; readonly isQuoted: boolean }[] {
  const runs: { from: number; to: number; isQuoted: boolean }[] = [];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const run = runs.at(-1);
    const goesOn =
      word.phrase === undefined
        ? word.isPair && word.joined && before?.isPair === true
        : before?.phrase === word.phrase;
    if (goesOn && run?.to === at) run.to = at + 1;
    else if (word.phrase !== undefined || word.isPair)
      runs.push({ from: at, to: at + 1, isQuoted: word.phrase !== undefined });
  }
  return runs.filter(({ from, to }) => to - from > 1);
}

/** Whether an article has every run of terms. */
export function hasRuns(entry: IndexedArticle, runs: readonly (readonly number[])[]): boolean {
  return runs.every((terms) => hasPhrase(entry.words, terms));
}
