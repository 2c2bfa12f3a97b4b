const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?$/i;
const ZONE = /\s*(?:\b(?:GMT|UTC?)\b\s*)?([+-])(\d{2}):?(\d{2})(?:\s*\([^)]*\))?$|\s*(?:\b(?:GMT|UTC?)\b|(?<=\d)Z)$/i;

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:[T,]|\s)\s*(.+))?$/i;
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T,\s]\s*(.+))?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const UNIX_TIME = /^(?:\d{10}|\d{13})$/;
// `22 November 2024 17:19`, `November 22, 2024, 17:19`, and the older `Nov 22 17:19:29 2024`.
const DAY_NAME_YEAR = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?[-\\s]+${MONTH_NAME}[-,\\s]+(\\d{4})(?:[,\\s]\\s*(.+))?$`,
  'i',
);
const NAME_DAY_YEAR = new RegExp(`^${MONTH_NAME}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?:[,\\s]\\s*(.+))?$`, 'i');
const NAME_DAY_TIME_YEAR = new RegExp(`^${MONTH_NAME}\\s+(\\d{1,2})\\s+(\\d\\S*)\\s+(\\d{4})$`, 'i');

// The longest form, with the name of a time zone, stays well below.
const MAX_CHARACTERS = 120;

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: string | undefined;
}

/**
 * Reads a date in any notation that front matter is seen to use; `undefined` when it names no real day or is none.
 * A time without a zone counts as UTC and a day without a time is its midnight UTC, so the same day shows whatever
 * the server's zone. `5/9/2022` is the 9th of May, `1700000000` is Unix time (13 digits: milliseconds).
 */
export function parseDate(text: string): Date | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_CHARACTERS) return undefined;
  if (UNIX_TIME.test(trimmed)) return new Date(Number(trimmed) * (trimmed.length === 10 ? 1000 : 1));
  const { rest, offsetMinutes } = takeZone(trimmed.replace(WEEKDAY, ''));
  const parts = readParts(rest);
  return parts === undefined ? undefined : toInstant(parts, offsetMinutes);
}

/** Midnight UTC of a day in the calendar; `undefined` when there is no such day (`2025-02-30`). */
export function dayToDate(year: number, month: number, day: number): Date | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date : undefined;
}

/** Cuts `Z`, `UTC`, `+02:00`, `GMT-0400 (EDT)` off the end, or from before the year of `Nov 22 17:19:29 +0000 2024`. */
function takeZone(text: string): { rest: string; offsetMinutes: number } {
  const ordered = text.replace(/^(.*:\d{2})\s+([+-]\d{4}|UTC|GMT)\s+(\d{4})$/i, '$1 $3 $2');
  // Only a time has a zone; without one `-0512` could be part of a day.
  const match = ordered.includes(':') ? ZONE.exec(ordered) : null;
  if (match === null) return { rest: ordered, offsetMinutes: 0 };
  const [, sign, hours, minutes] = match;
  const offset = sign === undefined ? 0 : Number(hours) * 60 + Number(minutes);
  return { rest: ordered.slice(0, match.index), offsetMinutes: sign === '-' ? -offset : offset };
}

function readParts(text: string): DateParts | undefined {
  let match = YEAR_FIRST.exec(text);
  if (match) return numbers(match[1], match[3], match[4], match[5]);
  match = MONTH_FIRST.exec(text);
  if (match) return numbers(match[3], match[1], match[2], match[4]);
  match = COMPACT.exec(text);
  if (match) return numbers(match[1], match[2], match[3], undefined);
  match = DAY_NAME_YEAR.exec(text);
  if (match) return numbers(match[3], monthNumber(match[2]), match[1], match[4]);
  match = NAME_DAY_YEAR.exec(text);
  if (match) return numbers(match[3], monthNumber(match[1]), match[2], match[4]);
  match = NAME_DAY_TIME_YEAR.exec(text);
  if (match) return numbers(match[4], monthNumber(match[1]), match[2], match[3]);
  return undefined;
}

type Digits = string | number | undefined;

function numbers(year: Digits, month: Digits, day: Digits, time: string | undefined): DateParts {
  return { year: Number(year), month: Number(month), day: Number(day), time };
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function toInstant(parts: DateParts, offsetMinutes: number): Date | undefined {
  const midnight = dayToDate(parts.year, parts.month, parts.day);
  if (midnight === undefined) return undefined;
  if (parts.time === undefined) return midnight;
  const time = TIME.exec(parts.time.trim());
  if (time === null || Math.abs(offsetMinutes) > 15 * 60) return undefined;
  const [, hourText, minutes, seconds = '0', fraction = '0', half] = time;
  const hours = half === undefined ? Number(hourText) : to24Hours(Number(hourText), half);
  if (!(hours <= 23) || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const sinceMidnightMs = ((hours * 60 + Number(minutes) - offsetMinutes) * 60 + Number(seconds)) * 1000;
  return new Date(midnight.getTime() + sinceMidnightMs + Math.floor(Number(`0.${fraction}`) * 1000));
}

/** NaN for an hour that a twelve-hour clock does not show. */
function to24Hours(hours: number, half: string): number {
  if (hours < 1 || hours > 12) return Number.NaN;
  return (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}
