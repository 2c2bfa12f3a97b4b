import { findNeeds, type Need } from '../query/needs.ts';
import type { Query } from '../query/parse-query.ts';
import type { IndexedArticle } from '../terms/read-article.ts';
import type { Snapshot } from '../terms/snapshot.ts';
import { type Answer, answersOf, withAnswerOf } from './answers.ts';
import { best } from './best.ts';
import { createTitleFit, textBonus, titleAndTagsBonus } from './bonuses.ts';
import { firstRound } from './first-round.ts';
import { scoreWord } from './score-word.ts';
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

/**
 * Ranks the articles that a query finds: in a first round by their words, then the best of them by their titles, and the
 * best of those by where in them the words stand.
 */
export function rank(snapshot: Snapshot, query: Query, text: string, most: number): Ranked {
  const needs = findNeeds(snapshot, query);
  const words = needs.map(({ alternatives, split }) => scoreWord(snapshot, alternatives, split));
  const telling = needs.map((need, at) => tellingOf(snapshot, need, words[at]?.scores ?? new Float32Array()));
  const { numbers, scores, complete } = firstRound(snapshot, { query, needs, scores: words, telling });
  const all = telling.reduce((sum, each) => sum + each, 0);
  const answers = answersOf(snapshot, needs);
  const again = (chosen: readonly number[], read: number, bonus: (entry: IndexedArticle) => number) => {
    const first = chosen.slice(0, read);
    for (const number of first) {
      scores[number] = (scores[number] as number) + all * bonus(snapshot.entries[number] as IndexedArticle);
    }
    return best(snapshot, { numbers: first, scores }, read).concat(chosen.slice(read));
  };
  const ordered = withAnswerOf(snapshot, answers, (answerOf) => {
    const asked = { answerOf, weights: telling };
    const fit = createTitleFit(snapshot, query, text);
    const chosen = best(snapshot, { numbers, scores }, Math.max(TITLES_READ, most));
    const byTitle = again(chosen, TITLES_READ, (entry) => titleAndTagsBonus(entry, asked, fit));
    return again(byTitle, READ_CLOSELY, (entry) => textBonus(entry, asked)).slice(0, most);
  });
  return {
    ...{ numbers: ordered, total: numbers.length, complete, needs, answers },
    scores: ordered.map((number) => scores[number] as number),
  };
}
