import { glue } from '../analysis/glue.ts';
import { articlesWithPhrase } from '../ranking/phrase.ts';
import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import { type Alternative, expandWord } from './expand-word.ts';
import type { Query, QueryWord } from './parse-query.ts';

/** One thing a person asks for, with all that answers it. */
export interface Need {
  readonly word: QueryWord;
  readonly alternatives: readonly Alternative[];
  /** Two words side by side that answer it as well: `front end` for `frontend`. */
  readonly split?: { readonly terms: readonly number[]; readonly articles: readonly number[]; readonly weight: number };
  /** Terms that it makes together with its neighbours. */
  readonly glued: readonly number[];
  /** What was looked for instead of a word that the index does not know. */
  readonly used?: string;
}

const GLUED_WEIGHT = 0.95;
const GLUED_PREFIX_WEIGHT = 0.5;
const LEAST_GLUED_PREFIX = 5;
const SPLIT_WEIGHT = 0.8;
// Where the word as typed is found as well.
const SPLIT_WEIGHT_BESIDE = 0.4;
const RARE = 3;
const LEAST_HALF = 2;
const SPLITS_TRIED = 3;
const ARTICLES_LOOKED_AT = 2_000;

/** Terms that several words of a query make when they are run together: `openssl` of `open ssl`. */
export function gluedTerms(needs: readonly Need[]): number[] {
  return [...new Set(needs.flatMap(({ glued }) => glued))];
}

/** What answers each word of a query, in its order; words that the index knows only run together or apart included. */
export function findNeeds(snapshot: Snapshot, { words }: Query): Need[] {
  const glued = words.map(() => [] as Alternative[]);
  for (let at = 0; at + 1 < words.length; at++) {
    for (const length of [2, 3, 4]) {
      const together = words.slice(at, at + length);
      if (together.length < length || !together.every(canBeGlued)) break;
      const found = findGlued(snapshot, together);
      for (let each = at; each < at + length; each++) glued[each]?.push(...found);
    }
  }
  return words.map((word, at) => createNeed(snapshot, word, glued[at] ?? []));
}

function canBeGlued({ isPair, phrase }: QueryWord): boolean {
  return !isPair && phrase === undefined;
}

function findGlued(snapshot: Snapshot, words: readonly QueryWord[]): Alternative[] {
  const term = glue(words.map((word) => word.term));
  const id = snapshot.dictionary.find(term);
  if (spreadOf(snapshot, id) > 0) return [{ id, weight: GLUED_WEIGHT, isForm: true }];
  if (words.at(-1)?.isLast !== true || term.length < LEAST_GLUED_PREFIX) return [];
  return snapshot.dictionary
    .startingWith(term)
    .filter((longer) => spreadOf(snapshot, longer) > 0)
    .map((longer) => ({ id: longer, weight: GLUED_PREFIX_WEIGHT, isForm: false }));
}

function createNeed(snapshot: Snapshot, word: QueryWord, together: readonly Alternative[]): Need {
  const { alternatives, used } = expandWord(snapshot, word);
  const glued = together.filter(({ isForm }) => isForm).map(({ id }) => id);
  const isUnknown = used !== undefined || !alternatives.some(({ isForm }) => isForm);
  if (isUnknown && together.length > 0) return { word, alternatives: together, glued };
  const all = together.length > 0 ? [...alternatives, ...together] : alternatives;
  const isRare = isUnknown || alternatives.every(({ id }) => spreadOf(snapshot, id) <= RARE);
  const split = (isRare || word.parts.length > 1) && word.phrase === undefined ? findSplit(snapshot, word) : undefined;
  if (!split) return { word, alternatives: all, glued, ...(used === undefined ? {} : { used }) };
  const halves = split.terms.map((id) => snapshot.dictionary.term(id)).join(' ');
  const weight = isUnknown ? SPLIT_WEIGHT : SPLIT_WEIGHT_BESIDE;
  const isCorrected = isUnknown && alternatives.length === 0;
  const instead = used ?? (isCorrected ? halves : undefined);
  return {
    word,
    alternatives: all,
    glued,
    split: { ...split, weight },
    ...(instead === undefined ? {} : { used: instead }),
  };
}

function findSplit(snapshot: Snapshot, { term, parts }: QueryWord): Need['split'] {
  const { dictionary } = snapshot;
  const named = parts.map((part) => dictionary.find(part));
  const candidates: number[][] = named.length > 1 && named.every((id) => spreadOf(snapshot, id) > 0) ? [named] : [];
  for (let at = LEAST_HALF; at <= term.length - LEAST_HALF; at++) {
    const halves = [dictionary.find(term.slice(0, at)), dictionary.find(term.slice(at))];
    if (halves.every((id) => spreadOf(snapshot, id) > 0)) candidates.push(halves);
  }
  const rarest = (ids: readonly number[]) => Math.min(...ids.map((id) => spreadOf(snapshot, id)));
  candidates.sort((a, b) => rarest(b) - rarest(a));
  for (const terms of candidates.slice(0, SPLITS_TRIED)) {
    const articles = articlesWithPhrase(snapshot, terms, ARTICLES_LOOKED_AT);
    if (articles.length > 0) return { terms, articles, weight: SPLIT_WEIGHT };
  }
  return undefined;
}
