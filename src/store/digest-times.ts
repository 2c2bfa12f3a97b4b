import type { ReaderTiming, Timing } from '../delivery/ports/preferences.ts';
import type { DigestHabit, DigestTime } from './delivery-rows.ts';

/**
 * Gives the next digest of each habit after an instant in milliseconds. It is worked out once and kept until it has
 * passed, for it is the first after every instant until then.
 */
export function createDigestTimes(timing: Timing): (habits: readonly DigestHabit[], after: number) => DigestTime[] {
  const known = new Map<string, number>();

  function dueAt(habit: DigestHabit, after: number): number {
    const key = JSON.stringify([habit.timezone, habit.hour, habit.weekday, habit.cadence]);
    const kept = known.get(key);
    if (kept !== undefined && kept > after) return kept;
    const next = timing.nextDigestAt(timingOf(habit), habit.cadence, new Date(after)).getTime();
    known.set(key, next);
    return next;
  }

  return (habits, after) => habits.map((habit) => ({ ...habit, dueAt: dueAt(habit, after) }));
}

function timingOf({ timezone, hour, weekday }: DigestHabit): ReaderTiming {
  return {
    timezone: timezone ?? undefined,
    digestHour: hour,
    digestWeekday: weekday === 0 ? 1 : weekday,
    quietHours: undefined,
    pausedUntil: undefined,
  };
}
