import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import type { NearTerm } from '../terms/vocabulary.ts';
import { type Alternative, alternatives } from './alternative.ts';
import { otherAlphabet } from './keyboard.ts';
import { nearTerms, oneSlipAway, titlesWith } from './near-terms.ts';
import type { QueryWord } from './parse-query.ts';
import { exactTerm, isKnown, knownForms } from './word-forms.ts';

export interface Expansion {
  readonly alternatives: readonly Alternative[];
  /** The word that was looked for instead, when the index does not know the one that was typed. */
  readonly used?: string;
}

// A number, or a name of code: no slip turns it into another one that was meant.
const NOT_SPELT = /^\d*$|[^\p{L}\p{N}]/u;
// Another name altogether without its signs, which a point before a word seldom makes of it.
const SIGNED = /[+#]$/;
// In the other alphabet a word is spelt in several ways, so less sure.
const OTHER_ALPHABET_WEIGHT = 0.9;
const LEAST_OTHER_BEGUN = 3;
const LEAST_LONGER = 5;
const MOST_BESIDE = 6;
const MOST_HOLDING = 200;
const LEAST_HELD = 4;
const MOST_NEAR = 24;
const LEAST_MISSPELT = 5;
// A word that so few articles have may itself be a slip, of theirs or of the person's.
const RARE = 2;
const RARE_BEGUN = 3;
const MOST_FORMS_OF_RARE = 3;
const MOST_NEAR_RARE = 4;

/**
 * All that the index has for a word: itself, its forms, its continuations when it may be unfinished; else corrections, if
 * they are wanted: all terms are looked through for them.
 */
export function expandWord(snapshot: Snapshot, word: QueryWord, mayCorrect: boolean): Expansion {
  const term = word.signed !== undefined && isKnown(snapshot, word.signed) ? word.signed : word.term;
  if (word.phrase !== undefined) return { alternatives: exactTerm(snapshot, term) };
  if (term === word.term && SIGNED.test(word.signed ?? '')) {
    // A letter alone says nothing of C++.
    const bare = term.length > 1 ? exactTerm(snapshot, term) : [];
    const ids = bare.map(({ id }) => id);
    return { alternatives: alternatives(ids, 'unsigned') };
  }
  const forms = word.isPair ? exactTerm(snapshot, term) : knownForms(snapshot, term);
  const begun = mayGoOn(word, term) ? continuations(snapshot, term, isKnown(snapshot, term)) : [];
  const found = [...forms, ...begun];
  if (word.isPair || NOT_SPELT.test(term)) return { alternatives: found };
  if (!mayCorrect) return { alternatives: found };
  if (found.length === 0) return corrected(snapshot, word, term);
  if (isKnown(snapshot, term)) return { alternatives: [...found, ...nearRare(snapshot, term, found)] };
  // Neither its forms nor its continuations need be what was meant.
  const isRare = begun.reduce((sum, { id }) => sum + spreadOf(snapshot, id), 0) <= RARE_BEGUN;
  const near = isRare ? oneSlipAway(snapshot, term).slice(0, MOST_BESIDE) : [];
  const meant = word.isLast ? found.map((each): Alternative => ({ ...each, kind: 'guess' })) : found;
  return { alternatives: [...meant, ...alternatives(near, 'nearForm')] };
}

/** The terms that begin with a word and go on, each in some article. */
export function continuations(snapshot: Snapshot, term: string, isBeside: boolean): Alternative[] {
  const { dictionary, vocabulary } = snapshot;
  const itself = dictionary.find(term);
  const longer = vocabulary.startingWith(term).filter((id) => id !== itself && spreadOf(snapshot, id) > 0);
  return alternatives(longer, isBeside ? 'begunBeside' : 'begun');
}

// One Latin letter begins a word of every article; one Han character is a word.
function mayGoOn({ isLast, isPair }: QueryWord, term: string): boolean {
  if (isPair) return [...term].length === 1;
  return isLast && term.length > 1;
}

/** What is looked for instead of a word that nothing answers. */
function corrected(snapshot: Snapshot, { isLast }: QueryWord, term: string): Expansion {
  const spellings = otherAlphabet(term).filter(({ length }) => length > 1);
  const exact = spellings.find((other) => isKnown(snapshot, other));
  if (exact !== undefined) return inOtherAlphabet(snapshot, knownForms(snapshot, exact), exact);
  const near = nearTerms(snapshot, term, isLast);
  if (near.length > 0) return slipped(snapshot, near);
  for (const other of spellings) {
    const forms = knownForms(snapshot, other);
    const isBegun = forms.length === 0 && isLast && other.length >= LEAST_OTHER_BEGUN;
    const found = isBegun ? continuations(snapshot, other, false) : forms;
    if (found.length > 0) return inOtherAlphabet(snapshot, found, other);
  }
  return { alternatives: [] };
}

/** The terms that hold a word nothing else answers, each in some article: all terms are looked through for them. */
export function termsHolding(snapshot: Snapshot, { term, phrase, isPair }: QueryWord): Alternative[] {
  if (phrase !== undefined || isPair || term.length < LEAST_HELD || NOT_SPELT.test(term)) return [];
  const holding = snapshot.vocabulary.containing(term, MOST_HOLDING);
  const known = holding.filter((id) => spreadOf(snapshot, id) > 0);
  return alternatives(known, 'holding');
}

function slipped(snapshot: Snapshot, near: readonly NearTerm[]): Expansion {
  const likely = near.slice(0, MOST_NEAR).map(({ id }) => id);
  const used = snapshot.dictionary.term(likely[0] ?? 0);
  // Who types `postgress` may mean PostgreSQL.
  const longer = used.length >= LEAST_LONGER ? continuations(snapshot, used, true) : [];
  return {
    alternatives: [
      ...alternatives(likely, near[0]?.slips === 1 ? 'oneSlip' : 'twoSlips'),
      ...longer.filter(({ id }) => !likely.includes(id)),
    ],
    used,
  };
}

function inOtherAlphabet(snapshot: Snapshot, found: readonly Alternative[], other: string): Expansion {
  const lighter = found.map((each) => ({ ...each, weight: each.weight * OTHER_ALPHABET_WEIGHT }));
  return {
    alternatives: lighter,
    used: isKnown(snapshot, other) ? other : snapshot.dictionary.term(found[0]?.id ?? 0),
  };
}

/** For a word that hardly any article has: words of titles that are one slip away. */
function nearRare(snapshot: Snapshot, term: string, found: readonly Alternative[]): Alternative[] {
  const [first] = found;
  if (first === undefined || found.length > MOST_FORMS_OF_RARE || term.length < LEAST_MISSPELT) return [];
  if (spreadOf(snapshot, first.id) > RARE || titlesWith(snapshot, first.id) > 0) return [];
  const titled = oneSlipAway(snapshot, term).filter((id) => titlesWith(snapshot, id) > 0);
  return alternatives(titled.slice(0, MOST_NEAR_RARE), 'nearRare');
}
