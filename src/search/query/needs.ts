import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import { type Alternative, FIRM } from './alternative.ts';
import { expandWord, termsHolding } from './expand-word.ts';
import { titlesWith } from './near-terms.ts';
import type { Query, QueryWord } from './parse-query.ts';
import { termsRunTogether } from './run-together.ts';
import { findSplit, type Split, splitBeside, splitInstead } from './split-word.ts';

/** One thing a person asks for, with all that answers it. */
export interface Need {
  readonly word: QueryWord;
  readonly alternatives: readonly Alternative[];
  /** Two words side by side that answer it as well: `front end` for `frontend`. */
  readonly split?: Split;
  /** Terms that it makes together with its neighbours. */
  readonly glued: readonly number[];
  /** What was looked for instead of a word that the index does not know. */
  readonly used?: string;
}

// A query with more words has enough of them right.
const MOST_CORRECTED = 6;
const RARE = 3;
const LEAST_COMPOUND = 7;

/** Terms that several words of a query make when they are run together: `openssl` of `open ssl`. */
export function gluedTerms(needs: readonly Need[]): number[] {
  return [...new Set(needs.flatMap(({ glued }) => glued))];
}

/** What answers each word of a query, in its order; words that the index knows only run together or apart included. */
export function findNeeds(snapshot: Snapshot, { words }: Query): Need[] {
  const together = termsRunTogether(snapshot, words);
  return words.map((word, at) => createNeed(snapshot, word, together[at] ?? [], at < MOST_CORRECTED));
}

function createNeed(snapshot: Snapshot, word: QueryWord, together: readonly Alternative[], mayCorrect: boolean): Need {
  const { alternatives, used } = expandWord(snapshot, word, mayCorrect);
  const glued = together.filter(({ kind }) => kind !== 'guess').map(({ id }) => id);
  const isUnknown = used !== undefined || alternatives.every(({ kind }) => kind === 'guess');
  // `json obj` may go on as "JSON object" as well as `json-object`.
  const isBegun = used === undefined && alternatives.some(({ firmness }) => firmness >= FIRM);
  if (isUnknown && !isBegun && together.length > 0) return { word, alternatives: together, glued };
  const need = {
    ...{ word, glued, alternatives: [...alternatives, ...together] },
    ...(used === undefined ? {} : { used }),
  };
  const mayBeCompound = isUnknown || word.parts.length > 1 || isLittleKnown(snapshot, word, need.alternatives);
  const halves =
    mayCorrect && mayBeCompound && word.phrase === undefined ? findSplit(snapshot, word, isUnknown) : undefined;
  if (halves === undefined) {
    const isUnanswered = mayCorrect && need.alternatives.length === 0;
    return isUnanswered ? { ...need, alternatives: termsHolding(snapshot, word) } : need;
  }
  if (!isUnknown) return { ...need, split: splitBeside(halves) };
  const apart = halves.terms.map((id) => snapshot.dictionary.term(id)).join(' ');
  const instead = used ?? (alternatives.length === 0 ? apart : undefined);
  return { ...need, split: splitInstead(halves), ...(instead === undefined ? {} : { used: instead }) };
}

/** Whether a word is so rare, or a long one of texts alone, that its halves may be what titles have. */
function isLittleKnown(snapshot: Snapshot, { term }: QueryWord, alternatives: readonly Alternative[]): boolean {
  if (alternatives.every(({ id }) => spreadOf(snapshot, id) <= RARE)) return true;
  return term.length >= LEAST_COMPOUND && titlesWith(snapshot, snapshot.dictionary.find(term)) === 0;
}
