import { codePointAt } from './code-point.ts';

/** What there is to read in a text. */
export interface ReadingCount {
  /** Those of scripts with spaces between words. */
  readonly words: number;
  /** Chinese characters and Japanese kana, between which no spaces stand. */
  readonly characters: number;
  readonly hasKana: boolean;
  /** The one in which most of the first words are written, when it is among those that are told apart. */
  readonly script: Script | undefined;
}

const SCRIPTS = ['cyrillic', 'arabic', 'hebrew'] as const;
type Script = (typeof SCRIPTS)[number];

const WORDS_TO_GUESS_BY = 200;

// What a character is, as bits of one number.
const KNOWN = 1;
const BEGINS_WORD = 2;
const GOES_ON = 4;
const CHARACTER = 8;
const KANA = 16;
const MAY_HIDE = 32;
const SCRIPT_SIGN: Readonly<Record<Script, number>> = { cyrillic: 64, arabic: 128, hebrew: 256 };
const SIGNS: readonly (readonly [RegExp, number])[] = [
  [/[\p{L}\p{N}]/u, BEGINS_WORD | GOES_ON],
  [/[\p{M}'’_-]/u, GOES_ON],
  [/\p{Script=Han}/u, CHARACTER],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, CHARACTER | KANA],
  [/[\]<`~]/, MAY_HIDE],
  [/\p{Script=Cyrillic}/u, SCRIPT_SIGN.cyrillic],
  [/\p{Script=Arabic}/u, SCRIPT_SIGN.arabic],
  [/\p{Script=Hebrew}/u, SCRIPT_SIGN.hebrew],
];
// By code point; a character's signs are found out when it is met for the first time.
const signsByCode = new Uint16Array(0x11_0000);

// Addresses, tags, and the lines that open and close fences. Tried only at a character that may begin one.
const HIDDEN = /\]\([^()\n]*\)|<[^<>\n]*>|(?<=^ {0,3})(?:```|~~~).*/my;

/** Counts what there is to read in a Markdown text, in one pass over its characters. */
export function countReading(markdown: string): ReadingCount {
  const wordsIn: Record<Script, number> = { cyrillic: 0, arabic: 0, hebrew: 0 };
  let words = 0;
  let characters = 0;
  let met = 0;
  // The signs of all characters of the word so far; none between words.
  let word = 0;
  for (let at = 0; at < markdown.length; ) {
    const code = codePointAt(markdown, at);
    const signs = signsByCode[code] || learnSigns(code);
    met |= signs;
    if (signs & (word === 0 ? BEGINS_WORD : GOES_ON)) {
      if (word === 0) words += 1;
      word |= signs;
    } else {
      if (word !== 0 && words <= WORDS_TO_GUESS_BY) noteScripts(wordsIn, word);
      word = 0;
      if (signs & CHARACTER) characters += 1;
    }
    at = signs & MAY_HIDE ? hiddenEnd(markdown, at) : at + (code > 0xffff ? 2 : 1);
  }
  if (words <= WORDS_TO_GUESS_BY) noteScripts(wordsIn, word);
  const most = Math.min(words, WORDS_TO_GUESS_BY) / 2;
  return { words, characters, hasKana: (met & KANA) !== 0, script: SCRIPTS.find((script) => wordsIn[script] > most) };
}

function noteScripts(wordsIn: Record<Script, number>, word: number): void {
  for (const script of SCRIPTS) if (word & SCRIPT_SIGN[script]) wordsIn[script] += 1;
}

function learnSigns(code: number): number {
  const character = String.fromCodePoint(code);
  let signs = KNOWN;
  for (const [expression, sign] of SIGNS) if (expression.test(character)) signs |= sign;
  // Most characters counted one by one are letters as well.
  if (signs & CHARACTER) signs &= ~(BEGINS_WORD | GOES_ON);
  signsByCode[code] = signs;
  return signs;
}

/** Where what is hidden from `at` on ends; one further when nothing is. */
function hiddenEnd(markdown: string, at: number): number {
  HIDDEN.lastIndex = at;
  return HIDDEN.test(markdown) ? HIDDEN.lastIndex : at + 1;
}
