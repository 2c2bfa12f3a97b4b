import type { Words } from '../locales/texts.ts';

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
// A stretch longer than this is told in days.
const LONGEST_IN_HOURS_S = 2 * DAY_S;
// Estimates jump about, so they are told in steps.
const ESTIMATE_STEP_S = 5;
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

/** How long something took, e.g. "34 s", "3 min", "2 h 5 min", "7 days". */
export function formatDuration(ms: number, words: Words): string {
  const seconds = Math.max(1, Math.round(ms / SECOND_MS));
  if (seconds < MINUTE_S) return words.text('author-seconds', { seconds });
  if (seconds < HOUR_S) return words.text('author-minutes', { minutes: Math.round(seconds / MINUTE_S) });
  if (seconds > LONGEST_IN_HOURS_S) return words.text('author-days', { days: Math.round(seconds / DAY_S) });
  const minutes = Math.round(seconds / MINUTE_S);
  return words.text('author-hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** How long so many messages take, rounded up a little. */
export function estimateDuration(messages: number, perSecond: number, words: Words): string {
  const seconds = messages / Math.max(perSecond, Number.EPSILON);
  const step = seconds < MINUTE_S ? ESTIMATE_STEP_S : MINUTE_S;
  return formatDuration(Math.max(step, Math.ceil(seconds / step) * step) * SECOND_MS, words);
}

/** A moment to come as a person says it: "at 08:00", or "on 5 March at 08:00" when that is another day. */
export function formatMoment(moment: Date, now: Date, timezone: string, words: Words): string {
  const locale = LOCALES[words.language] ?? words.language;
  const write = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: timezone }).format(at);
  const time = write(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = write(moment, { day: 'numeric', month: 'long' });
  return day === write(now, { day: 'numeric', month: 'long' })
    ? words.text('author-at', { time })
    : words.text('author-on', { day, time });
}
