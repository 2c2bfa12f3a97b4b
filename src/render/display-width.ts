const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

// A shorter text would lose more than the rest of a word is worth.
const LEAST_KEPT = 0.6;

const PLAIN = /^[ -~]*$/;
// East Asian wide and full-width characters, from Unicode's EastAsianWidth.txt (16.0) without its emoji. Ambiguous ones
// (Greek, Cyrillic, box drawing) and half-width kana are narrow.
const WIDE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{1B2FF}\u{1D300}-\u{1D376}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]/u;
const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** How many columns of a typewriter face a text takes: two for an emoji or a CJK character, none for a joiner. */
export function displayWidth(text: string): number {
  // Most text is plain ASCII, and a long table would take seconds to measure sign by sign.
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (WIDE.test(segment) || EMOJI.test(segment)) width += 2;
    else if (!NO_WIDTH.test(segment)) width += 1;
  }
  return width;
}

/** At most `columns` columns of a one-line text, ending in … at a word, where there is one, if something is left out. */
export function fitColumns(text: string, columns: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (displayWidth(line) <= columns) return line;
  let end = 0;
  let width = 1;
  for (const { segment } of graphemes.segment(line)) {
    width += displayWidth(segment);
    if (width > columns) break;
    end += segment.length;
  }
  const space = line.lastIndexOf(' ', end);
  return `${line.slice(0, space > end * LEAST_KEPT ? space : end).trimEnd()}…`;
}
