import type { Dictionary } from '../terms/dictionary.ts';
import { countIn } from '../terms/postings.ts';
import { TAGS, TITLE } from '../terms/read-article.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import { otherAlphabet } from './keyboard.ts';
import type { QueryWord } from './parse-query.ts';
import { slipsBetween } from './slips.ts';

/** A term that answers a word, and what it counts for beside the word itself, up to 1. */
export interface Alternative {
  readonly id: number;
  readonly weight: number;
  /** Adds to what other alternatives give an article rather than only replacing a lesser one. */
  readonly isForm: boolean;
}

export interface Expansion {
  readonly alternatives: readonly Alternative[];
  /** The word that was looked for instead, when the index does not know the one that was typed. */
  readonly used?: string;
}

const STEM_WEIGHT = 0.85;
// Cyrillic words long enough that others like them but for the ending are forms of them.
const ENDINGS = /^[а-я]{6,}$/;
const ENDING = 2;
const ENDING_WEIGHT = 0.5;
const PREFIX_WEIGHT = 0.65;
// Beside a whole word its continuations are the lesser guess.
const PREFIX_WEIGHT_BESIDE = 0.4;
const OTHER_KEYS_WEIGHT = 0.9;
const SLIP_WEIGHTS = [1, 0.7, 0.5];
// Less than the word itself is worth anywhere: these only keep an article from lacking a word.
const NEAR_RARE_WEIGHT = 0.015;
const NEAR_UNKNOWN_WEIGHT = 0.4;
const MOST_BESIDE = 6;
const INSIDE_WEIGHT = 0.4;
const MOST_INSIDE = 200;
const LEAST_INSIDE = 4;
const MOST_NEAR = 24;
// A word that so few articles have may itself be a slip, of theirs or of the person's.
const RARE = 2;

/** All that the index has for a word: itself, its forms, its continuations when it may be unfinished; else corrections. */
export function expandWord(snapshot: Snapshot, word: QueryWord): Expansion {
  const term = word.signed !== undefined && isKnown(snapshot, word.signed) ? word.signed : word.term;
  const direct = known(snapshot, term, word.isPair || word.phrase !== undefined);
  const prefix = mayBePrefix(word, term) ? continuations(snapshot, term, direct.length > 0) : [];
  if (word.phrase !== undefined) return { alternatives: direct };
  const found = [...direct, ...prefix];
  if (word.isPair || /^\d*$|[^\p{L}\p{N}]/u.test(term)) return { alternatives: found };
  if (found.length === 0) return corrected(snapshot, word, term);
  if (isKnown(snapshot, term)) return { alternatives: [...found, ...nearRare(snapshot, term, direct, prefix)] };
  // Neither its forms nor its continuations need be what was meant.
  const near = prefix.length > 0 ? [] : nearTerms(snapshot, term, false).filter(({ slips }) => slips === 1);
  const meant = word.isLast ? found.map((each) => ({ ...each, isForm: false })) : found;
  const others = near.slice(0, MOST_BESIDE).map(({ id }) => ({ id, weight: NEAR_UNKNOWN_WEIGHT, isForm: false }));
  return { alternatives: [...meant, ...others] };
}

/** Whether any article has a word, or a form of it. */
export function isAnswered(snapshot: Snapshot, term: string): boolean {
  return known(snapshot, term, false).length > 0;
}

function isKnown(snapshot: Snapshot, term: string): boolean {
  return spreadOf(snapshot, snapshot.dictionary.find(term)) > 0;
}

function known(snapshot: Snapshot, term: string, exactly: boolean): Alternative[] {
  const { dictionary } = snapshot;
  const id = dictionary.find(term);
  const found: Alternative[] = spreadOf(snapshot, id) > 0 ? [{ id, weight: 1, isForm: true }] : [];
  if (exactly) return found;
  for (const form of wordForms(dictionary, term)) {
    if (spreadOf(snapshot, form.id) > 0 && !found.some(({ id }) => id === form.id)) found.push(form);
  }
  return found;
}

/** The terms that are forms of a word, likelier ones first; a term may come twice. */
export function wordForms(dictionary: Dictionary, term: string): Alternative[] {
  const forms = dictionary.sharingStem(term).map((id) => ({ id, weight: STEM_WEIGHT, isForm: true }));
  if (!ENDINGS.test(term)) return forms;
  // The stemmer takes the ending of a noun for one of a verb at times: `экрана` is `экра` to it, `экране` is `экран`.
  for (const id of dictionary.startingWith(term.slice(0, -ENDING))) {
    const isNear = Math.abs(dictionary.term(id).length - term.length) <= ENDING;
    if (isNear) forms.push({ id, weight: ENDING_WEIGHT, isForm: true });
  }
  return forms;
}

// One Latin letter begins a word of every article; one Han character is a word.
function mayBePrefix({ isLast, isPair }: QueryWord, term: string): boolean {
  if (isPair) return [...term].length === 1;
  return isLast && term.length > 1;
}

function continuations(snapshot: Snapshot, term: string, isBeside: boolean): Alternative[] {
  const weight = isBeside ? PREFIX_WEIGHT_BESIDE : PREFIX_WEIGHT;
  return snapshot.dictionary
    .startingWith(term)
    .filter((id) => spreadOf(snapshot, id) > 0 && snapshot.dictionary.term(id) !== term)
    .map((id) => ({ id, weight, isForm: false }));
}

function corrected(snapshot: Snapshot, word: QueryWord, term: string): Expansion {
  for (const other of otherAlphabet(term)) {
    if (other.length < 2) continue;
    const direct = known(snapshot, other, false);
    const found =
      direct.length > 0 || !word.isLast || other.length < 3 ? direct : continuations(snapshot, other, false);
    if (found.length === 0) continue;
    const alternatives = found.map((each) => ({ ...each, weight: each.weight * OTHER_KEYS_WEIGHT }));
    return { alternatives, used: isKnown(snapshot, other) ? other : snapshot.dictionary.term(found[0]?.id ?? 0) };
  }
  const near = nearTerms(snapshot, term, word.isLast);
  const best = near[0];
  if (!best) return { alternatives: inside(snapshot, term) };
  const alternatives = near
    .slice(0, MOST_NEAR)
    .map(({ id, slips }) => ({ id, weight: slipWeight(slips), isForm: false }));
  return { alternatives, used: snapshot.dictionary.term(best.id) };
}

/** Words that hold the word: parts of compounds, or of long names. */
function inside(snapshot: Snapshot, term: string): Alternative[] {
  if (term.length < LEAST_INSIDE) return [];
  const holding = snapshot.dictionary.containing(term, MOST_INSIDE).filter((id) => spreadOf(snapshot, id) > 0);
  return holding.map((id) => ({ id, weight: INSIDE_WEIGHT, isForm: false }));
}

/** How many slips of the finger a word of this length may hold and still be recognised; 0 for words too short. */
export function allowedSlips(term: string): number {
  const { length } = term;
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

function slipWeight(slips: number): number {
  return SLIP_WEIGHTS[slips] ?? 0.4;
}

interface NearTerm {
  readonly id: number;
  readonly slips: number;
}

function nearTerms(snapshot: Snapshot, term: string, mayBeUnfinished: boolean): NearTerm[] {
  const most = allowedSlips(term);
  const { dictionary } = snapshot;
  for (let slips = 1; slips <= most; slips++) {
    const near = chosenNear(snapshot, term, slips, dictionary.lookingLike(term, slips));
    if (near.length > 0) return near;
  }
  if (most === 0 || !mayBeUnfinished || term.length <= 4) return [];
  const length = term.length;
  return chosenNear(snapshot, term, 1, dictionary.startingWith(term.slice(0, 2)), length);
}

/** Those among terms, or among the beginnings of them, that are no more than so many slips away; likeliest first. */
function chosenNear(snapshot: Snapshot, term: string, most: number, ids: readonly number[], cut?: number): NearTerm[] {
  const near: (NearTerm & { readonly rank: number; readonly telling: number })[] = [];
  for (const id of ids) {
    const whole = snapshot.dictionary.term(id);
    const other = cut === undefined ? whole : whole.slice(0, cut);
    // People seldom miss the first letter; two slips and another first letter make another word.
    const isSameStart = other[0] === term[0];
    if (most > 1 && !isSameStart && other[1] !== term[0]) continue;
    const slips = slipsBetween(term, other, most);
    const spread = slips === undefined || slips === 0 ? 0 : spreadOf(snapshot, id);
    if (spread === 0 || slips === undefined) continue;
    near.push({ id, slips, rank: slips + (isSameStart ? 0 : 0.5), telling: inTitles(snapshot, id) * 10 + spread });
  }
  return near.sort((a, b) => a.rank - b.rank || b.telling - a.telling || a.id - b.id);
}

function nearRare(
  snapshot: Snapshot,
  term: string,
  direct: readonly Alternative[],
  prefix: readonly Alternative[],
): Alternative[] {
  if (direct.length + prefix.length > 3 || term.length < 5) return [];
  const [first] = direct.length > 0 ? direct : prefix;
  if (!first || spreadOf(snapshot, first.id) > RARE || inTitles(snapshot, first.id) > 0) return [];
  return nearTerms(snapshot, term, false)
    .filter(({ id, slips }) => slips === 1 && inTitles(snapshot, id) > 0)
    .slice(0, 4)
    .map(({ id }) => ({ id, weight: NEAR_RARE_WEIGHT, isForm: false }));
}

function inTitles(snapshot: Snapshot, id: number): number {
  const { starts, counts } = snapshot;
  const end = Math.min(starts[id + 1] as number, (starts[id] as number) + 200);
  let titles = 0;
  for (let entry = starts[id] as number; entry < end; entry++) {
    const held = counts[entry] as number;
    if (countIn(held, TITLE) > 0 || countIn(held, TAGS) > 0) titles++;
  }
  return titles;
}
