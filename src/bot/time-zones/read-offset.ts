const DAY_MINUTES = 24 * 60;
// Zones keep a distance of quarters of an hour from UTC.
const QUARTER_MINUTES = 15;
const OFFSET = /^(?:utc|gmt)?\s*([+−-])\s*(1[0-4]|0?\d)(?::?([0-5]\d))?$/i;
const CLOCK_TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)\s*([ap])?\.?(?:m\.?)?$/i;

/**
 * How many minutes ahead of UTC, 0 to 1439, somebody is who writes "UTC+3" or what his clock shows, "14:05" or "2:05 pm".
 * `undefined` for anything else.
 */
export function readOffset(text: string, now: Date): number | undefined {
  const offset = OFFSET.exec(text.trim());
  if (offset !== null) {
    const [, sign, hours, minutes = '0'] = offset;
    return withinDay((sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)));
  }
  const shown = CLOCK_TIME.exec(text.trim());
  if (shown === null) return undefined;
  const [, hours, minutes, half] = shown;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const ahead = hour * 60 + Number(minutes) - (now.getUTCHours() * 60 + now.getUTCMinutes());
  return withinDay(Math.round(ahead / QUARTER_MINUTES) * QUARTER_MINUTES);
}

function withinDay(minutes: number): number {
  return (minutes + 2 * DAY_MINUTES) % DAY_MINUTES;
}
