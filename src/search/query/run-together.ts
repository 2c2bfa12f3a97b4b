import { glue } from '../analysis/glue.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import { type Alternative, alternatives } from './alternative.ts';
import type { QueryWord } from './parse-query.ts';

const MOST_WORDS = 4;
const LEAST_BEGUN = 5;

/** For each word of a query the terms that it makes when it is run together with its neighbours. */
export function termsRunTogether(snapshot: Snapshot, words: readonly QueryWord[]): Alternative[][] {
  const found: Alternative[][] = words.map(() => []);
  for (let from = 0; from + 1 < words.length; from++) {
    for (let to = from + 2; to <= Math.min(words.length, from + MOST_WORDS); to++) {
      const together = words.slice(from, to);
      if (!together.every(({ isPair, phrase }) => !isPair && phrase === undefined)) break;
      const terms = termsOf(snapshot, together);
      for (let at = from; at < to; at++) found[at]?.push(...terms);
    }
  }
  return found;
}

function termsOf(snapshot: Snapshot, words: readonly QueryWord[]): Alternative[] {
  const { dictionary, vocabulary } = snapshot;
  const term = glue(words.map((word) => word.term));
  const id = dictionary.find(term);
  if (spreadOf(snapshot, id) > 0) return alternatives([id], 'together');
  if (words.at(-1)?.isLast !== true || term.length < LEAST_BEGUN) return [];
  const longer = vocabulary.startingWith(term).filter((each) => spreadOf(snapshot, each) > 0);
  return alternatives(longer, 'togetherBegun');
}
