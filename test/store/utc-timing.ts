import type { Timing } from '../../src/delivery/ports/preferences.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// 1970-01-05 was a Monday.
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** A calendar whose clocks all show UTC, and in which nobody sleeps or takes a break. */
export const UTC_TIMING: Timing = {
  opensAt: (_reader, at) => at,

  nextDigestAt({ digestHour, digestWeekday }, cadence, after) {
    const period = cadence === 'daily' ? DAY_MS : 7 * DAY_MS;
    const first = FIRST_MONDAY_MS + (cadence === 'daily' ? 0 : (digestWeekday - 1) * DAY_MS) + digestHour * HOUR_MS;
    return new Date(first + (Math.floor((after.getTime() - first) / period) + 1) * period);
  },
};
