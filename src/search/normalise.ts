const ASCII_WORD = /^[a-z0-9]*$/;
const CYRILLIC_WORD = /^[a-z0-9а-яё]*$/;
// Marks that readers leave out when they type. In other scripts (Thai, Hindi, kana) a mark makes another letter.
const OPTIONAL_MARKS = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}])\p{Mn}+/gu;
const CYRILLIC_STRESS = /(\p{sc=Cyrillic})[\u0300\u0301]+/gu;
const NOT_A_LETTER = /[^\p{L}\p{N}\p{M}]|\u0640/gu;
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ς: 'σ' },
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

const KEPT = 20_000;
const kept = new Map<string, string>();

/** What `fold` gives, remembered: a text says most of its words many times. */
export function foldOften(word: string): string {
  const known = kept.get(word);
  if (known !== undefined) return known;
  if (kept.size >= KEPT) kept.clear();
  const folded = fold(word);
  // As keys, slices of a text would keep all of it alive.
  kept.set(Buffer.from(word, 'utf16le').toString('utf16le'), folded);
  return folded;
}

/** One spelling for all that mean the same: lower case, compatibility forms, accents and ё folded, invisible signs dropped. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (ASCII_WORD.test(lower)) return lower;
  // Most words of Russian texts; the long way would give the same.
  if (CYRILLIC_WORD.test(lower)) return lower.replaceAll('ё', 'е');
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
