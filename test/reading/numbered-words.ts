import fc, { type Arbitrary } from 'fast-check';

/**
 * `w` is said once and in order, `f` (in a footnote) once, `h` (in a table's header) once or at each beginning of the
 * table, `p` names a picture, `u` is part of an address that is shown, `z` is not for readers.
 */
export type WordKind = 'w' | 'f' | 'h' | 'p' | 'u' | 'z';

/** The numbers of one kind of words in a text, in order. White space and direction marks are no part of a word. */
export function numbersIn(text: string, kind: WordKind): number[] {
  const bare = text.normalize('NFKC').replace(/[\s\u200F\u2068\u2069]/g, '');
  return [...bare.matchAll(new RegExp(`${kind}(\\d+)q`, 'g'))].map(([, number]) => Number(number));
}

/** Stands for a number until all is written. */
export const NUMBER = '§q';
const WORDS = [
  'word',
  'a',
  'Été',
  'слово',
  '漢字',
  'かな',
  'ไทย',
  'שלום',
  'سلام',
  'می‌خواهم',
  '👩🏽‍🚀',
  '🇺🇦',
  'e\u0301',
  '-',
  '*',
  'x.',
  'snake_',
  'a&b',
  '&lt;',
  '\\*',
  '“q”',
  '100%',
  'c#',
  'c++',
];

/** Up to so many words of a kind. The seed stands for the choice, as an array of words would be slow to make. */
export function phrase(kind: WordKind, most: number, separator = ' '): Arbitrary<string> {
  return fc.tuple(fc.nat(), fc.integer({ min: 1, max: most })).map(([seed, count]) => {
    const chosen = Array.from({ length: count }, (_, at) => WORDS[(seed + at * at * 7) % WORDS.length] ?? '');
    return chosen.map((word, at) => `${word}${kind}${NUMBER}${at % 9 === 8 ? '.' : ''}`).join(separator);
  });
}

/** Gives every word a number of its own. */
export function numbered(text: string): string {
  let count = 0;
  return text.replaceAll('§', () => String(count++));
}
