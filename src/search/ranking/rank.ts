import { findNeeds, type Need } from '../query/needs.ts';
import type { Query } from '../query/parse-query.ts';
import type { IndexedArticle } from '../terms/read-article.ts';
import type { Snapshot } from '../terms/snapshot.ts';
import { type Answer, answersOf, withAnswerOf } from './answers.ts';
import { best } from './best.ts';
import { createTitleFit, MOST_OF_TEXT_BONUS, textBonus, titleAndTagsBonus } from './bonuses.ts';
import { firstRound } from './first-round.ts';
import { scoreWord } from './score-word.ts';
import { createScratch } from './scratch.ts';
import { tellingOf } from './telling.ts';

export interface Ranked {
  /** Article numbers, best first: as many as were asked for. */
  readonly numbers: readonly number[];
  readonly scores: readonly number[];
  readonly total: number;
  /** How many have every word. */
  readonly complete: number;
  readonly needs: readonly Need[];
  /** By term numbers. */
  readonly answers: ReadonlyMap<number, Answer>;
}

const TITLES_READ = 250;
const READ_CLOSELY = 32;
// One search at a time, from first to last without a pause.
const scratch = createScratch();
// Scores are held as numbers of seven digits.
const ROUNDED = 0.001;

/**
 * Ranks the articles that a query finds: in a first round by their words, then the best of them by their titles, and the
 * best of those by where in them the words stand.
 */
export function rank(snapshot: Snapshot, query: Query, text: string, most: number): Ranked {
  scratch.clear();
  const needs = findNeeds(snapshot, query);
  const words = needs.map((need) => scoreWord(snapshot, need, scratch));
  const telling = needs.map((need, at) => tellingOf(snapshot, need, words[at]?.scores ?? new Float32Array()));
  const { numbers, scores, complete } = firstRound(snapshot, { query, needs, scores: words, telling }, scratch);
  const all = telling.reduce((sum, each) => sum + each, 0);
  const answers = answersOf(snapshot, needs);
  const add = (number: number, bonus: (entry: IndexedArticle) => number) => {
    scores[number] = (scores[number] as number) + all * bonus(snapshot.entries[number] as IndexedArticle);
  };
  const sorted = (chosen: readonly number[], read: number) => {
    const first = best(snapshot, { numbers: chosen.slice(0, read), scores }, read);
    return first.concat(chosen.slice(read));
  };
  const ordered = withAnswerOf(snapshot, answers, (answerOf) => {
    const asked = { answerOf, weights: telling };
    const fit = createTitleFit(snapshot, query, text);
    const chosen = best(snapshot, { numbers, scores }, Math.max(TITLES_READ, most));
    for (const number of chosen.slice(0, TITLES_READ)) add(number, (entry) => titleAndTagsBonus(entry, asked, fit));
    const byTitle = sorted(chosen, TITLES_READ);
    const top = createTop(most);
    let read = 0;
    for (const number of byTitle.slice(0, READ_CLOSELY)) {
      // The others have no more, so whatever stands in their texts changes nothing among those that are shown.
      if ((scores[number] as number) + all * MOST_OF_TEXT_BONUS < top.least() - ROUNDED) break;
      add(number, (entry) => textBonus(entry, asked));
      top.put(scores[number] as number);
      read++;
    }
    return sorted(byTitle, read).slice(0, most);
  });
  return {
    ...{ numbers: ordered, total: numbers.length, complete, needs, answers },
    scores: ordered.map((number) => scores[number] as number),
  };
}

/** Keeps the greatest of some numbers, `most` of them. */
function createTop(most: number) {
  const kept: number[] = [];
  return {
    put(value: number) {
      let at = kept.length;
      while (at > 0 && (kept[at - 1] as number) < value) at--;
      if (at >= most) return;
      kept.splice(at, 0, value);
      if (kept.length > most) kept.pop();
    },
    /** The least of them; anything is greater while there are too few. */
    least: () => (kept.length < most ? Number.NEGATIVE_INFINITY : (kept[most - 1] ?? Number.NEGATIVE_INFINITY)),
  };
}
