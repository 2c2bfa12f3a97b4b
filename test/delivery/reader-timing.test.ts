import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { ReaderTiming } from '../../src/delivery/ports/preferences.ts';
import { createTiming, isWithin } from '../../src/delivery/reader-timing.ts';

const timing = createTiming('Europe/London');
const HOUR_MS = 3_600_000;

function reader(change: Partial<ReaderTiming> = {}): ReaderTiming {
  return {
    timezone: 'UTC',
    digestHour: 9,
    digestWeekday: 1,
    quietHours: undefined,
    pausedUntil: undefined,
    ...change,
  };
}

function local(zone: string, at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

function shown(zone: string, at: Date): string {
  return local(zone, at).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

const oddZones = [
  ...['Pacific/Apia', 'America/Nuuk', 'Antarctica/Troll', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Beirut'],
  ...['Asia/Kathmandu', 'America/St_Johns', 'Pacific/Chatham', 'Africa/Casablanca', 'America/Havana', 'Asia/Gaza'],
];
const zone = fc.oneof(fc.constantFrom(...oddZones), fc.constantFrom(...Intl.supportedValuesOf('timeZone')));
const instant = fc.date({ min: new Date('2008-01-01'), max: new Date('2036-01-01'), noInvalidDate: true });
const hour = fc.integer({ min: 0, max: 23 });
const weekday = fc.integer({ min: 1, max: 7 });
const quiet = fc.tuple(hour, hour).map(([from, until]) => (from === until ? undefined : { from, until }));

function digests(who: ReaderTiming, cadence: 'daily' | 'weekly', start: Date, days: number): Date[] {
  const all: Date[] = [];
  const end = start.getTime() + days * 24 * HOUR_MS;
  for (let at = start; at.getTime() < end; ) {
    const next = timing.nextDigestAt(who, cadence, at);
    if (next.getTime() <= at.getTime()) throw new Error(`after ${at.toISOString()} comes ${next.toISOString()}`);
    all.push(next);
    at = next;
  }
  return all;
}

describe('the daily digest', () => {
  it('comes on each local day of two years exactly once, at its hour wherever that exists', {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(zone, hour, instant, (timezone, digestHour, start) => {
        const days = digests(reader({ timezone, digestHour }), 'daily', start, 730).map((at) => local(timezone, at));
        for (const [index, day] of days.entries()) {
          const before = days[index - 1];
          if (before === undefined) continue;
          const tomorrow = before.toPlainDate().add({ days: 1 });
          const skipped = tomorrow.toZonedDateTime(timezone).toPlainDate().equals(tomorrow) ? 0 : 1;
          expect(day.toPlainDate().toString()).toBe(tomorrow.add({ days: skipped }).toString());
          const wanted = day.toPlainDate().toPlainDateTime({ hour: digestHour });
          const exists = wanted.toZonedDateTime(timezone).toPlainDateTime().equals(wanted);
          if (exists) expect(day.toPlainTime().toString()).toBe(wanted.toPlainTime().toString());
        }
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['in summer', 'Europe/Berlin', 9, '2025-07-01T06:59Z', '2025-07-01T09:00'],
    ['strictly after an instant', 'Europe/Berlin', 9, '2025-07-01T07:00Z', '2025-07-02T09:00'],
    ['in a zone with three quarters of an hour', 'Asia/Kathmandu', 9, '2025-07-01T00:00Z', '2025-07-01T09:00'],
    ['at an hour that is left out', 'Europe/Berlin', 2, '2025-03-29T23:00Z', '2025-03-30T03:00'],
    ['at an hour of which half is left out', 'Australia/Lord_Howe', 2, '2025-10-04T12:00Z', '2025-10-05T02:30'],
    [
      'at an hour in the middle of two that are left out',
      'Antarctica/Troll',
      2,
      '2025-03-29T23:30Z',
      '2025-03-30T03:00',
    ],
    ['at midnight when the day begins at one', 'Asia/Beirut', 0, '2025-03-29T12:00Z', '2025-03-30T01:00'],
    ['at an hour left out at the end of a day', 'America/Nuuk', 23, '2025-03-29T12:00Z', '2025-03-29T22:00'],
    ['where a whole day is left out', 'Pacific/Apia', 9, '2011-12-29T20:00Z', '2011-12-31T09:00'],
  ])('comes %s', (_, timezone, digestHour, after, expected) => {
    const at = timing.nextDigestAt(reader({ timezone, digestHour }), 'daily', new Date(after));
    expect(shown(timezone, at)).toBe(expected);
  });

  it('takes an hour that exists twice the first time, and not the second', () => {
    const who = reader({ timezone: 'Europe/Berlin', digestHour: 2 });
    const first = timing.nextDigestAt(who, 'daily', new Date('2025-10-25T22:00Z'));
    expect(first.toISOString()).toBe('2025-10-26T00:00:00.000Z');
    expect(timing.nextDigestAt(who, 'daily', first).toISOString()).toBe('2025-10-27T01:00:00.000Z');
  });

  it.each([undefined, 'Mars/Olympus_Mons', ''])('follows the default zone for %j', (timezone) => {
    const at = timing.nextDigestAt(reader({ timezone }), 'daily', new Date('2025-07-01T00:00Z'));
    expect(at.toISOString()).toBe('2025-07-01T08:00:00.000Z');
  });
});

describe('the weekly digest', () => {
  it('comes in each local week of two years exactly once, on its weekday wherever that exists', () => {
    fc.assert(
      fc.property(zone, hour, weekday, instant, (timezone, digestHour, digestWeekday, start) => {
        const who = reader({ timezone, digestHour, digestWeekday });
        const days = digests(who, 'weekly', start, 730).map((at) => local(timezone, at).toPlainDate());
        const weeks = days.map((day) => day.subtract({ days: day.dayOfWeek - 1 }));
        for (const [index, week] of weeks.entries()) {
          const before = weeks[index - 1];
          if (before !== undefined) expect(week.toString()).toBe(before.add({ days: 7 }).toString());
        }
        const moved = days.filter((day) => day.dayOfWeek !== digestWeekday);
        expect(moved.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });

  it('moves within its week when its day is left out', () => {
    const who = reader({ timezone: 'Pacific/Apia', digestWeekday: 5 });
    const friday = timing.nextDigestAt(who, 'weekly', new Date('2011-12-24T00:00Z'));
    expect(shown('Pacific/Apia', friday)).toBe('2011-12-31T09:00');
    expect(shown('Pacific/Apia', timing.nextDigestAt(who, 'weekly', friday))).toBe('2012-01-06T09:00');
  });
});

describe('a message', () => {
  it('goes at the first moment that is neither paused nor quiet', () => {
    fc.assert(
      fc.property(zone, quiet, instant, fc.option(instant), (timezone, quietHours, at, paused) => {
        const pausedUntil = paused ?? undefined;
        const who = reader({ timezone, quietHours, pausedUntil });
        const isShut = (ms: number) =>
          ms < (pausedUntil?.getTime() ?? 0) ||
          (quietHours !== undefined && isWithin(quietHours, local(timezone, new Date(ms)).hour));
        const opens = timing.opensAt(who, at).getTime();
        expect(opens).toBeGreaterThanOrEqual(at.getTime());
        expect(isShut(opens)).toBe(false);
        if (opens > at.getTime()) expect(isShut(opens - 1)).toBe(true);
        const begun = Math.max(at.getTime(), opens - 30 * HOUR_MS);
        for (let ms = begun; ms < opens; ms += HOUR_MS / 2) expect(isShut(ms)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['by day', 'Europe/Berlin', { from: 22, until: 7 }, '2025-07-01T12:00Z', '2025-07-01T14:00'],
    ['late in the evening', 'Europe/Berlin', { from: 22, until: 7 }, '2025-07-01T20:00Z', '2025-07-02T07:00'],
    ['in the night', 'Europe/Berlin', { from: 22, until: 7 }, '2025-07-01T23:00Z', '2025-07-02T07:00'],
    ['at the end of quiet hours', 'Europe/Berlin', { from: 22, until: 7 }, '2025-07-02T05:00Z', '2025-07-02T07:00'],
    ['at noon', 'Asia/Kolkata', { from: 12, until: 14 }, '2025-07-01T06:30Z', '2025-07-01T14:00'],
    [
      'before an hour that is left out',
      'Europe/Berlin',
      { from: 22, until: 2 },
      '2025-03-30T00:30Z',
      '2025-03-30T03:00',
    ],
    ['in the one open hour, left out', 'Europe/Berlin', { from: 3, until: 2 }, '2025-03-30T00:30Z', '2025-03-31T02:00'],
    [
      'in the second of two equal hours',
      'America/New_York',
      { from: 22, until: 1 },
      '2025-11-02T06:10Z',
      '2025-11-02T01:10',
    ],
    ['before a day that is left out', 'Pacific/Apia', { from: 22, until: 7 }, '2011-12-30T09:00Z', '2011-12-31T07:00'],
  ])('that is due %s has its time', (_, timezone, quietHours, at, expected) => {
    const opens = timing.opensAt(reader({ timezone, quietHours }), new Date(at));
    expect(shown(timezone, opens)).toBe(expected);
  });

  it('waits for the end of a pause, and then for the end of quiet hours', () => {
    const pausedUntil = new Date('2025-07-08T23:00Z');
    expect(timing.opensAt(reader({ pausedUntil }), new Date('2025-07-01T12:00Z'))).toEqual(pausedUntil);
    const quietHours = { from: 22, until: 7 };
    expect(timing.opensAt(reader({ pausedUntil, quietHours }), new Date('2025-07-01T12:00Z'))).toEqual(
      new Date('2025-07-09T07:00Z'),
    );
  });
});
