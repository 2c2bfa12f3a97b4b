import { Temporal } from 'temporal-polyfill';

/** What clocks on walls show. Instants are milliseconds UTC; days are counted from 1 January 1970. */
export interface LocalClock {
  isZone(name: string): boolean;
  /** The day and the hour, 0 to 23, at an instant. */
  at(zone: string, instant: number): { readonly day: number; readonly hour: number };
  /** How far the zone's clocks are ahead of UTC. */
  offsetMs(zone: string, instant: number): number;
  /**
   * When a day's clocks show a full hour: one instant; two where they are set back over it; for an hour that they are
   * set forward over, the instant at which they are, which may belong to another day.
   */
  instants(zone: string, day: number, hour: number): readonly number[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const FIRST_DAY = Temporal.PlainDate.from('1970-01-01');
// A conversion takes some 50 µs, and a digest hour is asked for by thousands of readers at once.
const MOST_REMEMBERED = 20_000;

/** A clock that remembers what it has worked out, within bounds. */
export function createLocalClock(): LocalClock {
  const isZone = remembering((name: string) => namesZone(name));
  const offsets = remembering((key: string) => {
    const [zone = '', minute] = key.split(' ');
    return zonedAt(zone, Number(minute) * MINUTE_MS).offsetNanoseconds / 1e6;
  });
  const hours = remembering((key: string) => {
    const [zone = '', day, hour] = key.split(' ');
    return instantsOf(zone, Number(day), Number(hour));
  });
  // Every zone has been changing at full minutes since 1972.
  const offsetMs = (zone: string, instant: number) => offsets(`${zone} ${Math.floor(instant / MINUTE_MS)}`);

  return {
    isZone,
    offsetMs,
    at(zone, instant) {
      const local = instant + offsetMs(zone, instant);
      const day = Math.floor(local / DAY_MS);
      return { day, hour: Math.floor((local - day * DAY_MS) / HOUR_MS) };
    },
    instants: (zone, day, hour) => hours(`${zone} ${day} ${hour}`),
  };
}

function namesZone(name: string): boolean {
  try {
    return zonedAt(name, 0).timeZoneId !== '';
  } catch {
    // A RangeError: this is how the platform says that it knows no such zone.
    return false;
  }
}

function zonedAt(zone: string, instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

function instantsOf(zone: string, day: number, hour: number): readonly number[] {
  const wanted = FIRST_DAY.add({ days: day }).toPlainDateTime({ hour });
  const earlier = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!earlier.toPlainDateTime().equals(wanted)) {
    const jump = earlier.getTimeZoneTransition('next');
    if (jump === null) throw new Error(`${zone} has no ${wanted} and no change of its clocks to explain it`);
    return [jump.epochMilliseconds];
  }
  const later = wanted.toZonedDateTime(zone, { disambiguation: 'later' });
  return [...new Set([earlier.epochMilliseconds, later.epochMilliseconds])];
}

function remembering<Value>(work: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = work(key);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, value);
    return value;
  };
}
