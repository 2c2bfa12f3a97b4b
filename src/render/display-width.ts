const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const PLAIN = /^[ -~]*$/;
// East Asian wide and full-width characters, as in Unicode's EastAsianWidth.txt, by script and block.
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
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
