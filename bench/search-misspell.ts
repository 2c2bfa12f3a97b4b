/** What fingers and grammar do to a word. Each gives `undefined` where its rule has nothing to say. */

type Random = () => number;
export type Language = 'en' | 'de' | 'ru' | 'other';

const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_LETTERS = [...'оеаинтсрвлкмдпу'];
const LATIN_LETTERS = [...'eatoinsrhldcum'];

/** One letter left out, put in, exchanged with its neighbour or replaced; the first letter stays. */
export function misspell(word: string, random: Random): string | undefined {
  const letters = [...word];
  if (letters.length < 4 || /\d/.test(word)) return undefined;
  const at = 1 + Math.floor(random() * (letters.length - 1));
  const alphabet = /\p{sc=Cyrillic}/u.test(word) ? RUSSIAN_LETTERS : LATIN_LETTERS;
  const letter = pick(alphabet, random);
  const kind = Math.floor(random() * 4);
  if (kind === 0) letters.splice(at, 1);
  if (kind === 1) letters.splice(at, 0, letter);
  if (kind === 2) letters.splice(at, 1, letter);
  if (kind === 3) letters.splice(at - 1 || 1, 2, ...letters.slice(at - 1 || 1, (at - 1 || 1) + 2).reverse());
  const result = letters.join('');
  return result === word ? undefined : result;
}

/** The beginning of a word, as when its typing goes on: at least three letters, at least one missing. */
export function cutWord(word: string, random: Random): string | undefined {
  const letters = [...word];
  if (letters.length < 5) return undefined;
  const kept = Math.max(3, Math.floor(letters.length * (0.5 + random() * 0.4)));
  return letters.slice(0, Math.min(kept, letters.length - 1)).join('');
}

const RULES: Readonly<Record<Language, readonly [RegExp, readonly string[]][]>> = {
  en: [
    [/([^aeiou])ies$/, ['$1y']],
    [/(ss|sh|ch|x)es$/, ['$1']],
    [/([^su])s$/, ['$1']],
    [/([bdgmnprt])\1ing$/, ['$1', '$1s', '$1$1ed']],
    [/(..[^aeiou])ing$/, ['$1ed', '$1es']],
    [/(..[^aeiou])ed$/, ['$1ing', '$1es']],
    [/([^aeiou])y$/, ['$1ies']],
    [/(ss|sh|ch|x)$/, ['$1es']],
    [/(...)$/, ['$1s']],
  ],
  de: [
    [/(ung|heit|keit|schaft|ion)$/, ['$1en']],
    [/(ung|heit|keit|schaft|ion)en$/, ['$1']],
    [/([^aeiou])en$/, ['$1e', '$1et', '$1t']],
    [/e$/, ['en']],
    [/(er|el)$/, ['$1n', '$1s']],
    [/(.[^aeiousx])$/, ['$1e', '$1s', '$1en']],
  ],
  ru: [
    [/(к|г|х|ж|ш|ч|щ)а$/, ['$1и', '$1у', '$1ой', '$1е']],
    [/(н|т|л|р|в|с|м|д|б|п|з)а$/, ['$1ы', '$1у', '$1ой', '$1е']],
    [/ия$/, ['ии', 'ию', 'ией']],
    [/ие$/, ['ия', 'ию', 'ием', 'ии']],
    [/(н|т|в|с|м|д|р)ый$/, ['$1ого', '$1ая', '$1ые', '$1ых', '$1ом']],
    [/(к|г|х)ий$/, ['$1ого', '$1ая', '$1ие', '$1их']],
    [/(н|т|в|с|м|д|р)ые$/, ['$1ый', '$1ых', '$1ыми']],
    [/ость$/, ['ости', 'остью']],
    [/(к|г|х)и$/, ['$1ам', '$1ами', '$1ах']],
    [/ы$/, ['ам', 'ами', 'ах']],
    [/(тель)$/, ['тели', 'теля', 'телем']],
    [/ов$/, ['ы', 'ам', 'ами']],
    [/([нтлрвсмдбпз])$/, ['$1ы', '$1а', '$1ом', '$1ов', '$1у']],
  ],
  other: [],
};

/** Another form of a word by simple rules of plurals and cases. */
export function inflect(word: string, language: Language, random: Random): string | undefined {
  if ([...word].length < 4 || /[^\p{L}]/u.test(word) || /\p{Lu}.*\p{Lu}/u.test(word)) return undefined;
  const lower = word.toLowerCase();
  const rule = RULES[language].find(([ending]) => ending.test(lower));
  return rule && lower.replace(rule[0], pick(rule[1], random));
}

/** The same keys pressed in the other layout: `кафка` typed as `rfarf`, or the reverse. */
export function otherLayout(text: string): string {
  const cyrillic = /\p{sc=Cyrillic}/u.test(text);
  const [from, to] = cyrillic ? [RUSSIAN_KEYS, LATIN_KEYS] : [LATIN_KEYS, RUSSIAN_KEYS];
  return [...text.toLowerCase()].map((letter) => to[from.indexOf(letter)] ?? letter).join('');
}

/** The language of a word in a text, by its letters and the text's commonest words. */
export function languageOf(word: string, text: string): Language {
  if (/^[а-яё]+$/i.test(word)) return /[іїєґў]/i.test(text.slice(0, 2_000)) ? 'other' : 'ru';
  if (!/^[a-zäöüß]+$/i.test(word)) return 'other';
  const start = text.slice(0, 4_000);
  const german = start.match(/\b(?:der|die|und|das|nicht|mit|ist|ein|für)\b/gi)?.length ?? 0;
  const english = start.match(/\b(?:the|and|of|to|is|for|with|that)\b/gi)?.length ?? 0;
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const latin = start.match(/[a-z]/gi)?.length ?? 0;
  if (german > english && latin > letters * 0.8) return 'de';
  return english >= 3 || latin > letters * 0.8 ? 'en' : 'other';
}

/** One of a list, which must not be empty. */
export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
