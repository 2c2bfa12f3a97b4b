import { FIRM, LIKELY } from '../query/alternative.ts';
import { hasRuns, literalRuns, ruledOut } from '../query/conditions.ts';
import { gluedTerms, type Need } from '../query/needs.ts';
import type { Query } from '../query/parse-query.ts';
import type { IndexedArticle } from '../terms/read-article.ts';
import type { Snapshot } from '../terms/snapshot.ts';
import { scoreWord, type WordScores } from './score-word.ts';
import { tellingOfTerm } from './telling.ts';

export interface FirstRound {
  /** Article numbers, in their own order. */
  readonly numbers: readonly number[];
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
export function firstRound(snapshot: Snapshot, weighed: Weighed): FirstRound {
  const { needs, scores: words, telling } = weighed;
  const size = snapshot.entries.length;
  const scores = new Float32Array(size);
  const coverages = new Float32Array(size);
  const all = telling.reduce((sum, each) => sum + each, 0);
  const least = SMALL * Math.max(0, ...telling);
  const passes = conditionsOf(snapshot, weighed);
  const isUnbroken = unbrokenRuns(snapshot, weighed);
  const together = gluedTerms(needs).map((id) => ({
    scores: scoreWord(snapshot, [{ id, weight: 1, firmness: 1, kind: 'exact' }]).scores,
    weight: TOGETHER * tellingOfTerm(snapshot, id),
  }));
  const numbers: number[] = [];
  let complete = 0;
  let bestCoverage = 0;
  for (let number = 0; number < size; number++) {
    let score = 0;
    let covered = 0;
    let exact = 0;
    let answered = 0;
    let isComplete = true;
    let hasLikely = false;
    for (let need = 0; need < words.length; need++) {
      const word = words[need] as WordScores;
      const weight = telling[need] as number;
      const firmness = word.firmness[number] as number;
      if (firmness < FIRM && weight >= least) isComplete = false;
      if (firmness >= LIKELY) hasLikely = true;
      if (firmness === 0) continue;
      answered++;
      score += weight * (word.scores[number] as number);
      covered += weight * firmness;
      if (word.exact[number] === 1) exact += weight;
    }
    if ((answered === 0 && needs.length > 0) || !passes(number)) continue;
    if (isComplete && !isUnbroken(number)) isComplete = false;
    for (const each of together) score += each.weight * (each.scores[number] as number);
    const coverage = all > 0 ? covered / all : 1;
    if (isComplete) complete++;
    bestCoverage = Math.max(bestCoverage, coverage);
    // What may have been meant by one word helps out where another is there for sure.
    coverages[number] = isComplete || (hasLikely && answered === needs.length) ? 1 : coverage;
    const share = COVERAGE * coverage + (isComplete ? COMPLETE : 0);
    scores[number] = score * (1 - COVERAGE_SHARE + COVERAGE_SHARE * coverage) + all * share + EXACT * exact;
    numbers.push(number);
  }
  const enough = complete > 0 ? NEARLY_ALL : bestCoverage * SHARE_OF_BEST;
  return { numbers: numbers.filter((number) => (coverages[number] as number) >= enough), scores, complete };
}

/** Tells whether an article passes filters, lacks what is excluded, and has what is quoted. */
function conditionsOf(snapshot: Snapshot, { query, needs, scores }: Weighed): (number: number) => boolean {
  const out = ruledOut(snapshot, query);
  const mustHave = scores.filter((_, at) => needs[at]?.word.phrase !== undefined);
  const quoted = termsOfRuns(snapshot, query, true);
  return (number) => {
    if (out?.[number] === 1 || mustHave.some(({ firmness }) => firmness[number] === 0)) return false;
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
