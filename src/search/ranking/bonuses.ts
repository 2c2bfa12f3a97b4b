import type { Query } from '../query/parse-query.ts';
import type { IndexedArticle } from '../terms/read-article.ts';
import { TERM_MASK } from '../terms/read-article.ts';
import type { Snapshot } from '../terms/snapshot.ts';
import { type Answers, findPlaces, pairsTogether, shareOf, shortestStretch } from './closeness.ts';
import { hasPhrase } from './phrase.ts';

// Beside what the words themselves are worth, in shares of what the query weighs.
const TITLE = 5;
const TITLE_NAMED_SHARE = 0.6;
const SAME_TITLE = 4;
const DESCRIPTION = 1.5;
const TOGETHER = 2;
const STRETCH = 1.5;

const SAME_LETTERS = 1.2;
const SAME_WORDS = 1;
const BEGINS = 0.5;
const HOLDS = 0.4;

/** Tells how nearly a title is the query itself: 0 when it does not hold it, above 1 for the very same text. */
export type TitleFit = (entry: IndexedArticle) => number;

export function createTitleFit({ dictionary }: Snapshot, { sequence }: Query, text: string): TitleFit {
  const ids = sequence.map((term) => dictionary.find(term));
  const letters = text.trim().toLowerCase();
  if (ids.length === 0 || ids.includes(0)) return () => 0;
  return ({ article, words, tagsAt }) => {
    if (tagsAt - 1 < ids.length) return 0;
    const title = words.subarray(0, tagsAt);
    if (!hasPhrase(title, ids)) return 0;
    if (tagsAt - 1 === ids.length) return article.title.trim().toLowerCase() === letters ? SAME_LETTERS : SAME_WORDS;
    if (ids.length < 2) return 0;
    return ((title[0] as number) & TERM_MASK) === ids[0] ? BEGINS : HOLDS;
  };
}

/** What a title adds that holds much of the query and little else. */
export function titleBonus(entry: IndexedArticle, answers: Answers, nearness: TitleFit): number {
  const { asked, named } = shareOf(entry, [0, entry.tagsAt - 1], answers);
  if (asked === 0) return 0;
  return TITLE * asked ** 1.5 * (1 - TITLE_NAMED_SHARE + TITLE_NAMED_SHARE * named) + SAME_TITLE * nearness(entry);
}

/** What is added for words that stand together, and for a description that holds them. */
export function textBonus(entry: IndexedArticle, answers: Answers): number {
  const { asked } = shareOf(entry, [entry.descriptionAt, entry.bodyAt - 1], answers);
  const described = DESCRIPTION * asked ** 2;
  if (answers.weights.length < 2) return described;
  const places = findPlaces(entry, answers);
  return described + TOGETHER * pairsTogether(places, answers) + STRETCH * shortestStretch(places, answers);
}
