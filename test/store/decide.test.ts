import { expect, it } from 'vitest';
import { createTiming } from '../../src/delivery/reader-timing.ts';
import { type Decision, decide } from '../../src/store/decide.ts';

const NOW = new Date('2025-12-01T23:30:00Z'); // a Monday
const MORNING = new Date('2025-12-02T08:00:00Z');
const DAILY = new Date('2025-12-02T09:00:00Z');
const WEEKLY = new Date('2025-12-08T09:00:00Z');
const LATER = new Date('2025-12-05T00:00:00Z');

const plain = {
  readerState: 'active',
  cadence: 'instant',
  isDigest: 0,
  heldUntil: null,
  timezone: null,
  digest_hour: 9,
  digest_weekday: 1,
  quiet_from: null,
  quiet_until: null,
  paused_until: null,
} as const;
const quiet = { quiet_from: 22, quiet_until: 8 };
const paused = { paused_until: LATER.getTime() };
const held = { heldUntil: LATER.getTime() };

const send: Decision = { to: 'send' };
const until = (dueAt: Date): Decision => ({ to: 'postpone', dueAt });
const skip = (reason: string): Decision => ({ to: 'skip', reason });

it.each<[string, Partial<Parameters<typeof decide>[0]>, Decision]>([
  ['a push', {}, send],
  ['a push to a stopped reader', { readerState: 'stopped' }, skip('reader stopped')],
  ['a push to a gone reader', { readerState: 'gone', ...quiet }, skip('reader gone')],
  ['a push to nobody', { readerState: null }, skip('reader unknown')],
  ['a push without a subscription', { cadence: null, ...paused }, skip('reader unsubscribed')],
  ['a muted push', { cadence: 'muted', ...quiet }, skip('reader muted it')],
  ['a muted digest', { cadence: 'muted', isDigest: 1 }, skip('reader muted it')],
  ['a push in quiet hours', quiet, until(MORNING)],
  ['a digest in quiet hours', { ...quiet, cadence: 'daily', isDigest: 1 }, until(MORNING)],
  ['a push outside quiet hours', { quiet_from: 1, quiet_until: 8 }, send],
  ['a push in a pause', paused, until(LATER)],
  ['a push after a pause', { paused_until: NOW.getTime() }, send],
  ['a push in a pause that ends in quiet hours', { ...paused, ...quiet }, until(new Date('2025-12-05T08:00:00Z'))],
  ['a push in another zone’s quiet hours', { ...quiet, timezone: 'Asia/Tokyo' }, send],
  ['a push that is to come daily', { cadence: 'daily' }, { to: 'digest', dueAt: DAILY }],
  ['a push that is to come weekly', { cadence: 'weekly' }, { to: 'digest', dueAt: WEEKLY }],
  ['a due digest', { cadence: 'weekly', isDigest: 1 }, send],
  ['a due digest of what is to come at once', { isDigest: 1 }, send],
  ['a push behind one that waits', held, until(LATER)],
  ['a push behind one that is due', { heldUntil: NOW.getTime() }, send],
])('decides %s', (_what, row, decision) => {
  expect(decide({ ...plain, ...row }, createTiming('UTC'), NOW)).toEqual(decision);
});

it('asks the calendar only about those who need it', () => {
  const fail = () => {
    throw new Error('asked');
  };
  const timing = { opensAt: fail, nextDigestAt: fail };
  for (const row of [
    {},
    { readerState: 'stopped', ...quiet },
    { cadence: 'muted', ...paused },
    { isDigest: 1 },
  ] as const) {
    expect(() => decide({ ...plain, ...row }, timing, NOW)).not.toThrow();
  }
});
