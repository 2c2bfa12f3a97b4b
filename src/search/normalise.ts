import { atOnce, type Steps } from '../markdown/steps.ts';

/**
 * Turns text into what the index knows. Articles and people's words go through the same functions, so whatever
 * is folded or cut here agrees on both sides, and highlighting can tell where in the original text a term stands.
 */

/** A term of the index and the range of the original text (UTF-16) it was made from. */
export interface Term {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

export interface Word {
  readonly start: number;
  readonly end: number;
  /** In reading order: `node` and `fs` of `node:fs`, pairs of characters where the script has no spaces. */
  readonly pieces: readonly Term[];
  /** Spellings that keep a sign the pieces lose: `c++`, `c#`, `.net`. */
  readonly signed: readonly Term[];
  /** The pieces run together: `nodejs` for `Node.js`. */
  readonly joined: readonly Term[];
  /** Written in a script without spaces between words. */
  readonly unspaced: boolean;
}

const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const PIECE = new RegExp(
  `([[${UNSPACED}]&&[\\p{L}\\p{N}]][[${UNSPACED}]&&[\\p{L}\\p{N}\\p{M}]]*)` +
    `|[[\\p{L}\\p{N}]--[${UNSPACED}]][[\\p{L}\\p{N}\\p{M}\\p{Cf}]--[${UNSPACED}]]*`,
  'gv',
);
const JOINER = /^(?:[._:/'’@&\\-]|::|->)$/;
const TIGHT_JOINER = /^[._'’-]$/;
const SIGNS = /^(?:\+{1,2}|#)(?![\p{L}\p{N}+#])/u;
const WORDS_IN_STEP = 1_000;
// A URL or a pasted path would otherwise become one endless phrase.
const MAX_PIECES = 6;
const MAX_JOINED_LENGTH = 32;

/** The words of a text, in reading order. */
export function wordsOf(text: string): Word[] {
  return [...scanWords(text)];
}

/** Like `wordsOf`, but reads no further than it is asked to. */
export function* scanWords(text: string): Generator<Word> {
  let open: Term[] = [];
  for (const match of text.matchAll(PIECE)) {
    const [raw, unspaced] = match;
    const start = match.index;
    const last = open.at(-1);
    if (last && (unspaced || open.length === MAX_PIECES || !isJoined(text, last.end, start))) {
      yield closeWord(text, open);
      open = [];
    }
    if (unspaced) {
      const pieces = pairs(raw, start);
      if (pieces.length > 0) yield { pieces, signed: [], joined: [], unspaced: true, ...rangeOf(pieces) };
      continue;
    }
    const term = fold(raw);
    if (term !== '') open.push({ term, start, end: start + raw.length });
  }
  if (open.length > 0) yield closeWord(text, open);
}

/** The text the index holds for a field: pieces first, so that phrases stay side by side, then the other spellings. */
export function indexText(text: string): string {
  return atOnce(indexSteps(text));
}

/** The same in steps, for a text of any length. */
export function* indexSteps(text: string): Steps<string> {
  let words = 0;
  const pieces: string[] = [];
  const others: string[] = [];
  for (const word of scanWords(text)) {
    for (const { term } of word.pieces) pieces.push(term);
    for (const { term } of word.signed) others.push(term);
    for (const { term } of word.joined) others.push(term);
    if (++words % WORDS_IN_STEP === 0) yield;
  }
  return pieces.concat(others).join(' ');
}

const ASCII_WORD = /^[a-z0-9]*$/;
// Marks that readers leave out when they type. In other scripts (Thai, Hindi, kana) a mark makes another letter.
const OPTIONAL_MARKS = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}])\p{Mn}+/gu;
const CYRILLIC_STRESS = /(\p{sc=Cyrillic})[\u0300\u0301]+/gu;
const NOT_A_LETTER = /[^\p{L}\p{N}\p{M}]|\u0640/gu;
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ς: 'σ' },
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** One spelling for all that mean the same: lower case, compatibility forms, accents and ё folded, invisible signs dropped. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (ASCII_WORD.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(OPTIONAL_MARKS, '$1')
    .replace(CYRILLIC_STRESS, '$1')
    .replace(/е\u0308/g, 'е')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(NOT_A_LETTER, '')
    .normalize('NFC');
}

function isJoined(text: string, end: number, start: number): boolean {
  return start - end <= 2 && text[end] !== ' ' && JOINER.test(text.slice(end, start));
}

function closeWord(text: string, pieces: readonly Term[]): Word {
  const { start, end } = rangeOf(pieces);
  // Most words are one piece between spaces; a whole catalogue is read word by word, so they take a short way.
  const plain = pieces.length === 1 && (end === text.length || text[end] === ' ') && text[start - 1] !== '.';
  const signed = plain ? NONE : pieces.flatMap((piece) => signedForms(text, piece));
  return { start, end, pieces, signed, joined: plain ? NONE : joinedForm(text, pieces), unspaced: false };
}

const NONE: readonly Term[] = [];

function rangeOf(pieces: readonly Term[]): { start: number; end: number } {
  return { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
}

function signedForms(text: string, { term, start, end }: Term): Term[] {
  const forms: Term[] = [];
  if (text[start - 1] === '.' && text[start - 2] !== '.' && /^\p{L}/u.test(term)) {
    forms.push({ term: `.${term}`, start: start - 1, end });
  }
  const signed = text[end] === '+' || text[end] === '#';
  const signs = signed ? SIGNS.exec(text.slice(end, end + 3))?.[0] : undefined;
  if (signs !== undefined) forms.push({ term: term + signs, start, end: end + signs.length });
  return forms;
}

function joinedForm(text: string, pieces: readonly Term[]): Term[] {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last || pieces.length < 2 || pieces.length > 3) return [];
  const term = pieces.map((piece) => piece.term).join('');
  if (term.length > MAX_JOINED_LENGTH) return [];
  const tight = pieces.every((piece, index) => {
    const next = pieces[index + 1];
    return next === undefined || TIGHT_JOINER.test(text.slice(piece.end, next.start));
  });
  return tight && /\D/.test(term) ? [{ term, start: first.start, end: last.end }] : [];
}

/**
 * Overlapping pairs of characters, then the last character by itself: a run is found by any part of it, as a phrase
 * of its pairs, and a single character by the beginning of a pair.
 */
function pairs(raw: string, start: number): Term[] {
  const folded = fold(raw);
  const exact = folded.length === raw.length;
  const characters = [...folded];
  let at = start;
  return characters.map((character, index) => {
    const term = character + (characters[index + 1] ?? '');
    const range = exact ? { start: at, end: at + term.length } : { start, end: start + raw.length };
    at += character.length;
    return { term, ...range };
  });
}
