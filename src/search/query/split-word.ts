import { articlesWithPhrase } from '../terms/phrase.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import type { QueryWord } from './parse-query.ts';

/** Terms that make a word when they stand side by side, and the numbers of the articles where they do. */
export interface Halves {
  readonly terms: readonly number[];
  readonly articles: readonly number[];
}

/** How well they answer the word: see `Alternative`. */
export interface Split extends Halves {
  readonly weight: number;
  readonly firmness: number;
}

const LEAST_HALF = 2;
const TRIED = 3;
const WORDS_READ = 150_000;

/** Where articles have the word itself as well. */
export function splitBeside(halves: Halves): Split {
  return { ...halves, weight: 0.4, firmness: 0.5 };
}

/** Where no article has the word. */
export function splitInstead(halves: Halves): Split {
  return { ...halves, weight: 0.8, firmness: 1 };
}

/**
 * The likeliest two words that somebody wrote as one, or the parts of a name. For a word that articles have as well only
 * titles are read: it takes long to read texts.
 */
export function findSplit(snapshot: Snapshot, { term, parts }: QueryWord, isUnknown: boolean): Halves | undefined {
  const { dictionary } = snapshot;
  const isKnown = (ids: readonly number[]) => ids.every((id) => spreadOf(snapshot, id) > 0);
  const named = parts.map((part) => dictionary.find(part));
  const candidates: number[][] = named.length > 1 && isKnown(named) ? [named] : [];
  for (let at = LEAST_HALF; at <= term.length - LEAST_HALF; at++) {
    const halves = [dictionary.find(term.slice(0, at)), dictionary.find(term.slice(at))];
    if (isKnown(halves)) candidates.push(halves);
  }
  // Words that people use are likelier than those that only one article has.
  const rarest = (ids: readonly number[]) => Math.min(...ids.map((id) => spreadOf(snapshot, id)));
  candidates.sort((a, b) => rarest(b) - rarest(a));
  for (const terms of candidates.slice(0, TRIED)) {
    const articles = articlesWithPhrase(snapshot, terms, isUnknown ? WORDS_READ : 0);
    if (articles.length > 0) return { terms, articles };
  }
  return undefined;
}
