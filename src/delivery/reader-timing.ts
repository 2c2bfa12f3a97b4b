import { createLocalClock, type LocalClock } from './local-clock.ts';
import type { Timing } from './ports/preferences.ts';

const DAYS_IN_WEEK = 7;
// 1 January 1970 was a Thursday, the fourth day of its week.
const FIRST_WEEKDAY = 4;

/**
 * Reads readers' local time; `defaultTimezone` is for those who have chosen no zone, or one that is unknown here.
 *
 * A digest always falls on its own local day. Where the clocks are set forward over its hour, it comes as they are;
 * should that begin the next day, at the last hour before; where they are set back over it, the first time. A day that
 * a zone left out has none, and the weekly digest of that day moves to a neighbour within its week.
 */
export function createTiming(defaultTimezone: string): Timing {
  const clock = createLocalClock();
  const zoneOf = (name: string | undefined) => (name !== undefined && clock.isZone(name) ? name : defaultTimezone);

  return {
    opensAt({ timezone, quietHours, pausedUntil }, at) {
      const zone = zoneOf(timezone);
      let instant = Math.max(at.getTime(), pausedUntil?.getTime() ?? 0);
      while (quietHours !== undefined && isWithin(quietHours, clock.at(zone, instant).hour)) {
        instant = nextAtHour(clock, zone, quietHours.until, instant);
      }
      return instant === at.getTime() ? at : new Date(instant);
    },

    nextDigestAt({ timezone, digestHour, digestWeekday }, cadence, after) {
      const zone = zoneOf(timezone);
      const today = clock.at(zone, after.getTime()).day;
      const step = cadence === 'daily' ? 1 : DAYS_IN_WEEK;
      for (let day = cadence === 'daily' ? today : today - weekdayOf(today) + digestWeekday; ; day += step) {
        const onDay = onDayAt(clock, zone, day, digestHour);
        const instant = cadence === 'daily' ? onDay : (onDay ?? onNeighbourAt(clock, zone, day, digestHour));
        if (instant !== undefined && instant > after.getTime()) return new Date(instant);
      }
    },
  };
}

/** Whether an hour of the day lies between two others, perhaps over midnight. */
export function isWithin({ from, until }: { readonly from: number; readonly until: number }, hour: number): boolean {
  return from < until ? from <= hour && hour < until : hour >= from || hour < until;
}

/** The first instant after another at which the clocks show an hour or are set forward over it. */
function nextAtHour(clock: LocalClock, zone: string, hour: number, after: number): number {
  for (let { day } = clock.at(zone, after); ; day++) {
    const found = clock.instants(zone, day, hour).find((instant) => instant > after);
    if (found !== undefined) return found;
  }
}

function onDayAt(clock: LocalClock, zone: string, day: number, hour: number): number | undefined {
  for (let candidate = hour; candidate >= 0; candidate--) {
    const [first] = clock.instants(zone, day, candidate);
    if (first !== undefined && clock.at(zone, first).day === day) return first;
  }
  return undefined;
}

function onNeighbourAt(clock: LocalClock, zone: string, day: number, hour: number): number | undefined {
  return onDayAt(clock, zone, weekdayOf(day) === DAYS_IN_WEEK ? day - 1 : day + 1, hour);
}

function weekdayOf(day: number): number {
  return ((day + FIRST_WEEKDAY - 1) % DAYS_IN_WEEK) + 1;
}
