/**
 * How long a text takes to read. Adults read English non-fiction silently at 238 words a minute on average (Brysbaert
 * 2019, "How many words do we read per minute?", Journal of Memory and Language 109, 104047). The same review finds that
 * other languages differ by how many words they need to say the same, which the parallel texts of IReST measure
 * (Trauzettel-Klosinski & Dietz 2012, Investigative Ophthalmology & Visual Science 53(9), table 2): its readers read 228
 * English words a minute aloud, so every figure of its table is taken times 238/228.
 */
const SILENT_PER_ALOUD = 238 / 228;
const WORDS_ALOUD: Readonly<Record<string, number>> = {
  ar: 138,
  de: 179,
  en: 228,
  es: 218,
  fi: 161,
  fr: 195,
  he: 187,
  it: 188,
  nl: 202,
  pl: 166,
  pt: 181,
  ru: 184,
  sl: 180,
  sv: 199,
  tr: 166,
};
// These write no spaces between words, so their characters are counted.
const CHARACTERS_ALOUD = { zh: 255, ja: 357 } as const;
// For a text that names no language: the one that IReST has for the script, else English.
const LANGUAGE_OF_SCRIPT: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
];
const WORDS_TO_GUESS_BY = 200;
// Counting the start is enough of an estimate and keeps a book-length file from holding up the event loop.
const SAMPLE_CHARACTERS = 200_000;

const CHARACTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*/gu;
const NOT_READ = /\]\([^()\n]*\)|<[^<>\n]*>|^[ ]{0,3}(?:```|~~~).*$/gmu;

/** Whole minutes to read a Markdown text, at least one; `language` is the BCP 47 tag that the article gives, if any. */
export function estimateReadingMinutes(markdown: string, language?: string): number {
  const sample = markdown.slice(0, SAMPLE_CHARACTERS).replace(NOT_READ, ' ');
  const characters = sample.match(CHARACTERS)?.length ?? 0;
  const words = sample.replace(CHARACTERS, ' ').match(WORD) ?? [];
  const aloud =
    words.length / wordsAloud(words, language) + characters / CHARACTERS_ALOUD[KANA.test(sample) ? 'ja' : 'zh'];
  const scale = Math.max(1, markdown.length / SAMPLE_CHARACTERS);
  return Math.max(1, Math.round((aloud / SILENT_PER_ALOUD) * scale));
}

function wordsAloud(words: readonly string[], language: string | undefined): number {
  const named = WORDS_ALOUD[language?.split('-')[0]?.toLowerCase() ?? ''];
  if (named !== undefined) return named;
  const first = words.slice(0, WORDS_TO_GUESS_BY);
  const guessed = LANGUAGE_OF_SCRIPT.find(
    ([script]) => first.filter((word) => script.test(word)).length > first.length / 2,
  );
  return WORDS_ALOUD[guessed?.[1] ?? 'en'] ?? 228;
}
