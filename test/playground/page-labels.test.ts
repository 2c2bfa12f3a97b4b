import { describe, expect, it } from 'vitest';
import { dayLabel, sizeLabel, stampLabel, timeLabel } from '../../src/playground/page/labels.ts';

// In the zone of the machine, as the page reads its clock.
const now = new Date(2026, 2, 2, 0, 30);
const unix = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime() / 1000;

describe('labels of time', () => {
  it.each([
    ['today', unix(2026, 2, 2, 0, 5), 'Today', '00:05'],
    ['the evening before', unix(2026, 2, 1, 23, 59), 'Yesterday', '01/03/26'],
    ['another day of this year', unix(2026, 0, 9, 14, 0), '9 January', '09/01/26'],
    ['another year', unix(2025, 11, 31, 9, 7), '31 December 2025', '31/12/25'],
  ])('name %s', (_name, date, day, stamp) => {
    expect([dayLabel(date, now), stampLabel(date, now)]).toEqual([day, stamp]);
  });

  it('give the time by the 24-hour clock', () => {
    expect(timeLabel(unix(2026, 2, 2, 14, 5))).toBe('14:05');
  });
});

describe('sizeLabel', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KB'],
    [1434, '1.4 KB'],
    [23 * 1024 * 1024, '23 MB'],
  ])('writes %i bytes as %s', (bytes, label) => {
    expect(sizeLabel(bytes)).toBe(label);
  });
});
