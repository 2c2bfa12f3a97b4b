import type { Need } from '../query/needs.ts';
import type { Snapshot } from '../terms/snapshot.ts';

/** For a term the need that it answers (1, 2, … in the order of the query) and how firmly, as one number; 0 for none. */
export type Answer = number;

const FIRMEST = 255;
const FORM_SHARE = 0.6;
// Texts hold `net` at the place where `.net` stands.
const UNSIGNED = 0.2;
// A far guess adds to no bonus, or it would come before the word itself.
const LEAST_WEIGHT = 0.2;

/** The answers of all terms that answer something. */
export function answersOf({ dictionary }: Snapshot, needs: readonly Need[]): Map<number, Answer> {
  const answers = new Map<number, Answer>();
  const put = (id: number, need: number, firmness: number) => {
    const answer = (need << 8) | Math.round(firmness * FIRMEST);
    const before = answers.get(id) ?? 0;
    if (before === 0 || (needOf(before) === need && before < answer)) answers.set(id, answer);
  };
  for (const [at, { word, alternatives, split }] of needs.entries()) {
    if (word.signed !== undefined) put(dictionary.find(word.term), at + 1, UNSIGNED);
    for (const { id, weight, firmness } of alternatives) {
      if (weight >= LEAST_WEIGHT) put(id, at + 1, weight < 1 ? firmness * FORM_SHARE : firmness);
    }
    for (const id of split?.terms ?? []) put(id, at + 1, split?.firmness ?? 1);
  }
  return answers;
}

export function needOf(answer: Answer): number {
  return answer >> 8;
}

/** From 0 to 1. */
export function firmnessOf(answer: Answer): number {
  return (answer & FIRMEST) / FIRMEST;
}

// The same one for every query, as a search is over before another begins: a new one would be half a megabyte.
let answerOf = new Uint16Array(0);

/** Lends the answers as an array by term numbers, all zero but for these. */
export function withAnswerOf<Result>(
  { terms }: Snapshot,
  answers: ReadonlyMap<number, Answer>,
  use: (answerOf: Uint16Array) => Result,
): Result {
  if (answerOf.length < terms) answerOf = new Uint16Array(terms);
  const lent = answerOf;
  for (const [id, answer] of answers) lent[id] = answer;
  try {
    return use(lent);
  } finally {
    for (const id of answers.keys()) lent[id] = 0;
  }
}
