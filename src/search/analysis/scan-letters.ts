import { fold, foldOften } from '../normalise.ts';
import { CAPITAL, camelParts, eachAsciiPart, SMALL, shapeOf } from './camel-parts.ts';
import { kindAt, kindOf, LETTER, MARK, OTHER, SURROGATE, UNSPACED } from './character-kinds.ts';
import { FOLDS_LONG, foldedLetter } from './folded-letters.ts';
import { glue } from './glue.ts';
import { scanPairs } from './scan-pairs.ts';
import { codesOf } from './text-codes.ts';

/**
 * Reads text into the terms the index knows. Articles and people's words go through the same scanner, so whatever is
 * folded or cut here agrees on both sides, and highlighting can tell where in the original text a term stands.
 *
 * A word is a run of letters and digits: `Array.prototype.map` is three, each at its own place in the order of reading.
 * Beside its words, a text has other spellings without a place of their own: the run together words (`nodejs` of
 * `Node.js`), parts of a name (`state` of `useState`), and words with signs that belong to them (`c++`, `.net`).
 *
 * A catalogue has millions of words and few that are not there already, so terms are told as letters, UTF-16 codes
 * from `from` to before `to`, and no text is made of them here. They are good until the sink returns.
 */
export interface LetterSink {
  /** The next word; `joined` when only signs such as `.` or `_` divide it from the word before. */
  word(letters: Letters, from: number, to: number, start: number, end: number, joined: boolean): void;
  /** Another spelling of what stands at this range. */
  form(letters: Letters, from: number, to: number, start: number, end: number): void;
  /** The next two neighbouring characters, or the last one, of a run written without spaces. */
  pair(letters: Letters, from: number, to: number, start: number, end: number, last: boolean): void;
}

export type Letters = Uint16Array;

/** No term is longer. */
export const MAX_TERM_LENGTH = 64;
const MAX_GLUED_WORDS = 4;
const MAX_GLUED_LENGTH = 32;
// Signs that may stand inside a name; the first kind is left out when people write the name as one word.
const LEFT_OUT = signs("._:'’-");
const DIVIDING = signs('/@&\\');
// A run of many short parts is no name but a number in disguise, as in a checksum.
const MOST_CHANGES = 6;

// The letters of the words that are run together at the moment, the last of them ending where it does.
const run = new Uint16Array(MAX_GLUED_LENGTH + MAX_TERM_LENGTH);
const other = new Uint16Array(MAX_TERM_LENGTH);

/** Tells the sink every word of a text, in reading order. The sink may not scan. */
export function scanLetters(text: string, sink: LetterSink): void {
  const { length } = text;
  const codes = codesOf(text);
  let used = 0;
  let gluedFrom = 0;
  let gluedWords = 0;
  let lastEnd = -9;
  for (let at = 0; at < length; ) {
    let code = codes[at] as number;
    let kind = kindOf(code);
    if (kind === OTHER || kind === MARK) {
      at++;
      continue;
    }
    if (kind === SURROGATE) kind = kindAt(text, at);
    if (kind === UNSPACED) {
      at = scanPairs(text, at, sink);
      continue;
    }
    if (kind !== LETTER) {
      at += 2;
      continue;
    }
    const start = at;
    const joint = jointOf(codes, lastEnd, start);
    if (joint !== GLUE) {
      if (gluedWords > 1) tellGlued(text, used, gluedWords, gluedFrom, lastEnd, sink);
      gluedWords = 0;
      gluedFrom = start;
    } else if (used > MAX_GLUED_LENGTH) gluedWords = MAX_GLUED_WORDS;
    const from = gluedWords === 0 || gluedWords >= MAX_GLUED_WORDS ? 0 : used;
    const most = from + MAX_TERM_LENGTH;
    used = from;
    let isForeign = false;
    let isLong = false;
    let shape = shapeOf(code);
    let changes = 0;
    do {
      if (code >= 128) isForeign = true;
      else {
        const next = shapeOf(code);
        // The capital that begins a word is no border.
        if (next !== shape && (shape !== CAPITAL || next !== SMALL || at > start + 1)) changes++;
        shape = next;
      }
      const folded = foldedLetter(code);
      if (folded === FOLDS_LONG) isLong = true;
      else if (used < most) run[used++] = folded;
      at += kindOf(code) === SURROGATE ? 2 : 1;
      code = codes[at] as number;
      kind = kindOf(code);
      if (kind === SURROGATE) kind = kindAt(text, at);
    } while (kind === LETTER || kind === MARK);
    if (isLong) {
      used = from + write(foldOften(text.slice(start, at)), run, from);
      if (used === from) continue;
    }
    gluedWords++;
    sink.word(run, from, used, start, at, joint !== APART);
    lastEnd = at;
    if (changes > 0 && changes <= MOST_CHANGES) {
      if (isForeign) scanForeignParts(text.slice(start, at), start, sink);
      else eachAsciiPart(text, start, at, (a, b) => sink.form(run, from + a - start, from + b - start, a, b));
    }
    if (code === PLUS || code === HASH || (start > 0 && codes[start - 1] === DOT)) {
      scanSigns(text, from, used, start, at, sink);
    }
  }
  if (gluedWords > 1) tellGlued(text, used, gluedWords, gluedFrom, lastEnd, sink);
}

const APART = 0;
const GLUE = 1;
const DIVIDED = 2;
const SPACE = 32;
const COLON = 58;
const DASH = 45;
const GREATER = 62;

/** How two words belong together that end and begin at these places. */
function jointOf(codes: Letters, end: number, start: number): number {
  const gap = start - end;
  if (gap > 2 || gap < 1) return APART;
  const code = codes[end] as number;
  if (code === SPACE) return APART;
  if (gap === 1) return LEFT_OUT.has(code) ? GLUE : DIVIDING.has(code) ? DIVIDED : APART;
  const next = codes[end + 1] as number;
  if (code === COLON && next === COLON) return GLUE;
  return code === DASH && next === GREATER ? DIVIDED : APART;
}

function tellGlued(text: string, used: number, words: number, start: number, end: number, sink: LetterSink): void {
  if (words > MAX_GLUED_WORDS || used > MAX_GLUED_LENGTH) return;
  let at = 0;
  while (at < used && isDigit(run[at] as number)) at++;
  if (at < used) {
    sink.form(run, 0, used, start, end);
    return;
  }
  const length = write(glue(text.slice(start, end).split(/\D+/)), other, 0);
  sink.form(other, 0, length, start, end);
}

function scanForeignParts(raw: string, start: number, sink: LetterSink): void {
  for (const part of camelParts(raw)) {
    const length = write(fold(part.text), other, 0);
    sink.form(other, 0, length, start + part.start, start + part.start + part.text.length);
  }
}

const PLUS = 43;
const HASH = 35;
const DOT = 46;
const SIGNS = /^(?:\+{1,2}|#)(?![\p{L}\p{N}+#])/u;
const LONGEST_SIGNS = 2;

function scanSigns(text: string, from: number, to: number, start: number, end: number, sink: LetterSink): void {
  const length = to - from;
  if (length > MAX_TERM_LENGTH - LONGEST_SIGNS) return;
  const next = text.charCodeAt(end);
  if (next === PLUS || next === HASH) {
    const found = SIGNS.exec(text.slice(end, end + LONGEST_SIGNS * 2))?.[0];
    if (found !== undefined) {
      other.set(run.subarray(from, to));
      const whole = length + write(found, other, length);
      sink.form(other, 0, whole, start, end + found.length);
    }
  }
  if (text.charCodeAt(start - 1) === DOT && text.charCodeAt(start - 2) !== DOT && !isDigit(run[from] as number)) {
    other[0] = DOT;
    for (let at = 0; at < length; at++) other[at + 1] = run[from + at] as number;
    sink.form(other, 0, length + 1, start - 1, end);
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function signs(text: string): ReadonlySet<number> {
  return new Set([...text].map((sign) => sign.charCodeAt(0)));
}

/** Writes as much of a term as there may be, and tells how much that is. */
function write(term: string, letters: Letters, from: number): number {
  const length = Math.min(term.length, letters.length - from, MAX_TERM_LENGTH);
  for (let at = 0; at < length; at++) letters[from + at] = term.charCodeAt(at);
  return length;
}
