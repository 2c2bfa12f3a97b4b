import { fold, foldOften } from '../normalise.ts';
import { camelParts } from './camel-parts.ts';
import { kindAt, kindOf, LETTER, MARK, OTHER, SURROGATE, UNSPACED } from './character-kinds.ts';

/**
 * Reads text into the terms the index knows. Articles and people's words go through the same scanner, so whatever is
 * folded or cut here agrees on both sides, and highlighting can tell where in the original text a term stands.
 *
 * A word is a run of letters and digits: `Array.prototype.map` is three, each at its own place in the order of reading.
 * Beside its words, a text has other spellings without a place of their own: the run together words (`nodejs` of
 * `Node.js`), parts of a name (`state` of `useState`), and words with signs that belong to them (`c++`, `.net`).
 */
export interface WordSink {
  /** The next word; `joined` when only signs such as `.` or `_` divide it from the word before. */
  word(term: string, start: number, end: number, joined: boolean): void;
  /** Another spelling of what stands at this range. */
  form(term: string, start: number, end: number): void;
  /** The next two neighbouring characters, or the last one, of a run written without spaces. */
  pair(term: string, start: number, end: number, last: boolean): void;
}

const MAX_TERM_LENGTH = 64;
const MAX_GLUED_WORDS = 4;
const MAX_GLUED_LENGTH = 32;
// Signs that may stand inside a name; the first kind is left out when people write the name as one word.
const LEFT_OUT = signs("._:'’-");
const DIVIDING = signs('/@&\\');
// A run of many short parts is no name but a number in disguise, as in a checksum.
const MOST_CHANGES = 6;

/** Tells the sink every word of a text, in reading order. */
export function scanWords(text: string, sink: WordSink): void {
  const { length } = text;
  let glued = '';
  let gluedFrom = 0;
  let gluedWords = 0;
  let lastEnd = -9;
  for (let at = 0; at < length; ) {
    let code = text.charCodeAt(at);
    let kind = kindOf(code);
    if (kind === OTHER || kind === MARK) {
      at++;
      continue;
    }
    if (kind === SURROGATE) kind = kindAt(text, at);
    if (kind === UNSPACED) {
      const start = at;
      at = endOfUnspaced(text, at);
      scanPairs(text.slice(start, at), start, sink);
      continue;
    }
    if (kind !== LETTER) {
      at += 2;
      continue;
    }
    const start = at;
    let isForeign = false;
    let hasCapital = false;
    let shape = shapeOf(code);
    let changes = 0;
    do {
      if (code >= 128) isForeign = true;
      else {
        const next = shapeOf(code);
        if (next === CAPITAL) hasCapital = true;
        // The capital that begins a word is no border.
        if (next !== shape && (shape !== CAPITAL || next !== SMALL || at > start + 1)) changes++;
        shape = next;
      }
      at += kindOf(code) === SURROGATE ? 2 : 1;
      code = text.charCodeAt(at);
      kind = at < length ? kindOf(code) : OTHER;
      if (kind === SURROGATE) kind = kindAt(text, at);
    } while (kind === LETTER || kind === MARK);
    const raw = text.slice(start, at);
    const term = isForeign ? foldOften(raw) : hasCapital ? raw.toLowerCase() : raw;
    if (term === '') continue;
    const joint = jointOf(text, lastEnd, start);
    if (joint === GLUE) {
      glued += term;
      gluedWords++;
    } else {
      if (gluedWords > 1) tellGlued(text, glued, gluedWords, gluedFrom, lastEnd, sink);
      glued = term;
      gluedFrom = start;
      gluedWords = 1;
    }
    sink.word(term.length > MAX_TERM_LENGTH ? term.slice(0, MAX_TERM_LENGTH) : term, start, at, joint !== APART);
    lastEnd = at;
    if (changes > 0 && changes <= MOST_CHANGES) scanParts(raw, start, sink);
    if (code === PLUS || code === HASH || (start > 0 && text.charCodeAt(start - 1) === DOT)) {
      scanSigns(text, term, start, at, sink);
    }
  }
  if (gluedWords > 1) tellGlued(text, glued, gluedWords, gluedFrom, lastEnd, sink);
}

const APART = 0;
const GLUE = 1;
const DIVIDED = 2;
const SPACE = 32;
const COLON = 58;
const DASH = 45;
const GREATER = 62;

/** How two words belong together that end and begin at these places. */
function jointOf(text: string, end: number, start: number): number {
  const gap = start - end;
  if (gap > 2 || gap < 1) return APART;
  const code = text.charCodeAt(end);
  if (code === SPACE) return APART;
  if (gap === 1) return LEFT_OUT.has(code) ? GLUE : DIVIDING.has(code) ? DIVIDED : APART;
  const next = text.charCodeAt(end + 1);
  if (code === COLON && next === COLON) return GLUE;
  return code === DASH && next === GREATER ? DIVIDED : APART;
}

function tellGlued(text: string, glued: string, words: number, start: number, end: number, sink: WordSink): void {
  if (words > MAX_GLUED_WORDS || glued.length > MAX_GLUED_LENGTH) return;
  sink.form(/\D/.test(glued) ? glued : glue(text.slice(start, end).split(/\D+/)), start, end);
}

/** Words run together; numbers keep a point between them, or 1.10 and 11.0 would be the same version. */
export function glue(words: readonly string[]): string {
  return words.join(words.every((word) => /^\d+$/.test(word)) ? '.' : '');
}

const SMALL = 0;
const CAPITAL = 1;
const DIGIT = 2;

function shapeOf(code: number): number {
  return code >= 65 && code <= 90 ? CAPITAL : code >= 48 && code <= 57 ? DIGIT : SMALL;
}

function signs(text: string): ReadonlySet<number> {
  return new Set([...text].map((sign) => sign.charCodeAt(0)));
}

function scanParts(raw: string, start: number, sink: WordSink): void {
  for (const part of camelParts(raw)) {
    sink.form(fold(part.text), start + part.start, start + part.start + part.text.length);
  }
}

const PLUS = 43;
const HASH = 35;
const DOT = 46;
const SIGNS = /^(?:\+{1,2}|#)(?![\p{L}\p{N}+#])/u;

function scanSigns(text: string, term: string, start: number, end: number, sink: WordSink): void {
  const next = text.charCodeAt(end);
  if (next === PLUS || next === HASH) {
    const signs = SIGNS.exec(text.slice(end, end + 4))?.[0];
    if (signs !== undefined) sink.form(term + signs, start, end + signs.length);
  }
  if (text.charCodeAt(start - 1) === DOT && text.charCodeAt(start - 2) !== DOT && !/^\d/.test(term)) {
    sink.form(`.${term}`, start - 1, end);
  }
}

function endOfUnspaced(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind !== UNSPACED && kind !== MARK) break;
    at += kindOf(text.charCodeAt(at)) === SURROGATE ? 2 : 1;
  }
  return at;
}

function scanPairs(raw: string, start: number, sink: WordSink): void {
  const folded = fold(raw);
  const exact = folded.length === raw.length;
  const characters = [...folded];
  let at = start;
  for (const [index, character] of characters.entries()) {
    const term = character + (characters[index + 1] ?? '');
    const end = exact ? at + term.length : start + raw.length;
    sink.pair(term, exact ? at : start, end, index === characters.length - 1);
    at += character.length;
  }
}
