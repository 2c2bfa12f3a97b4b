import { type IndexedArticle, TERM_MASK } from '../index/read-article.ts';

/** What shows only when an article's words are read in their order. */
export interface Closeness {
  /** From 0 to 1: how much of the query stands side by side as it was typed, or nearly. */
  readonly together: number;
  /** From 0 to 1: how much of the query the title holds, times how much of the title the query names. */
  readonly title: number;
}

const READ_WORDS = 20_000;
// By how many words lie between two that follow each other in the query.
const BESIDE = 1;
const NEAR = 0.5;
const NEAR_WORDS = 3;
const TURNED = 0.6;
const SAME_PLACE = 0.25;
const SAME_PLACE_WORDS = 8;

/**
 * Reads an article with the needs (1, 2, … in the order of the query; 0 for none) that each term answers.
 * `weights` says what each need counts for.
 */
export function closenessOf(article: IndexedArticle, needOf: Uint8Array, weights: readonly number[]): Closeness {
  const { words } = article;
  const lastAt = new Int32Array(weights.length + 2).fill(-1_000);
  const pairs = new Float32Array(weights.length + 1);
  const end = Math.min(words.length, READ_WORDS);
  for (let at = 0; at < end; at++) {
    const need = needOf[(words[at] as number) & TERM_MASK] as number;
    if (need === 0) continue;
    lastAt[need] = at;
    if (need > 1) improve(pairs, need, quality(at - (lastAt[need - 1] as number), 1));
    if (need < weights.length) improve(pairs, need + 1, quality(at - (lastAt[need + 1] as number), TURNED));
  }
  let together = 0;
  let most = 0;
  for (let need = 2; need <= weights.length; need++) {
    const weight = Math.min(weights[need - 1] as number, weights[need - 2] as number);
    together += weight * (pairs[need] as number);
    most += weight;
  }
  return { together: most > 0 ? together / most : 0, title: titleShare(article, needOf, weights) };
}

function titleShare({ words, tagsAt }: IndexedArticle, needOf: Uint8Array, weights: readonly number[]): number {
  const length = tagsAt - 1;
  if (length <= 0) return 0;
  const met = new Set<number>();
  let named = 0;
  for (let at = 0; at < length; at++) {
    const need = needOf[(words[at] as number) & TERM_MASK] as number;
    if (need === 0) continue;
    named++;
    met.add(need);
  }
  let share = 0;
  for (const need of met) share += weights[need - 1] as number;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return all > 0 ? (share / all) * (named / length) : 0;
}

function quality(distance: number, factor: number): number {
  if (distance === 1) return BESIDE * factor;
  if (distance <= NEAR_WORDS) return NEAR * factor;
  return distance <= SAME_PLACE_WORDS ? SAME_PLACE : 0;
}

function improve(best: Float32Array, at: number, value: number): void {
  if (value > (best[at] as number)) best[at] = value;
}
