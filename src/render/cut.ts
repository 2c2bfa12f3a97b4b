import { FormattedString } from '@grammyjs/parse-mode';
import { sliceFormatted } from './formatted.ts';

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
// The longest sequences people use (families, flags of regions) stay below this many UTF-16 units.
const GRAPHEME_REACH = 64;

/**
 * The last place at or before `place`, and after `start`, that is not inside a character as a reader sees it. Where one
 * such character fills the space, a place between two of its code points, at most one unit beyond `place`.
 */
export function graphemeBorder(text: string, place: number, start = 0): number {
  if (place >= text.length) return text.length;
  const from = Math.max(start, place - GRAPHEME_REACH);
  const segment = graphemes.segment(text.slice(from, place + GRAPHEME_REACH)).containing(place - from);
  const border = from + (segment?.index ?? 0);
  if (border > start) return border;
  const inPair = /[\uD800-\uDBFF]/.test(text[place - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[place] ?? '');
  if (!inPair) return place;
  return place - 1 > start ? place - 1 : place + 1;
}

/** At most `limit` UTF-16 units of one-line text, ending in … at a word where something is left out. */
export function cutText(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : line.slice(0, cutPlace(line, limit)) + ELLIPSIS;
}

/** The same for a formatted text, its line breaks kept. */
export function cutFormatted(text: FormattedString, limit: number): FormattedString {
  if (text.rawText.length <= limit) return text;
  const kept = sliceFormatted(text, 0, cutPlace(text.rawText, limit));
  return new FormattedString(kept.rawText + ELLIPSIS, kept.rawEntities);
}

function cutPlace(text: string, limit: number): number {
  const border = graphemeBorder(text, Math.max(0, limit - ELLIPSIS.length));
  const space = text.lastIndexOf(' ', border);
  const place = space > border * 0.6 ? space : border;
  // A full stop or comma before the mark of what is left out would read as a fourth dot.
  return text.slice(0, place).replace(/[\s.,;:]+$/, '').length;
}
