import { codePointAt } from '../../catalog/code-point.ts';

/** What a UTF-16 code unit is to a reader of words. */
export const OTHER = 0;
export const LETTER = 1;
/** Belongs to a word that has begun: combining marks, soft hyphens, joiners. */
export const MARK = 2;
/** Written without spaces between words: Han, kana, Hangul, Thai, Lao, Khmer, Burmese. */
export const UNSPACED = 3;
/** Half of a character outside the Basic Multilingual Plane. */
export const SURROGATE = 4;

const UNSPACED_SCRIPTS =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const IS_UNSPACED = new RegExp(`[[${UNSPACED_SCRIPTS}]&&[\\p{L}\\p{N}]]`, 'v');
const IS_UNSPACED_MARK = new RegExp(`[[${UNSPACED_SCRIPTS}]&&\\p{M}]`, 'v');
const IS_LETTER = /[\p{L}\p{N}]/u;
const IS_MARK = /[\p{M}\p{Cf}]/u;

// Every character of every article is looked up, so all answers are made once: 64 kB, some ten milliseconds.
const KINDS = new Uint8Array(0x10000);
for (let code = 0; code < KINDS.length; code++) {
  KINDS[code] = code >= 0xd800 && code < 0xe000 ? SURROGATE : kindOfCharacter(String.fromCharCode(code));
}

/**
 * The kind of a code unit; ask `kindAt` about a SURROGATE. Not for NaN, as behind the end of a text: once V8 has seen one
 * here, it looks every kind up the long way.
 */
export function kindOf(code: number): number {
  return KINDS[code] as number;
}

/** The kind of the whole character that begins at a place, surrogate pairs included. */
export function kindAt(text: string, at: number): number {
  const kind = KINDS[text.charCodeAt(at)] as number;
  return kind === SURROGATE ? kindOfCharacter(String.fromCodePoint(codePointAt(text, at))) : kind;
}

/** How many code units the character at a place has: 1 or 2. */
export function lengthAt(text: string, at: number): number {
  return codePointAt(text, at) > 0xffff ? 2 : 1;
}

function kindOfCharacter(character: string): number {
  if (IS_UNSPACED.test(character)) return UNSPACED;
  if (IS_LETTER.test(character)) return LETTER;
  return IS_UNSPACED_MARK.test(character) || IS_MARK.test(character) ? MARK : OTHER;
}
