import type { Steps } from '../../markdown/steps.ts';
import {
  BODY,
  DESCRIPTION,
  FIELD_SHIFT,
  HEADING,
  HEADING_BIT,
  type IndexedArticle,
  TAGS,
  TERM_MASK,
  TITLE,
} from './read-article.ts';

/**
 * For each term the articles that hold it and how often, in one piece: the entries of term t are those from `starts[t]`
 * to before `starts[t + 1]`. Made by counting sort from the articles' numbers: once to see how many entries each term
 * has, once to put them in place. That is quick enough to be done anew after every change, so there is nothing to
 * merge and nothing to tidy, and whoever searches keeps the old postings until the new ones are whole.
 */
export interface Postings {
  readonly starts: Uint32Array;
  readonly articles: Uint32Array;
  /** See `countIn`. */
  readonly counts: Uint16Array;
}

// How many bits of an entry count the occurrences in each field; what does not fit counts as the most that does.
const BITS = [2, 2, 2, 7, 3] as const;
const SHIFTS = [0, 2, 4, 6, 13] as const;
const ARTICLES_IN_STEP = 16;
const WORDS_IN_STEP = 20_000;

/** How often an entry's term stands in a field. */
export function countIn(counts: number, field: number): number {
  return (counts >>> (SHIFTS[field] as number)) & ((1 << (BITS[field] as number)) - 1);
}

/** Makes the postings of these articles, numbered as they stand, for terms below `terms`. */
export function* buildPostings(articles: readonly IndexedArticle[], terms: number): Steps<Postings> {
  const starts = new Uint32Array(terms + 2);
  const seen = new Int32Array(terms).fill(-1);
  yield;
  yield* eachInSteps(articles, (article, number) => {
    const count = (id: number) => {
      if (seen[id] === number) return;
      seen[id] = number;
      starts[id + 2] = (starts[id + 2] as number) + 1;
    };
    for (const word of article.words) count(word & TERM_MASK);
    for (const form of article.forms) count(form & TERM_MASK);
  });
  for (let id = 2; id < starts.length; id++) starts[id] = (starts[id] as number) + (starts[id - 1] as number);
  yield;
  const size = starts[terms + 1] as number;
  const into = { starts, articles: new Uint32Array(size), counts: new Uint16Array(size) };
  yield;
  seen.fill(-1);
  yield* eachInSteps(articles, (article, number) => place(article, number, into, seen));
  return into;
}

// While entries are put in place `starts[t + 1]` is where the next one of term t goes; in the end it is where those of
// the next term start, which is what it should be.
function place(
  article: IndexedArticle,
  number: number,
  { starts, articles, counts }: Postings,
  seen: Int32Array,
): void {
  const { words, forms, tagsAt, descriptionAt, bodyAt } = article;
  const put = (id: number, field: number) => {
    const next = starts[id + 1] as number;
    let entry = next - 1;
    if (seen[id] !== number) {
      seen[id] = number;
      entry = next;
      articles[entry] = number;
      starts[id + 1] = next + 1;
    }
    const old = counts[entry] as number;
    const shift = SHIFTS[field] as number;
    const most = (1 << (BITS[field] as number)) - 1;
    if (((old >>> shift) & most) < most) counts[entry] = old + (1 << shift);
  };
  for (let at = 0; at < tagsAt; at++) put((words[at] as number) & TERM_MASK, TITLE);
  for (let at = tagsAt; at < descriptionAt; at++) put((words[at] as number) & TERM_MASK, TAGS);
  for (let at = descriptionAt; at < bodyAt; at++) put((words[at] as number) & TERM_MASK, DESCRIPTION);
  for (let at = bodyAt; at < words.length; at++) {
    const word = words[at] as number;
    put(word & TERM_MASK, word >= HEADING_BIT ? HEADING : BODY);
  }
  for (const form of forms) put(form & TERM_MASK, form >>> FIELD_SHIFT);
}

function* eachInSteps(
  articles: readonly IndexedArticle[],
  work: (article: IndexedArticle, number: number) => void,
): Steps<void> {
  let words = 0;
  for (let number = 0; number < articles.length; number++) {
    const article = articles[number] as IndexedArticle;
    work(article, number);
    words += article.words.length + article.forms.length;
    if (words < WORDS_IN_STEP && number % ARTICLES_IN_STEP !== 0) continue;
    words = 0;
    yield;
  }
}
