import { type Term, type Word, wordsOf } from './normalise.ts';

/** Terms that stand side by side, in this order. */
export interface Phrase {
  readonly terms: readonly string[];
  /** The last term is the beginning of a word. */
  readonly prefix: boolean;
}

/** One thing a person asks for, in any of these spellings. */
export interface Need {
  readonly phrases: readonly Phrase[];
}

export interface Query {
  /** The distinct words that are searched for, as typed. */
  readonly words: readonly string[];
  /** Distinct words left out because there were too many. */
  readonly ignoredWords: number;
  /** An article has every one of these … */
  readonly strict: readonly Need[];
  /** … or, when no article has, any of these: longer words are taken to pieces. */
  readonly loose: readonly Need[];
}

/** More words make a query slower and find nothing else. */
export const MAX_QUERY_WORDS = 16;
// Longer than any Telegram message.
const MAX_QUERY_LENGTH = 5_000;
const MAX_LOOSE_NEEDS = 32;
const MAX_PHRASE_TERMS = 24;

/** Reads what a person typed. Any text is accepted; one without letters and digits has no words and asks for nothing. */
export function parseQuery(text: string): Query {
  const typed = text.slice(0, MAX_QUERY_LENGTH);
  const all = wordsOf(typed);
  const distinct = [...new Map(all.map((word) => [keyOf(word), word])).values()];
  const words = distinct.slice(0, MAX_QUERY_WORDS);
  const lastKey = all.length > 0 ? keyOf(all[all.length - 1] as Word) : '';
  const needs = words.map((word) => ({ word, prefix: keyOf(word) === lastKey }));
  const loose = needs.flatMap(({ word, prefix }) => looseNeeds(word, prefix));
  return {
    words: words.map((word) => wordAsTyped(typed, word)),
    ignoredWords: distinct.length - words.length,
    strict: needs.map(({ word, prefix }) => strictNeed(word, prefix)),
    loose: distinctNeeds(loose).slice(0, MAX_LOOSE_NEEDS),
  };
}

/** An FTS5 expression for needs of which an article must have all or any. Holds no sign of FTS5's language but ours. */
export function toMatchExpression(needs: readonly Need[], operator: 'AND' | 'OR'): string {
  return needs
    .map(({ phrases }) => `(${phrases.map(({ terms, prefix }) => quote(terms) + (prefix ? ' *' : '')).join(' OR ')})`)
    .join(` ${operator} `);
}

// With the signs that belong to it: `c++`, `.net`.
function wordAsTyped(text: string, word: Word): string {
  const start = Math.min(word.start, ...word.signed.map((form) => form.start));
  const end = Math.max(word.end, ...word.signed.map((form) => form.end));
  return text.slice(start, end);
}

function strictNeed(word: Word, prefix: boolean): Need {
  const signed = word.pieces.length === 1 ? longest(word.signed) : undefined;
  if (signed) return need([[signed.term]], prefix);
  const pieces = word.pieces.map(({ term }) => term);
  // The last character of a run stands alone only at the end of a run, so inside a phrase it would forbid a longer run.
  const phrase = word.unspaced && pieces.length > 1 ? pieces.slice(0, -1) : pieces;
  const beginsPair = word.unspaced && pieces.length === 1;
  return need([phrase.slice(0, MAX_PHRASE_TERMS), ...word.joined.map(({ term }) => [term])], prefix || beginsPair);
}

function looseNeeds(word: Word, prefix: boolean): Need[] {
  const terms = [...word.pieces, ...word.signed, ...word.joined].map(({ term }) => term);
  const pairsOnly = word.unspaced && terms.length > 1 ? terms.slice(0, -1) : terms;
  const lastPiece = word.pieces.at(-1)?.term;
  return pairsOnly.map((term) => need([[term]], prefix && term === lastPiece));
}

function need(phrases: readonly (readonly string[])[], prefix: boolean): Need {
  return {
    // A whole word counts more than a beginning: an article with `go` matches both phrases, one with `google` the second.
    phrases: phrases.flatMap((terms) => [
      { terms, prefix: false },
      ...(prefix && isLongEnoughForPrefix(terms.at(-1) ?? '') ? [{ terms, prefix: true }] : []),
    ]),
  };
}

// One Latin letter begins a word of every article; one Han character is a word.
function isLongEnoughForPrefix(term: string): boolean {
  return term.length > 1 || /[^\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}]/u.test(term);
}

function longest(terms: readonly Term[]): Term | undefined {
  return terms.toSorted((a, b) => b.term.length - a.term.length)[0];
}

function keyOf(word: Word): string {
  return [...word.pieces, ...word.signed].map(({ term }) => term).join(' ');
}

function distinctNeeds(needs: readonly Need[]): Need[] {
  return [...new Map(needs.map((each) => [JSON.stringify(each), each])).values()];
}

// The only way a term enters an expression. Terms hold no quotation mark; doubling it keeps that from mattering.
function quote(terms: readonly string[]): string {
  return `"${terms.join(' ').replaceAll('"', '""')}"`;
}
