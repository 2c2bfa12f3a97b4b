const LANGUAGE = 'en-GB';
const DAY_MS = 86_400_000;

/** The clock time of a message in the browser's zone, `14:05`. */
export function timeLabel(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toLocaleTimeString(LANGUAGE, { hour: '2-digit', minute: '2-digit' });
}

/** The day of a message as its separator says it: `Today`, `Yesterday`, `3 March`, `3 March 2024`. */
export function dayLabel(unixSeconds: number, now: Date): string {
  const date = new Date(unixSeconds * 1000);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  if (daysAgo === 0) return 'Today';
  if (daysAgo === 1) return 'Yesterday';
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return date.toLocaleDateString(LANGUAGE, { day: 'numeric', month: 'long', ...year });
}

/** A short stamp for the chat list: the time today, else the date. */
export function stampLabel(unixSeconds: number, now: Date): string {
  const date = new Date(unixSeconds * 1000);
  if (startOfDay(date) === startOfDay(now)) return timeLabel(unixSeconds);
  return date.toLocaleDateString(LANGUAGE, { day: '2-digit', month: '2-digit', year: '2-digit' });
}

/** A file's size with one decimal where it helps: `812 B`, `1.4 KB`, `23 MB`. */
export function sizeLabel(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
