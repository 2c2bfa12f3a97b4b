import { countIn } from '../terms/postings.ts';
import { TAGS, TITLE } from '../terms/read-article.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import type { NearTerm } from '../terms/vocabulary.ts';

const SLIPS = [1, 2] as const;
const LEAST_UNFINISHED = 5;
const LEAST_OTHER_START = 5;
// Enough to tell a word of many titles from one of few.
const ARTICLES_LOOKED_AT = 200;
const TITLE_TELLS = 10;

/** How many slips a word of this length may hold and still be recognised; 0 for words too short. */
export function allowedSlips(term: string): 0 | 1 | 2 {
  const { length } = term;
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** The terms fewest slips away, likeliest first; beginnings of longer terms when a word that may go on has none. */
export function nearTerms(snapshot: Snapshot, term: string, mayGoOn: boolean): NearTerm[] {
  // With one slip there is much less to look through than with two.
  for (const slips of SLIPS) {
    if (slips > allowedSlips(term)) break;
    const near = likeliest(snapshot, term, nearBy(snapshot, term, slips));
    if (near.length > 0) return near;
  }
  if (!mayGoOn || allowedSlips(term) === 0 || term.length < LEAST_UNFINISHED) return [];
  return likeliest(snapshot, term, snapshot.vocabulary.nearBeginning(term));
}

/** The terms that are one slip away, likeliest first. */
export function oneSlipAway(snapshot: Snapshot, term: string): number[] {
  if (allowedSlips(term) === 0) return [];
  return likeliest(snapshot, term, nearBy(snapshot, term, 1)).map(({ id }) => id);
}

function nearBy({ vocabulary }: Snapshot, term: string, most: 1 | 2): NearTerm[] {
  // People seldom miss the first letter; with another one a short word, or one with two slips, is another word.
  return vocabulary.near(term, { most, startAlike: most > 1 || term.length < LEAST_OTHER_START });
}

/** Those that articles have, likeliest first. */
function likeliest(snapshot: Snapshot, term: string, near: readonly NearTerm[]): NearTerm[] {
  const known = near.flatMap(({ id, slips }) => {
    const spread = spreadOf(snapshot, id);
    if (spread === 0) return [];
    const isSameStart = snapshot.dictionary.term(id)[0] === term[0];
    const telling = titlesWith(snapshot, id) * TITLE_TELLS + spread;
    return [{ id, slips, unlikeliness: slips + (isSameStart ? 0 : 0.5), telling }];
  });
  return known.sort((a, b) => a.unlikeliness - b.unlikeliness || b.telling - a.telling || a.id - b.id);
}

/** In how many titles and tags a term stands, as far as that matters. */
export function titlesWith({ starts, counts }: Snapshot, id: number): number {
  const start = starts[id] as number;
  const end = Math.min(starts[id + 1] as number, start + ARTICLES_LOOKED_AT);
  let titles = 0;
  for (let entry = start; entry < end; entry++) {
    const held = counts[entry] as number;
    if (countIn(held, TITLE) > 0 || countIn(held, TAGS) > 0) titles++;
  }
  return titles;
}
