import type { Words } from '../../locales/texts.ts';

type Language = Pick<Words, 'language'>;

// English dates are written the way most of the world reads them, day first and with 24 hours.
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };
// 1 January 1970 was a Thursday; a Monday is easier to count from.
const SOME_MONDAY = Date.UTC(1970, 0, 5);
const DAY_MS = 24 * 3_600_000;
const MOST_FORMATS = 200;

// Making a formatter costs a hundred times as much as using it.
const formats = new Map<string, Intl.DateTimeFormat>();

/** A full hour, e.g. "09:00". */
export function formatHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** What clocks in a zone show, e.g. "14:05". */
export function formatTime(at: Date, zone: string, words: Language): string {
  return format(words, 'time', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
}

/** A moment in a zone, e.g. "Tuesday 8 July, 14:05". */
export function formatMoment(at: Date, zone: string, words: Language): string {
  const day = format(words, 'day', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(at);
  return `${day}, ${formatTime(at, zone, words)}`;
}

/** The name of a day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayName(weekday: number, length: 'long' | 'short', words: Language): string {
  const day = new Date(SOME_MONDAY + (weekday - 1) * DAY_MS);
  return format(words, `weekday-${length}`, { timeZone: 'UTC', weekday: length }).format(day);
}

/** A country's name, as short as is usual, by its ISO 3166 code. */
export function countryName(code: string, words: Language): string {
  return new Intl.DisplayNames(words.language, { type: 'region', style: 'short' }).of(code) ?? code;
}

function format({ language }: Language, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${kind} ${options.timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language] ?? language, options);
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(key, made);
  return made;
}
