import type { Steps } from '../../markdown/steps.ts';
import type { Dictionary } from './dictionary.ts';
import { BREAK, type IndexedArticle, TERM_MASK } from './read-article.ts';

/** The terms that stand in titles, each once, to be looked through as one text. */
export interface TitleWords {
  readonly ids: Uint32Array;
  /** The terms in the same order, a space before and behind each. */
  readonly text: string;
  /** Where in `text` the space before each stands. */
  readonly starts: Uint32Array;
}

const WORDS_IN_STEP = 10_000;
const TERMS_IN_STEP = 1_000;

/** Collects them, in steps, from articles whose terms have numbers below `terms`. */
export function* buildTitleWords(
  entries: readonly IndexedArticle[],
  dictionary: Dictionary,
  terms: number,
): Steps<TitleWords> {
  const ids = yield* termsOfTitles(entries, terms);
  const starts = new Uint32Array(ids.length);
  const words: string[] = [];
  let end = 0;
  for (const [at, id] of ids.entries()) {
    const word = dictionary.term(id);
    words.push(word);
    starts[at] = end;
    end += word.length + 1;
    if (words.length % TERMS_IN_STEP === 0) yield;
  }
  return { ids, text: ` ${words.join(' ')} `, starts };
}

function* termsOfTitles(entries: readonly IndexedArticle[], terms: number): Steps<Uint32Array> {
  const isMet = new Uint8Array(terms);
  const found: number[] = [];
  let read = 0;
  for (const { words, tagsAt } of entries) {
    for (let at = 0; at < tagsAt; at++) {
      const id = (words[at] as number) & TERM_MASK;
      if (id === BREAK || isMet[id] === 1) continue;
      isMet[id] = 1;
      found.push(id);
    }
    read += tagsAt;
    if (read < WORDS_IN_STEP) continue;
    read = 0;
    yield;
  }
  return Uint32Array.from(found);
}

/** For each term of titles, how many of some texts it holds; a space in them is the beginning or the end of the term. */
export function heldByTitleWords({ ids, text, starts }: TitleWords, sought: readonly string[]): Uint8Array {
  const held = new Uint8Array(ids.length);
  for (const each of sought) {
    let word = 0;
    for (let at = text.indexOf(each); at >= 0; at = text.indexOf(each, starts[word + 1] ?? text.length)) {
      word = wordAt(starts, at, word);
      held[word] = (held[word] as number) + 1;
    }
  }
  return held;
}

/** The last word that starts at a place or before it, not before `from`. */
function wordAt(starts: Uint32Array, place: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
