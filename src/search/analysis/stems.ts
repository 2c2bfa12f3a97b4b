import { createStemmer } from 'multilingual-stemmer';
import { kindOf, LETTER, UNSPACED } from './character-kinds.ts';

/**
 * Word forms share a stem (Snowball): `caching` and `cached`, `статьи` and `статью`. A script that one language of
 * ours is written in tells it; Latin letters are shared by many, so there the article says which.
 */
export type Language =
  | 'en'
  | 'ru'
  | 'de'
  | 'fr'
  | 'es'
  | 'it'
  | 'pt'
  | 'nl'
  | 'sv'
  | 'da'
  | 'no'
  | 'fi'
  | 'pl'
  | 'tr'
  | 'ro'
  | 'hu'
  | 'cs'
  | 'el'
  | 'ar'
  | 'fa';

const LATIN = new Set<string>([
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'no',
  'fi',
  'pl',
  'tr',
  'ro',
  'hu',
  'cs',
]);
const LONGEST = 30;
const LATIN_WORD = /^[a-z\u00df-\u024f]+$/;
const CYRILLIC_WORD = /^[а-я]+$/;
const GREEK_WORD = /^\p{sc=Greek}+$/u;
const ARABIC_WORD = /^\p{sc=Arabic}+$/u;

const stemmers = new Map<Language, (word: string) => string>();

function stemIn(language: Language, word: string): string {
  let stem = stemmers.get(language);
  if (stem === undefined) {
    stem = createStemmer(language);
    stemmers.set(language, stem);
  }
  return stem(word);
}

/** The stem of a folded word, given the Latin language around it; the word itself when it has no forms we know of. */
export function stemOf(word: string, latin: Language): string {
  const { length } = word;
  if (length < 3 || length > LONGEST) return word;
  const code = word.charCodeAt(0);
  if (code < 128) return LATIN_WORD.test(word) ? stemIn(latin, word) : word;
  if (CYRILLIC_WORD.test(word)) return stemIn('ru', word);
  if (LATIN_WORD.test(word)) return stemIn(latin, word);
  if (GREEK_WORD.test(word)) return stemIn('el', word);
  return ARABIC_WORD.test(word) ? stemIn('ar', word) : word;
}

// Dutch `took` and `token`, Czech `mike` and `mice`, Turkish, Finnish and German words change within their beginnings.
const CHANGING = new Set<Language>(['nl', 'cs', 'tr', 'fi', 'de']);
// What a stemmer may put in the place of the last letters that it leaves: `tries` and `try`, `using` and `use`.
const CHANGED = 2;

/** What all words with this stem begin with; `word` is one of them. */
export function sharedBeginning(word: string, stem: string, latin: Language): string {
  const keeps = CYRILLIC_WORD.test(word) || (!CHANGING.has(latin) && LATIN_WORD.test(word));
  const length = keeps ? Math.max(2, stem.length - CHANGED) : 2;
  const beginning = word.slice(0, length);
  return stem.startsWith(beginning) ? beginning : word.slice(0, 2);
}

const COMMON: readonly (readonly [Language, string])[] = [
  ['en', 'the and of to is that for with you this are it not'],
  ['de', 'der die das und ist nicht mit ein eine auf für werden auch'],
  ['fr', 'le la les des est une dans pour que qui pas sur avec'],
  ['es', 'el los las una que para con por del como más está pero'],
  ['pt', 'o os uma não para com que em do da você mais são'],
  ['it', 'il che di per una con non sono gli della nel è più'],
  ['nl', 'de het een van en niet voor met zijn op dat je ook'],
  ['sv', 'och att det som är för inte med på den av till har'],
  ['pl', 'nie się jest na do że to jak dla oraz w z przez'],
];
const commonWords = new Map<string, Language[]>();
for (const [language, words] of COMMON) {
  for (const word of words.split(' ')) commonWords.set(word, [...(commonWords.get(word) ?? []), language]);
}
const LONGEST_COMMON = 6;
const SAMPLE = 1_000;
// Fewer may be names, or words of code.
const LEAST_COMMON = 6;

/** The language of an article's Latin words: what its front matter says when we know it, else as its small words tell. */
export function latinLanguage(lang: string | undefined, text: string): Language {
  const named = lang?.slice(0, 2).toLowerCase();
  if (named !== undefined && LATIN.has(named)) return named as Language;
  const counts = new Map<Language, number>();
  const sample = text.slice(0, SAMPLE).toLowerCase();
  for (let at = 0; at < sample.length; at++) {
    const start = at;
    while (at < sample.length && kindOf(sample.charCodeAt(at)) === LETTER) at++;
    if (at === start || at - start > LONGEST_COMMON) continue;
    const languages = commonWords.get(sample.slice(start, at));
    if (languages === undefined) continue;
    for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  let best: Language = 'en';
  for (const [language, count] of counts) {
    if (count >= LEAST_COMMON && count > (counts.get(best) ?? 0) * 1.2) best = language;
  }
  return best;
}

// Blocks of Unicode, those first that tell most: Japanese has Han characters beside its kana.
const SCRIPTS = [
  { first: 0x3040, last: 0x30ff, language: 'ja' },
  { first: 0x4e00, last: 0x9fff, language: 'zh' },
  { first: 0xac00, last: 0xd7af, language: 'ko' },
  { first: 0x0400, last: 0x052f, language: 'ru' },
  { first: 0x0370, last: 0x03ff, language: 'el' },
  { first: 0x0600, last: 0x06ff, language: 'ar' },
  { first: 0x0590, last: 0x05ff, language: 'he' },
] as const;
const SCRIPT_SAMPLE = 300;
// In a text full of code and names a tenth is enough.
const SCRIPT_SHARE = 0.1;

/** The likeliest language of a text that names none, as a code of two letters; `latin` is that of its Latin words. */
export function guessLanguage(text: string, latin: Language): string {
  const counts = SCRIPTS.map(() => 0);
  let letters = 0;
  for (let at = 0; at < Math.min(text.length, SCRIPT_SAMPLE); at++) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind !== LETTER && kind !== UNSPACED) continue;
    letters++;
    const script = code < 0x0370 ? -1 : SCRIPTS.findIndex(({ first, last }) => code >= first && code <= last);
    if (script >= 0) counts[script] = (counts[script] ?? 0) + 1;
  }
  const found = SCRIPTS.find((_, script) => (counts[script] ?? 0) > letters * SCRIPT_SHARE);
  return found?.language ?? latin;
}
