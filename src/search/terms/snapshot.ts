import type { Tag } from '../../catalog/article.ts';
import type { Steps } from '../../markdown/steps.ts';
import type { Dictionary } from './dictionary.ts';
import { buildPostings, type Postings } from './postings.ts';
import type { IndexedArticle } from './read-article.ts';
import { buildTitleWords, type TitleWords } from './title-words.ts';
import { buildVocabulary, type Vocabulary } from './vocabulary.ts';

/** The whole index as it was at one moment. It never changes: whoever searches has one catalogue from first to last. */
export interface Snapshot extends Postings {
  readonly dictionary: Dictionary;
  readonly vocabulary: Vocabulary;
  /** Terms below this number are those it knows. */
  readonly terms: number;
  readonly entries: readonly IndexedArticle[];
  /** What many words of a field make each of them count for: 1 for a text of usual length, more for a longer one. */
  readonly titleLength: Float32Array;
  readonly bodyLength: Float32Array;
  readonly tags: ReadonlyMap<string, Tag>;
  readonly titleWords: TitleWords;
}

const TAGS_IN_STEP = 5_000;

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
  const titleWords = yield* buildTitleWords(entries, dictionary, terms);
  const vocabulary = yield* buildVocabulary(dictionary);
  return { ...postings, dictionary, vocabulary, terms, entries, titleLength, bodyLength, tags, titleWords };
}

/** In how many articles a term stands. */
export function spreadOf({ starts, terms }: Snapshot, id: number): number {
  return id === 0 || id >= terms ? 0 : (starts[id + 1] as number) - (starts[id] as number);
}

function relative(lengths: readonly number[]): Float32Array {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return Float32Array.from(lengths, (length) => length / Math.max(1, mean));
}
