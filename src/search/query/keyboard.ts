/**
 * Words typed on the wrong keyboard layout (`lfaaf` is `кафка` on an English keyboard), and words of one alphabet
 * written with the other (`кафка` is kafka). Only tried for words that the index does not know.
 */
const ENGLISH_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';

const LATIN_OF: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
  },
  ...{
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'h',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'sch',
    ъ: '',
    ы: 'y',
  },
  ...{ ь: '', э: 'e', ю: 'yu', я: 'ya' },
};
const CYRILLIC_OF: readonly (readonly [RegExp, string])[] = [
  ...([
    ['sch', 'щ'],
    ['sh', 'ш'],
    ['ch', 'ч'],
    ['zh', 'ж'],
    ['kh', 'х'],
    ['ts', 'ц'],
    ['yu', 'ю'],
    ['ya', 'я'],
  ] as const),
  ...([
    ['ju', 'ю'],
    ['ja', 'я'],
    ['ck', 'к'],
    ['ph', 'ф'],
    ['x', 'кс'],
    ['a', 'а'],
    ['b', 'б'],
    ['c', 'к'],
  ] as const),
  ...([
    ['d', 'д'],
    ['e', 'е'],
    ['f', 'ф'],
    ['g', 'г'],
    ['h', 'х'],
    ['i', 'и'],
    ['j', 'й'],
    ['k', 'к'],
  ] as const),
  ...([
    ['l', 'л'],
    ['m', 'м'],
    ['n', 'н'],
    ['o', 'о'],
    ['p', 'п'],
    ['q', 'к'],
    ['r', 'р'],
    ['s', 'с'],
  ] as const),
  ...([
    ['t', 'т'],
    ['u', 'у'],
    ['v', 'в'],
    ['w', 'в'],
    ['y', 'й'],
    ['z', 'з'],
  ] as const),
].map(([from, to]): readonly [RegExp, string] => [new RegExp(from, 'g'), to]);

/** The word that the same keys make on the other layout, English or Russian; `undefined` for other signs. */
export function otherLayout(word: string): string | undefined {
  return mapped(word, ENGLISH_KEYS, RUSSIAN_KEYS) ?? mapped(word, RUSSIAN_KEYS, ENGLISH_KEYS);
}

/** Spellings of a word in the other alphabet, likeliest first. */
export function otherAlphabet(word: string): string[] {
  if (/^[а-яё]+$/.test(word)) {
    const latin = [...word].map((letter) => LATIN_OF[letter] ?? LATIN_OF.е).join('');
    return [
      ...new Set([
        latin,
        latin.replaceAll('dzh', 'j'),
        latin.replaceAll('ks', 'x'),
        latin.replaceAll('k', 'c'),
        latin.replaceAll('v', 'w'),
      ]),
    ];
  }
  if (!/^[a-z]+$/.test(word)) return [];
  return [CYRILLIC_OF.reduce((text, [from, to]) => text.replace(from, to), word)];
}

function mapped(word: string, from: string, to: string): string | undefined {
  let result = '';
  for (const letter of word) {
    const at = from.indexOf(letter);
    if (at < 0) return undefined;
    result += to[at];
  }
  return result;
}
