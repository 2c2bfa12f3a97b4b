import type { ReaderTiming, Timing } from '../delivery/ports/preferences.ts';
import type { DigestTime } from './delivery-rows.ts';

type DigestReader = Pick<DigestTime, 'timezone' | 'hour' | 'weekday'>;

/**
 * Gives the next digests of readers, of both cadences, after an instant in milliseconds. Each is worked out once and
 * kept until it has passed: it is the first after any earlier instant too.
 */
export function createDigestTimes(timing: Timing): (readers: readonly DigestReader[], after: number) => DigestTime[] {
  const known = new Map<string, number>();

  function dueAt(reader: DigestReader, cadence: DigestTime['cadence'], after: number): number {
    const key = JSON.stringify([reader.timezone, reader.hour, reader.weekday, cadence]);
    const kept = known.get(key);
    if (kept !== undefined && kept > after) return kept;
    const next = timing.nextDigestAt(timingOf(reader), cadence, new Date(after)).getTime();
    known.set(key, next);
    return next;
  }

  return (readers, after) =>
    readers.flatMap((reader) =>
      (['daily', 'weekly'] as const).map((cadence) => ({ ...reader, cadence, dueAt: dueAt(reader, cadence, after) })),
    );
}

function timingOf({ timezone, hour, weekday }: DigestReader): ReaderTiming {
  return {
    timezone: timezone ?? undefined,
    digestHour: hour,
    digestWeekday: weekday,
    quietHours: undefined,
    pausedUntil: undefined,
  };
}
