import { describe, expect, it } from 'vitest';
import type { ReaderTiming } from '../../src/delivery/ports/preferences.ts';
import { createTiming } from '../../src/delivery/reader-timing.ts';
import { createEvenings } from '../../src/delivery/reminders-evening.ts';

const evenings = createEvenings('Europe/Berlin', createTiming('Europe/Berlin'));

function reader(said: Partial<ReaderTiming> = {}): ReaderTiming {
  return {
    ...{ timezone: undefined, digestHour: 9, digestWeekday: 1, quietHours: undefined, pausedUntil: undefined },
    ...said,
  };
}

describe('the evening that a reader means', () => {
  it.each<[string, string, string, Partial<ReaderTiming>?]>([
    ['is today at seven', '2025-12-01T10:00Z', '2025-12-01T18:00Z'],
    ['still is at half past six', '2025-12-01T17:30Z', '2025-12-01T18:00Z'],
    ['is tomorrow after that', '2025-12-01T17:30:00.001Z', '2025-12-02T18:00Z'],
    ['is tomorrow late at night', '2025-12-01T22:59Z', '2025-12-02T18:00Z'],
    ['is today just after midnight', '2025-12-01T23:01Z', '2025-12-02T18:00Z'],
    ['is that of his own zone', '2025-12-01T10:00Z', '2025-12-02T10:00Z', { timezone: 'Asia/Tokyo' }],
    ['is the operator’s for an unknown zone', '2025-12-01T10:00Z', '2025-12-01T18:00Z', { timezone: 'Mars/Base' }],
    ['keeps to the clock over a change of it', '2025-10-25T18:00Z', '2025-10-26T18:00Z'],
    [
      'moves to the end of quiet hours',
      '2025-12-01T10:00Z',
      '2025-12-02T07:00Z',
      { quietHours: { from: 18, until: 8 } },
    ],
    [
      'stays where quiet hours begin later',
      '2025-12-01T10:00Z',
      '2025-12-01T18:00Z',
      { quietHours: { from: 20, until: 8 } },
    ],
    [
      'does not wait for the end of a pause',
      '2025-12-01T10:00Z',
      '2025-12-01T18:00Z',
      { pausedUntil: new Date('2025-12-09T00:00Z') },
    ],
  ])('%s', (_what, now, expected, said) => {
    expect(evenings.next(reader(said), new Date(now))).toEqual(new Date(expected));
  });

  it('lasts from five until midnight', () => {
    const at = (time: string) => evenings.isEvening(undefined, new Date(`2025-12-01T${time}Z`));
    expect(['15:59', '16:00', '22:59', '23:00'].map(at)).toEqual([false, true, true, false]);
  });
});
