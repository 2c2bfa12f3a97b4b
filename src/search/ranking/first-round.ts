import { FIRM, LIKELY } from '../query/alternative.ts';
import { hasRuns, literalRuns, ruledOut } from '../query/conditions.ts';
import { gluedTerms, type Need } from '../query/needs.ts';
import type { Query } from '../query/parse-query.ts';
import type { IndexedArticle } from '../terms/read-article.ts';
import type { Snapshot } from '../terms/snapshot.ts';
import { scoreWord, type WordScores } from './score-word.ts';
import type { Scratch } from './scratch.ts';
import { tellingOfTerm } from './telling.ts';

export interface FirstRound {
  /** Article numbers, in their own order. */
  readonly numbers: Uint32Array;
  /** By article number. */
  readonly scores: Float32Array;
  /** How many have every word that tells something. */
  readonly complete: number;
}

/** A query with what its words are worth. */
export interface Weighed {
  readonly query: Query;
  readonly needs: readonly Need[];
  readonly scores: readonly WordScores[];
  /** How much each word tells. */
  readonly telling: readonly number[];
}

// In shares of what the whole query tells. An article with every word comes before one without, whatever the words are
// worth in each; among those with every word, those with the words as they were typed.
const COVERAGE = 0.75;
const COMPLETE = 0.75;
const EXACT = 0.375;
const COVERAGE_SHARE = 0.7;
const TOGETHER = 0.6;
// A word that tells so little beside the others need not be there.
const SMALL = 0.12;
// What has less of the query is left out beside articles that have all of it, or beside the best that there are.
const NEARLY_ALL = 0.7;
const SHARE_OF_BEST = 0.5;

/** Adds up what each word is worth in each article, rarer words counting for more, and favours articles with more of the query. */
export function firstRound(snapshot: Snapshot, weighed: Weighed, scratch: Scratch): FirstRound {
  const { needs, scores: words, telling } = weighed;
  const size = snapshot.entries.length;
  const scores = scratch.floats(size);
  const coverages = scratch.floats(size);
  const all = telling.reduce((sum, each) => sum + each, 0);
  const least = SMALL * Math.max(0, ...telling);
  const passes = conditionsOf(snapshot, weighed);
  const isUnbroken = unbrokenRuns(snapshot, weighed);
  const together = gluedTerms(needs).map((id) => ({
    scores: scoreWord(snapshot, { alternatives: [{ id, weight: 1, firmness: 1, kind: 'exact' }] }, scratch).scores,
    weight: TOGETHER * tellingOfTerm(snapshot, id),
  }));
  const sums = emptySums(size, scratch);
  for (const [need, word] of words.entries()) addWord(sums, word, telling[need] as number, least);
  const { score, covered, exact, answered, isShort, hasLikely } = sums;
  const numbers = scratch.integers(size);
  let found = 0;
  let complete = 0;
  let bestCoverage = 0;
  for (let number = 0; number < size; number++) {
    if ((answered[number] === 0 && needs.length > 0) || !passes(number)) continue;
    const isComplete = isShort[number] === 0 && isUnbroken(number);
    const coverage = all > 0 ? (covered[number] as number) / all : 1;
    if (isComplete) complete++;
    if (coverage > bestCoverage) bestCoverage = coverage;
    // What may have been meant by one word helps out where another is there for sure.
    const isEnough = isComplete || (hasLikely[number] === 1 && answered[number] === needs.length);
    coverages[number] = isEnough ? 1 : coverage;
    let own = score[number] as number;
    for (const each of together) own += each.weight * (each.scores[number] as number);
    const share = COVERAGE * coverage + (isComplete ? COMPLETE : 0);
    const part = own * (1 - COVERAGE_SHARE + COVERAGE_SHARE * coverage);
    scores[number] = part + all * share + EXACT * (exact[number] as number);
    numbers[found++] = number;
  }
  const enough = complete > 0 ? NEARLY_ALL : bestCoverage * SHARE_OF_BEST;
  let kept = 0;
  for (let at = 0; at < found; at++) {
    const number = numbers[at] as number;
    if ((coverages[number] as number) >= enough) numbers[kept++] = number;
  }
  return { numbers: numbers.subarray(0, kept), scores, complete };
}

/** What the words of a query add up to, by article number. */
interface Sums {
  readonly score: Float64Array;
  /** How much of what the query tells is answered, and how much of it as it was typed. */
  readonly covered: Float64Array;
  readonly exact: Float64Array;
  /** How many words are. */
  readonly answered: Uint8Array;
  /** 1 where a word that tells something is not there for sure. */
  readonly isShort: Uint8Array;
  /** 1 where some word is likely there. */
  readonly hasLikely: Uint8Array;
}

function emptySums(size: number, { doubles, bytes }: Scratch): Sums {
  return {
    ...{ score: doubles(size), covered: doubles(size), exact: doubles(size) },
    ...{ answered: bytes(size), isShort: bytes(size), hasLikely: bytes(size) },
  };
}

function addWord(sums: Sums, word: WordScores, weight: number, least: number): void {
  const { score, covered, exact, answered, isShort, hasLikely } = sums;
  const { scores, firmness } = word;
  for (let number = 0; number < firmness.length; number++) {
    const firm = firmness[number] as number;
    if (firm < FIRM && weight >= least) isShort[number] = 1;
    if (firm === 0) continue;
    if (firm >= LIKELY) hasLikely[number] = 1;
    answered[number] = (answered[number] as number) + 1;
    score[number] = (score[number] as number) + weight * (scores[number] as number);
    covered[number] = (covered[number] as number) + weight * firm;
    if (word.exact[number] === 1) exact[number] = (exact[number] as number) + weight;
  }
}

/** Tells whether an article passes filters, lacks what is excluded, and has what is quoted. */
function conditionsOf(snapshot: Snapshot, { query, needs, scores }: Weighed): (number: number) => boolean {
  const out = ruledOut(snapshot, query);
  const mustHave = scores.filter((_, at) => needs[at]?.word.phrase !== undefined);
  const quoted = termsOfRuns(snapshot, query, true);
  // Asked of every article, so this makes nothing anew.
  return (number) => {
    if (out !== undefined && out[number] === 1) return false;
    for (let at = 0; at < mustHave.length; at++) if (mustHave[at]?.firmness[number] === 0) return false;
    return quoted.length === 0 || hasRuns(snapshot.entries[number] as IndexedArticle, quoted);
  };
}

/** Tells whether an article has the query's runs without spaces as they are. */
function unbrokenRuns(snapshot: Snapshot, { query }: Weighed): (number: number) => boolean {
  const runs = termsOfRuns(snapshot, query, false);
  return (number) => runs.length === 0 || hasRuns(snapshot.entries[number] as IndexedArticle, runs);
}

function termsOfRuns({ dictionary }: Snapshot, query: Query, areQuoted: boolean): number[][] {
  const runs = literalRuns(query).filter(({ isQuoted }) => isQuoted === areQuoted);
  return runs.map(({ from, to }) => query.words.slice(from, to).map(({ term }) => dictionary.find(term)));
}
