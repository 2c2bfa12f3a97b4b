import type { Tag } from '../../catalog/article.ts';
import type { Steps } from '../../markdown/steps.ts';
import type { Dictionary } from './dictionary.ts';
import { buildPostings, type Postings } from './postings.ts';
import { BREAK, type IndexedArticle, TERM_MASK } from './read-article.ts';

/** The whole index as it was at one moment. It never changes: whoever searches has one catalogue from first to last. */
export interface Snapshot extends Postings {
  readonly dictionary: Dictionary;
  /** Terms below this number are those it knows. */
  readonly terms: number;
  readonly entries: readonly IndexedArticle[];
  /** What many words of a field make each of them count for: 1 for a text of usual length, more for a longer one. */
  readonly titleLength: Float32Array;
  readonly bodyLength: Float32Array;
  readonly tags: ReadonlyMap<string, Tag>;
  /** The terms that stand in titles, each once. */
  readonly titleTerms: Uint32Array;
}

const TAGS_IN_STEP = 5_000;
const TITLE_WORDS_IN_STEP = 10_000;

/** Puts articles together, in steps. */
export function* buildSnapshot(entries: readonly IndexedArticle[], dictionary: Dictionary): Steps<Snapshot> {
  const terms = dictionary.size;
  const postings = yield* buildPostings(entries, terms);
  yield;
  const titleLength = relative(entries.map(({ tagsAt }) => tagsAt - 1));
  yield;
  const bodyLength = relative(entries.map(({ words, bodyAt }) => words.length - bodyAt));
  yield;
  const tags = new Map<string, Tag>();
  let read = 0;
  for (const { article } of entries) {
    for (const tag of article.tags) {
      if (!tags.has(tag.key)) tags.set(tag.key, tag);
      if (++read % TAGS_IN_STEP === 0) yield;
    }
  }
  yield;
  const titleTerms = yield* termsOfTitles(entries, terms);
  return { ...postings, dictionary, terms, entries, titleLength, bodyLength, tags, titleTerms };
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
    if (read < TITLE_WORDS_IN_STEP) continue;
    read = 0;
    yield;
  }
  return Uint32Array.from(found);
}

/** In how many articles a term stands. */
export function spreadOf({ starts, terms }: Snapshot, id: number): number {
  return id === 0 || id >= terms ? 0 : (starts[id + 1] as number) - (starts[id] as number);
}

function relative(lengths: readonly number[]): Float32Array {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return Float32Array.from(lengths, (length) => length / Math.max(1, mean));
}
