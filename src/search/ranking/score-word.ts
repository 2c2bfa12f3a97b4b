import type { Alternative } from '../query/alternative.ts';
import type { Split } from '../query/split-word.ts';
import { countIn } from '../terms/postings.ts';
import { BODY, DESCRIPTION, HEADING, TAGS, TITLE } from '../terms/read-article.ts';
import type { Snapshot } from '../terms/snapshot.ts';
import type { Scratch } from './scratch.ts';

/** How well each article answers one word, by article number; 0 where it does not. */
export interface WordScores {
  /** Up to about 1. */
  readonly scores: Float32Array;
  /** See `Alternative`. */
  readonly firmness: Float32Array;
  /** 1 where the word stands as it was typed. */
  readonly exact: Uint8Array;
}

// How many occurrences in a text of usual length one in each field is worth. They are added up before they saturate (BM25F;
// Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009), those of the text alone once more before that: else
// a long text that goes on about something would come before the one whose title it is. The numbers were found by trying,
// with bench/evaluate-search.ts, on folders of articles in English, German, Russian and Chinese.
const IN_TITLE = 18;
const IN_TAGS = 8;
const IN_DESCRIPTION = 2;
const IN_HEADING = 1.5;
const MOST_OF_TEXT = 6;
const HALF = 4;
const TEXT_LENGTH_SHARE = 0.8;
const TITLE_LENGTH_SHARE = 0.3;
const FORM_SHARE = 0.15;

/** Scores every article for a word by the terms that answer it. */
export function scoreWord(
  snapshot: Snapshot,
  { alternatives, split }: { readonly alternatives: readonly Alternative[]; readonly split?: Split },
  scratch: Scratch,
): WordScores {
  const size = snapshot.entries.length;
  const found = { scores: scratch.floats(size), firmness: scratch.floats(size), exact: scratch.bytes(size) };
  for (const alternative of alternatives) addAlternative(snapshot, alternative, found);
  if (split) addSplit(snapshot, split, found, scratch);
  return found;
}

function addAlternative(snapshot: Snapshot, alternative: Alternative, { scores, firmness, exact }: WordScores): void {
  const { starts, articles, counts } = snapshot;
  const { id, weight, firmness: own, kind } = alternative;
  const end = starts[id + 1] as number;
  for (let entry = starts[id] as number; entry < end; entry++) {
    const article = articles[entry] as number;
    const score = weight * scoreEntry(snapshot, article, counts[entry] as number);
    const before = scores[article] as number;
    if (before === 0) scores[article] = score;
    else scores[article] = Math.max(before, score) + (kind === 'guess' ? 0 : FORM_SHARE * Math.min(before, score));
    if (own > (firmness[article] as number)) firmness[article] = own;
    if (kind === 'exact') exact[article] = 1;
  }
}

/** Two words side by side are worth what the first of them is, in the articles where they are. */
function addSplit(
  snapshot: Snapshot,
  { terms, articles, ...how }: Split,
  { scores, firmness }: WordScores,
  scratch: Scratch,
): void {
  const [first = 0] = terms;
  const half = scoreWord(snapshot, { alternatives: [{ id: first, kind: 'form', ...how }] }, scratch);
  for (const article of articles) {
    scores[article] = Math.max(scores[article] as number, half.scores[article] as number);
    firmness[article] = Math.max(firmness[article] as number, how.firmness);
  }
}

/** What one entry is worth: the term's occurrences in each field of the article. */
function scoreEntry({ titleLength, bodyLength }: Snapshot, article: number, held: number): number {
  const inText = countIn(held, BODY) + IN_HEADING * countIn(held, HEADING);
  const perLength = inText / lengthFactor(TEXT_LENGTH_SHARE, bodyLength[article] as number);
  const text = (MOST_OF_TEXT * perLength) / (MOST_OF_TEXT + perLength);
  const title = (IN_TITLE * countIn(held, TITLE)) / lengthFactor(TITLE_LENGTH_SHARE, titleLength[article] as number);
  const tags = countIn(held, TAGS) > 0 ? IN_TAGS : 0;
  const occurrences = text + title + tags + IN_DESCRIPTION * countIn(held, DESCRIPTION);
  return occurrences / (HALF + occurrences);
}

function lengthFactor(share: number, length: number): number {
  return 1 - share + share * length;
}
