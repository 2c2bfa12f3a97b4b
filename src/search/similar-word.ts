import { countSlips } from '../catalog/count-slips.ts';

export interface Candidate {
  readonly term: string;
  /** In how many articles it stands. */
  readonly articles: number;
}

const MIN_LENGTH = 4;

/** How many slips of the finger a word of this length may hold and still be recognised; 0 for words too short. */
export function allowedSlips(word: string): number {
  const { length } = [...word];
  return length < MIN_LENGTH ? 0 : length < 8 ? 1 : 2;
}

/** The candidate nearest to a word within the allowed slips; among equals the one that more articles hold. */
export function nearestWord(word: string, candidates: Iterable<Candidate>): string | undefined {
  const limit = allowedSlips(word);
  let best: { term: string; slips: number; articles: number } | undefined;
  for (const { term, articles } of candidates) {
    const slips = countSlips(word, term, best ? best.slips : limit);
    if (slips === undefined || slips === 0) continue;
    const nearer = !best || slips < best.slips;
    if (nearer || (slips === best?.slips && articles > best.articles)) best = { term, slips, articles };
  }
  return best?.term;
}
