import { countReading } from './count-reading.ts';

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
// For a text that names no language: the one that IReST has for the script of most of its first words, else English.
const LANGUAGE_OF_SCRIPT = { cyrillic: 'ru', arabic: 'ar', hebrew: 'he' } as const;
// Counting the start is enough of an estimate and keeps a book-length file from holding up the event loop.
const SAMPLE_CHARACTERS = 200_000;

/** Whole minutes to read a Markdown text, at least one; `language` is the BCP 47 tag that the article gives, if any. */
export function estimateReadingMinutes(markdown: string, language?: string): number {
  const { words, characters, hasKana, script } = countReading(markdown.slice(0, SAMPLE_CHARACTERS));
  const named = language?.split('-')[0]?.toLowerCase() ?? '';
  const guessed = script === undefined ? 'en' : LANGUAGE_OF_SCRIPT[script];
  const wordsAloud = WORDS_ALOUD[named] ?? WORDS_ALOUD[guessed] ?? 228;
  const aloud = words / wordsAloud + characters / CHARACTERS_ALOUD[hasKana ? 'ja' : 'zh'];
  const scale = Math.max(1, markdown.length / SAMPLE_CHARACTERS);
  return Math.max(1, Math.round((aloud / SILENT_PER_ALOUD) * scale));
}
