import { describe, expect, it } from 'vitest';
import { readChange, type Setting } from '../../src/bot/read-change.ts';

const now = new Date('2025-07-01T12:00:00Z');

describe('a button of the settings', () => {
  it.each<[Setting, string, object]>([
    ['zone', 'Europe/Lisbon', { timezone: 'Europe/Lisbon' }],
    ['zone', 'Asia/Calcutta', { timezone: 'Asia/Calcutta' }],
    ['zone', 'UTC', { timezone: 'UTC' }],
    ['digestHour', '0', { digestHour: 0 }],
    ['digestHour', '23', { digestHour: 23 }],
    ['digestWeekday', '7', { digestWeekday: 7 }],
    ['quiet', '22-7', { quietHours: { from: 22, until: 7 } }],
    ['quiet', 'off', { quietHours: undefined }],
    ['silent', 'on', { silent: true }],
    ['silent', 'off', { silent: false }],
    ['form', 'rich', { readingForm: 'rich' }],
    ['form', 'classic', { readingForm: 'classic' }],
    ['pause', 'week', { pausedUntil: new Date('2025-07-08T12:00:00Z') }],
    ['pause', 'off', { pausedUntil: undefined }],
  ])('%s %s changes what it says', (setting, value, expected) => {
    expect(readChange(setting, value, now)).toStrictEqual(expected);
  });

  it.each<[Setting, string]>([
    ['zone', 'Mars/Olympus'],
    ['zone', '+05'],
    ['zone', 'europe/lisbon'],
    ['zone', 'constructor'],
    ['digestHour', '24'],
    ['digestHour', '07'],
    ['digestHour', '-1'],
    ['digestWeekday', '0'],
    ['digestWeekday', '8'],
    ['quiet', '7-7'],
    ['quiet', '22-24'],
    ['quiet', '22-'],
    ['silent', '1'],
    ['pause', 'year'],
    ['form', 'plain'],
  ])('%s %s is not of our making', (setting, value) => {
    expect(readChange(setting, value, now)).toBeUndefined();
  });
});
