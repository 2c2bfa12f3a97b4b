// Brysbaert (2019), "How many words do we read per minute?": 238 words a minute for English non-fiction on average;
// a little less, since technical prose is slower.
const WORDS_PER_MINUTE = 230;
// Chinese, Japanese and Korean are counted in characters; 500 a minute is what publishing sites commonly reckon with.
const CHARACTERS_PER_MINUTE = 500;
// Counting the start is enough of an estimate and keeps a book-length file from holding up the event loop.
const SAMPLE_CHARACTERS = 200_000;

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*/gu;
const NOT_READ = /\]\([^()\n]*\)|<[^<>\n]*>|^[ ]{0,3}(?:```|~~~).*$/gmu;

/** Whole minutes to read a Markdown text, at least one. */
export function estimateReadingMinutes(markdown: string): number {
  const sample = markdown.slice(0, SAMPLE_CHARACTERS).replace(NOT_READ, ' ');
  const characters = sample.match(CJK)?.length ?? 0;
  const words = sample.replace(CJK, ' ').match(WORD)?.length ?? 0;
  const minutes = words / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE;
  const scale = Math.max(1, markdown.length / SAMPLE_CHARACTERS);
  return Math.max(1, Math.round(minutes * scale));
}
