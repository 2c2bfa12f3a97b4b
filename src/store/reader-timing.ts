import type { ReaderTiming } from '../delivery/ports/preferences.ts';

/** The columns of `readers` that say when something may be sent. */
export interface TimingColumns {
  readonly timezone: string | null;
  readonly digest_hour: number;
  readonly digest_weekday: number;
  readonly quiet_from: number | null;
  readonly quiet_until: number | null;
  readonly paused_until: number | null;
}

/** A row's timing as the calendar reads it. */
export function timingOf(row: TimingColumns): ReaderTiming {
  return {
    timezone: row.timezone ?? undefined,
    digestHour: row.digest_hour,
    digestWeekday: row.digest_weekday,
    quietHours:
      row.quiet_from === null || row.quiet_until === null
        ? undefined
        : { from: row.quiet_from, until: row.quiet_until },
    pausedUntil: row.paused_until === null ? undefined : new Date(row.paused_until),
  };
}
