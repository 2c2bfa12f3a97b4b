import { MAX_TERMS } from '../query/parse-query.ts';
import { type IndexedArticle, TERM_MASK } from '../terms/read-article.ts';
import { firmnessOf, needOf } from './answers.ts';

const READ_WORDS = 8_000;
const MOST_PLACES = 1_500;
// By how many words lie between two that follow each other in the query.
const BESIDE = 1;
const NEAR = 0.5;
const NEAR_WORDS = 3;
const TURNED = 0.6;
// A stretch so many words longer than it need be is worth half.
const HALF_STRETCH = 12;

/** What is asked for: the answer of each term by its number, and how much each need tells. */
export interface Asked {
  readonly answerOf: Uint16Array;
  readonly weights: readonly number[];
}

/** The places where an article answers something, in reading order; the same arrays each time. */
interface Places {
  count: number;
  readonly at: Int32Array;
  readonly need: Uint8Array;
}

// By need, of which each word of a query is one, from 1.
const lastAt = new Int32Array(MAX_TERMS + 1);
const pairs = new Float32Array(MAX_TERMS + 1);
const firmest = new Float32Array(MAX_TERMS + 1);

const places: Places = { count: 0, at: new Int32Array(MOST_PLACES), need: new Uint8Array(MOST_PLACES) };

/** Finds where an article answers what; good until the next call. */
export function findPlaces({ words }: IndexedArticle, { answerOf }: Asked): Places {
  const end = Math.min(words.length, READ_WORDS);
  let count = 0;
  for (let at = 0; at < end && count < MOST_PLACES; at++) {
    const need = needOf(answerOf[(words[at] as number) & TERM_MASK] as number);
    if (need === 0) continue;
    places.at[count] = at;
    places.need[count++] = need;
  }
  places.count = count;
  return places;
}

/** From 0 to 1: how much of the query stands side by side as it was typed, or nearly. */
export function pairsTogether(found: Places, { weights }: Asked): number {
  lastAt.fill(-1_000);
  pairs.fill(0);
  for (let place = 0; place < found.count; place++) {
    const at = found.at[place] as number;
    const need = found.need[place] as number;
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
  return most > 0 ? together / most : 0;
}

/** From 0 to 1: how short the shortest stretch is that answers all that the article answers, times how much that is. */
export function shortestStretch(found: Places, { weights }: Asked): number {
  lastAt.fill(-1);
  let met = 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (let place = 0; place < found.count; place++) {
    const at = found.at[place] as number;
    const need = found.need[place] as number;
    if (lastAt[need] === -1) {
      met++;
      shortest = Number.POSITIVE_INFINITY;
    }
    lastAt[need] = at;
    let first = at;
    for (let each = 1; each <= weights.length; each++) {
      const last = lastAt[each] as number;
      if (last >= 0 && last < first) first = last;
    }
    shortest = Math.min(shortest, at - first + 1);
  }
  if (met < 2) return 0;
  return (met / weights.length) * (HALF_STRETCH / (HALF_STRETCH + Math.max(0, shortest - met)));
}

/** From 0 to 1: how much of the query a part of an article answers, and how much of that part is in the query. */
export function shareOf(
  { words }: IndexedArticle,
  [from, to]: readonly [number, number],
  { answerOf, weights }: Asked,
): { readonly share: number; readonly named: number } {
  const length = to - from;
  if (length <= 0) return { share: 0, named: 0 };
  firmest.fill(0);
  let named = 0;
  for (let at = from; at < to; at++) {
    const answer = answerOf[(words[at] as number) & TERM_MASK] as number;
    if (answer === 0) continue;
    const need = needOf(answer);
    const firmness = firmnessOf(answer);
    named += firmness;
    firmest[need] = Math.max(firmest[need] as number, firmness);
  }
  let answered = 0;
  let all = 0;
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] as number;
    answered += weight * (firmest[at + 1] as number);
    all += weight;
  }
  return { share: all > 0 ? answered / all : 0, named: named / length };
}

function quality(distance: number, factor: number): number {
  if (distance === 1) return BESIDE * factor;
  return distance <= NEAR_WORDS ? NEAR * factor : 0;
}

function improve(best: Float32Array, at: number, value: number): void {
  if (value > (best[at] as number)) best[at] = value;
}
