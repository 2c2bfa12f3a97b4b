import { createLocalClock } from './local-clock.ts';
import type { ReaderTiming, Timing } from './ports/preferences.ts';

/** When the evening is that a reader means. */
export interface Evenings {
  /** The next evening with time left until it, later when that falls into quiet hours. A pause does not count. */
  next(reader: ReaderTiming, now: Date): Date;
  /** Whether it is evening for a reader: from five in the afternoon until midnight. */
  isEvening(timezone: string | undefined, at: Date): boolean;
}

/** The local hour at which readers are reminded. */
export const EVENING_HOUR = 19;
const EVENING_FROM_HOUR = 17;
// Who asks shortly before that hour has the next day’s in mind.
const AHEAD_MS = 30 * 60_000;

/** Evenings by the reader's clock; `defaultTimezone` is for those who have chosen no zone, or one that is unknown here. */
export function createEvenings(defaultTimezone: string, timing: Timing): Evenings {
  const clock = createLocalClock();
  const zoneOf = (name: string | undefined) => (name !== undefined && clock.isZone(name) ? name : defaultTimezone);

  return {
    next(reader, now) {
      const zone = zoneOf(reader.timezone);
      for (let { day } = clock.at(zone, now.getTime()); ; day += 1) {
        const evening = clock.instants(zone, day, EVENING_HOUR).find((at) => at - now.getTime() >= AHEAD_MS);
        if (evening !== undefined) return timing.opensAt({ ...reader, pausedUntil: undefined }, new Date(evening));
      }
    },
    isEvening: (timezone, at) => clock.at(zoneOf(timezone), at.getTime()).hour >= EVENING_FROM_HOUR,
  };
}
