import { hasRuns, literalRuns, ruledOut } from '../query/conditions.ts';
import { findNeeds, gluedTerms, type Need } from '../query/needs.ts';
import type { Query } from '../query/parse-query.ts';
import type { IndexedArticle } from '../terms/read-article.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import { best } from './best.ts';
import { createTitleFit, textBonus, titleBonus } from './bonuses.ts';
import { scoreWord } from './score-word.ts';

export interface Ranked {
  /** Article numbers, best first: as many as were asked for. */
  readonly numbers: readonly number[];
  readonly scores: readonly number[];
  readonly total: number;
  /** How many have every word. */
  readonly complete: number;
  readonly needs: readonly Need[];
  /** For each term which need it answers, from 1; 0 for none. */
  readonly needOf: Uint8Array;
}

// An article lacking only small words is as good as one that has them all.
const NEARLY_ALL = 0.7;
const SHARE_OF_BEST = 0.5;
const COVERAGE_SHARE = 0.7;
const COMPLETE_BONUS = 1.5;
const GLUED_BONUS = 0.6;
const TITLES_READ = 400;
const READ_CLOSELY = 64;
// A far guess adds to no bonus, or it would come before the word itself.
const WORTH_READING = 0.2;

/**
 * Ranks the articles. A first round adds up what each word is worth in each article, rarer words counting for more
 * (idf), and favours articles that have more of the query. Of the best of them the titles are read, and of the best of
 * those all words.
 */
export function rank(snapshot: Snapshot, query: Query, text: string, most: number): Ranked {
  const needs = findNeeds(snapshot, query);
  const parts = needs.map((need) => scoreNeed(snapshot, need));
  const weights = parts.map((each, at) => weightOf(snapshot, needs[at] as Need, each));
  const answers = { needOf: answering(snapshot, needs), weights };
  const { numbers, scores, complete } = firstRound(snapshot, query, needs, parts, weights);
  const again = (chosen: readonly number[], read: number, bonus: (entry: IndexedArticle) => number) => {
    const first = chosen.slice(0, read);
    for (const number of first) {
      scores[number] = (scores[number] as number) + sum(weights) * bonus(snapshot.entries[number] as IndexedArticle);
    }
    return best(snapshot, { numbers: first, scores }, read).concat(chosen.slice(read));
  };
  const wanted = Math.max(TITLES_READ, most);
  const fit = createTitleFit(snapshot, query, text);
  const byTitle = again(best(snapshot, { numbers, scores }, wanted), TITLES_READ, (entry) =>
    titleBonus(entry, answers, fit),
  );
  const ordered = again(byTitle, READ_CLOSELY, (entry) => textBonus(entry, answers)).slice(0, most);
  return {
    ...{ numbers: ordered, total: numbers.length, complete, needs, needOf: answers.needOf },
    scores: ordered.map((number) => scores[number] as number),
  };
}

function scoreNeed(snapshot: Snapshot, { alternatives, split }: Need): Float32Array {
  const scores = scoreWord(snapshot, alternatives);
  if (!split) return scores;
  const half = scoreWord(snapshot, [{ id: split.terms[0] ?? 0, weight: split.weight, isForm: true }]);
  for (const number of split.articles) scores[number] = Math.max(scores[number] as number, half[number] as number);
  return scores;
}

/** How much a word tells (idf): by the articles that have it or a form of it; by its continuations if it is only begun. */
function weightOf(snapshot: Snapshot, { alternatives }: Need, scores: Float32Array): number {
  const total = scores.length;
  const forms = alternatives.filter(({ isForm }) => isForm);
  let spread = 0;
  if (forms.length > 0) spread = Math.min(total, sum(forms.map(({ id }) => spreadOf(snapshot, id))));
  else for (const score of scores) if (score > 0) spread++;
  return idf(total, spread);
}

function idf(total: number, spread: number): number {
  return Math.log(1 + (total - spread + 0.5) / (spread + 0.5));
}

function answering(snapshot: Snapshot, needs: readonly Need[]): Uint8Array {
  const needOf = new Uint8Array(snapshot.terms);
  for (const [at, { alternatives, split }] of needs.entries()) {
    const near = alternatives.filter(({ weight }) => weight >= WORTH_READING);
    const ids = [...near.map(({ id }) => id), ...(split?.terms ?? [])];
    for (const id of ids) if (needOf[id] === 0) needOf[id] = at + 1;
  }
  return needOf;
}

interface FirstRound {
  readonly numbers: readonly number[];
  readonly scores: Float32Array;
  readonly complete: number;
}

function firstRound(
  snapshot: Snapshot,
  query: Query,
  needs: readonly Need[],
  parts: readonly Float32Array[],
  weights: readonly number[],
): FirstRound {
  const { entries, dictionary } = snapshot;
  const out = ruledOut(snapshot, query);
  const runs = literalRuns(query);
  const termsOfRun = ({ from, to }: { from: number; to: number }) =>
    needs.slice(from, to).map(({ word }) => dictionary.find(word.term));
  const quoted = runs.filter(({ isQuoted }) => isQuoted);
  const quotedTerms = quoted.map(termsOfRun);
  const unspacedTerms = runs.filter(({ isQuoted }) => !isQuoted).map(termsOfRun);
  const mustHave = needs.flatMap(({ word }, at) => (word.phrase === undefined ? [] : [at]));
  const scores = new Float32Array(entries.length);
  const coverages = new Float32Array(entries.length);
  const whole = new Uint8Array(entries.length);
  const all = sum(weights);
  const glued = gluedTerms(needs).map((id) => ({
    scores: scoreWord(snapshot, [{ id, weight: 1, isForm: true }]),
    weight: GLUED_BONUS * idf(entries.length, spreadOf(snapshot, id)),
  }));
  let bestCoverage = 0;
  let complete = 0;
  const numbers: number[] = [];
  for (let number = 0; number < entries.length; number++) {
    if (out?.[number] === 1) continue;
    let score = 0;
    let covered = 0;
    let answered = 0;
    for (let need = 0; need < parts.length; need++) {
      const part = (parts[need] as Float32Array)[number] as number;
      if (part === 0) continue;
      score += (weights[need] as number) * part;
      covered += weights[need] as number;
      answered++;
    }
    if (answered === 0 && needs.length > 0) continue;
    if (mustHave.some((need) => parts[need]?.[number] === 0)) continue;
    const entry = entries[number] as IndexedArticle;
    if (quotedTerms.length > 0 && !hasRuns(entry, quotedTerms)) continue;
    for (const each of glued) score += each.weight * (each.scores[number] as number);
    const coverage = all > 0 ? covered / all : 1;
    const isWhole = answered === needs.length && (unspacedTerms.length === 0 || hasRuns(entry, unspacedTerms));
    if (isWhole) {
      whole[number] = 1;
      complete++;
    }
    bestCoverage = Math.max(bestCoverage, coverage);
    coverages[number] = coverage;
    scores[number] = score * (1 - COVERAGE_SHARE + COVERAGE_SHARE * coverage) + (isWhole ? COMPLETE_BONUS * all : 0);
    numbers.push(number);
  }
  const least = complete > 0 ? NEARLY_ALL : bestCoverage * SHARE_OF_BEST;
  const kept = numbers.filter((number) => whole[number] === 1 || (coverages[number] as number) >= least);
  return { numbers: kept, scores, complete };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
