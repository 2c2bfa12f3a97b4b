import type { Query } from '../query/parse-query.ts';
import { hasPhrase } from '../terms/phrase.ts';
import type { IndexedArticle } from '../terms/read-article.ts';
import { TERM_MASK } from '../terms/read-article.ts';
import type { Snapshot } from '../terms/snapshot.ts';
import { type Asked, findPlaces, pairsTogether, shareOf, shortestStretch } from './closeness.ts';

// In shares of what the whole query tells; see `firstRound`.
const TITLE = 0.875;
const TITLE_POWER = 1.5;
const TITLE_NAMED_SHARE = 0.6;
const TAGGED = 0.5;
const TAGGED_POWER = 3;
const SAME_TITLE = 0.5;
const DESCRIPTION = 0.275;
// What has but one word of the query is said in many descriptions, in some of which it is the first line of the text.
const DESCRIPTION_POWER = 4;
const TOGETHER = 0.15;
const STRETCH = 0.14;

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

/** What a title adds that holds much of the query and little else, and tags that hold all of it. */
export function titleAndTagsBonus(entry: IndexedArticle, asked: Asked, nearness: TitleFit): number {
  const tagged = TAGGED * shareOf(entry, [entry.tagsAt, entry.descriptionAt], asked).share ** TAGGED_POWER;
  const { share, named } = shareOf(entry, [0, entry.tagsAt - 1], asked);
  if (share === 0) return tagged;
  return tagged + TITLE * share ** TITLE_POWER * (1 - TITLE_NAMED_SHARE * (1 - named)) + SAME_TITLE * nearness(entry);
}

/** The most that `textBonus` gives. */
export const MOST_OF_TEXT_BONUS = DESCRIPTION + TOGETHER + STRETCH;

/** What is added for words that stand together, and for a description that holds them. */
export function textBonus(entry: IndexedArticle, asked: Asked): number {
  const { share } = shareOf(entry, [entry.descriptionAt, entry.bodyAt - 1], asked);
  const described = DESCRIPTION * share ** DESCRIPTION_POWER;
  if (asked.weights.length < 2) return described;
  const places = findPlaces(entry, asked);
  return described + TOGETHER * pairsTogether(places, asked) + STRETCH * shortestStretch(places, asked);
}
