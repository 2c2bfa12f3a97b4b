import type { FormattedString } from '@grammyjs/parse-mode';
import { insertInto, joinFormatted } from './formatted.ts';

/**
 * Clients choose a line's direction by its first letter. In a right-to-left text a line that happens to begin with a
 * Latin word would jump to the left edge, so it begins with an invisible right-to-left mark instead.
 */
const MARK = '\u200F';
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u200F]/u;
const STRONG = /[\p{L}\u200F]/u;
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** Whether a text holds letters that are written from right to left. */
export function holdsRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** A list mark, a number, the beginning of a row: what begins a line of a right-to-left text, whatever follows it. */
export function startRightToLeft(text: string, isRtl: boolean): string {
  return isRtl ? MARK + text : text;
}

/** Gives every line that mixes both directions that of the text around it; lines of one direction stay as they are. */
export function alignLines(text: FormattedString, isRtl: boolean): FormattedString {
  if (!isRtl) return text;
  const code = text.rawEntities.filter(({ type }) => type === 'pre');
  const places: number[] = [];
  let place = 0;
  for (const line of text.rawText.split('\n')) {
    const start = place;
    const inCode = code.some(({ offset, length }) => offset <= start && start < offset + length);
    if (!inCode && holdsRightToLeft(line) && !RIGHT_TO_LEFT.test(STRONG.exec(line)?.[0] ?? '')) places.push(start);
    place += line.length + 1;
  }
  return insertInto(text, places, MARK);
}

/**
 * A value among others on a line, its direction kept to itself where it may differ from the line's: letters of the other
 * direction, in a right-to-left line also numbers and signs.
 */
export function isolateValue(text: FormattedString, isRtl: boolean): FormattedString {
  const differs = isRtl ? text.rawText.trim() !== '' : holdsRightToLeft(text.rawText);
  return differs ? joinFormatted([ISOLATE, text, END_OF_ISOLATE]) : text;
}
