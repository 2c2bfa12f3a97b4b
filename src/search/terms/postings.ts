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
const WORDS_IN_STEP = 10_000;
// What an article costs beside its words.
const ARTICLE_WORDS = 100;

/** How often an entry's term stands in a field. */
export function countIn(counts: number, field: number): number {
  return (counts >>> (SHIFTS[field] as number)) & ((1 << (BITS[field] as number)) - 1);
}

/** Makes the postings of these articles, numbered as they stand, for terms below `terms`. */
export function* buildPostings(articles: readonly IndexedArticle[], terms: number): Steps<Postings> {
  const starts = new Uint32Array(terms + 2);
  const seen = new Int32Array(terms).fill(-1);
  yield;
  yield* eachStretch(articles, ({ numbers, article, from, to }) => {
    for (let at = from; at < to; at++) {
      const id = (numbers[at] as number) & TERM_MASK;
      if (seen[id] === article) continue;
      seen[id] = article;
      starts[id + 2] = (starts[id + 2] as number) + 1;
    }
  });
  for (let id = 2; id < starts.length; id++) starts[id] = (starts[id] as number) + (starts[id - 1] as number);
  yield;
  const size = starts[terms + 1] as number;
  const into = { starts, articles: new Uint32Array(size), counts: new Uint16Array(size) };
  yield;
  seen.fill(-1);
  yield* eachStretch(articles, (stretch) => place(stretch, into, seen));
  return into;
}

// While entries are put in place `starts[t + 1]` is where the next one of term t goes; in the end it is where those of
// the next term start, which is what it should be.
function place(stretch: Stretch, { starts, articles, counts }: Postings, seen: Int32Array): void {
  const { numbers, article, from, to } = stretch;
  for (let at = from; at < to; at++) {
    const number = numbers[at] as number;
    const id = number & TERM_MASK;
    const next = starts[id + 1] as number;
    let entry = next - 1;
    if (seen[id] !== article) {
      seen[id] = article;
      entry = next;
      articles[entry] = article;
      starts[id + 1] = next + 1;
    }
    const field = fieldOf(number, stretch.field);
    const old = counts[entry] as number;
    const shift = SHIFTS[field] as number;
    const most = (1 << (BITS[field] as number)) - 1;
    if (((old >>> shift) & most) < most) counts[entry] = old + (1 << shift);
  }
}

function fieldOf(number: number, field: number): number {
  if (field === OF_FORMS) return number >>> FIELD_SHIFT;
  return field === BODY && number >= HEADING_BIT ? HEADING : field;
}

/** Some numbers of one article, of words in the same field or of forms. */
interface Stretch {
  readonly numbers: Uint32Array;
  readonly article: number;
  readonly field: number;
  from: number;
  to: number;
}

const OF_FORMS = -1;

function* eachStretch(articles: readonly IndexedArticle[], work: (stretch: Stretch) => void): Steps<void> {
  let left = WORDS_IN_STEP;
  for (const [article, { words, forms, tagsAt, descriptionAt, bodyAt }] of articles.entries()) {
    left -= ARTICLE_WORDS;
    const of = (numbers: Uint32Array, field: number, from: number, to: number) => ({
      numbers,
      article,
      field,
      from,
      to,
    });
    const stretches = [
      of(words, TITLE, 0, tagsAt),
      of(words, TAGS, tagsAt, descriptionAt),
      of(words, DESCRIPTION, descriptionAt, bodyAt),
      of(words, BODY, bodyAt, words.length),
      of(forms, OF_FORMS, 0, forms.length),
    ];
    for (const stretch of stretches) {
      const end = stretch.to;
      while (stretch.from < end) {
        stretch.to = Math.min(end, stretch.from + WORDS_IN_STEP);
        work(stretch);
        left -= stretch.to - stretch.from;
        stretch.from = stretch.to;
        if (left > 0) continue;
        left = WORDS_IN_STEP;
        yield;
      }
    }
  }
}
