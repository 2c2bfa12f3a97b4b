import { describe, expect, it } from 'vitest';
import { chat } from '../store/new-store.ts';
import { createRemindersBench, HOUR, MINUTE } from './reminders-bench.ts';

const never = new Promise<never>(() => undefined);

describe('reminders', () => {
  it('come when they are due, and once', async () => {
    const bench = await createRemindersBench();
    bench.reminders.start();
    await bench.want(1, HOUR, 'a');
    await bench.clock.advance(HOUR - 1);
    expect(bench.arrived()).toEqual([]);
    await bench.clock.advance(1_000);
    expect(bench.arrived()).toEqual(['1: a card']);
    await bench.clock.advance(50 * HOUR);
    expect(bench.arrived()).toEqual(['1: a card']);
    expect(await bench.waiting(1, 'a')).toEqual([]);
  });

  it('of one evening come together', async () => {
    const bench = await createRemindersBench();
    bench.reminders.start();
    await bench.want(1, HOUR, 'a', 'b', 'c');
    await bench.want(2, HOUR, 'a');
    await bench.clock.advance(HOUR + MINUTE);
    expect(bench.arrived().toSorted()).toEqual(['1: a+b+c card', '2: a card']);
  });

  it('that were due while nobody ran come at the start, unless two days have passed', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    await bench.want(2, 3 * HOUR, 'b');
    await bench.clock.advance(49 * HOUR + 1);
    bench.reminders.start();
    await bench.clock.advance(MINUTE);
    expect(bench.arrived()).toEqual(['2: b card']);
    expect(await bench.waiting(1, 'a')).toEqual([]);
  });

  it('reach hundreds at the same hour, no faster than Telegram allows', async () => {
    const bench = await createRemindersBench();
    for (let reader = 1; reader <= 200; reader++) await bench.want(reader, HOUR, 'a');
    bench.reminders.start();
    await bench.clock.advance(HOUR + MINUTE);
    const times = bench.telegram.received.map(({ at }) => at);
    expect(times).toHaveLength(200);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(5_000);
  });

  it('make no sound for whoever wants none', async () => {
    const bench = await createRemindersBench();
    bench.reminders.start();
    await bench.want(1, HOUR, 'a');
    await bench.store.preferences.set(chat(1), { silent: true }, bench.clock.now());
    await bench.clock.advance(HOUR + MINUTE);
    expect(bench.telegram.received).toMatchObject([{ silent: true }]);
  });

  it('of articles that are gone are dropped without a word', async () => {
    const bench = await createRemindersBench({ render: async () => undefined });
    bench.reminders.start();
    await bench.want(1, HOUR, 'a');
    await bench.clock.advance(2 * HOUR);
    expect(bench.telegram.calls()).toBe(0);
    expect(await bench.waiting(1, 'a')).toEqual([]);
  });

  it('taken back meanwhile do not come', async () => {
    const bench = await createRemindersBench();
    bench.reminders.start();
    await bench.want(1, HOUR, 'a');
    await bench.store.reminders.cancel(chat(1), 'a' as never);
    await bench.clock.advance(2 * HOUR);
    expect(bench.arrived()).toEqual([]);
  });
});

describe('when Telegram objects, reminders', () => {
  it('all wait after a 429, and then come', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    await bench.want(2, HOUR, 'a');
    bench.telegram.fail('anyone', { state: 'wait', seconds: 20 }, { state: 'wait', seconds: 20 });
    bench.reminders.start();
    await bench.clock.advance(HOUR + 19_000);
    expect(bench.arrived()).toEqual([]);
    await bench.clock.advance(MINUTE);
    expect(bench.arrived().toSorted()).toEqual(['1: a card', '2: a card']);
  });

  it('mark a reader gone who has blocked the bot, and drop what else he wanted', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    await bench.want(1, 9 * HOUR, 'b');
    bench.telegram.fail(1, { state: 'gone', reason: '403: blocked' });
    bench.reminders.start();
    await bench.clock.advance(10 * HOUR);
    expect(bench.telegram.calls()).toBe(1);
    expect(await bench.store.readers.get(chat(1))).toMatchObject({ state: 'gone' });
    expect(await bench.waiting(1, 'a', 'b')).toEqual([]);
  });

  it('come in a plainer form where it refuses one, and end when it refuses all', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    await bench.want(2, HOUR, 'b');
    const refused = { state: 'refused', reason: '400: entities' } as const;
    bench.telegram.fail(1, refused);
    bench.telegram.fail(2, refused, refused);
    bench.reminders.start();
    await bench.clock.advance(3 * HOUR);
    expect(bench.arrived()).toEqual(['1: a plain']);
    expect(await bench.waiting(2, 'b')).toEqual([]);
  });

  it('are tried again after a fault of the server', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    bench.telegram.fail(1, { state: 'retry', reason: '500' }, { state: 'retry', reason: '500' });
    bench.reminders.start();
    await bench.clock.advance(HOUR + 2 * MINUTE);
    expect(bench.arrived()).toEqual(['1: a card']);
    expect(bench.telegram.calls()).toBe(3);
  });

  it('follow a chat to its new number', async () => {
    const bench = await createRemindersBench();
    await bench.want(-1, HOUR, 'a');
    bench.telegram.fail(-1, { state: 'moved', chatId: -1_001 });
    bench.reminders.start();
    await bench.clock.advance(HOUR + MINUTE);
    expect(bench.arrived()).toEqual(['-1001: a card']);
  });

  it('stop at a refused token and lose nothing', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    bench.telegram.fail(1, { state: 'unauthorised', reason: '401' });
    bench.reminders.start();
    await bench.clock.advance(9 * HOUR);
    expect(bench.unauthorised).toEqual(['401']);
    expect(bench.telegram.calls()).toBe(1);
    const after = await bench.crashAndRestart();
    after.reminders.start();
    await after.clock.advance(MINUTE);
    expect(after.arrived()).toEqual(['1: a card']);
  });

  it('wait while another program may be sending', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    bench.reminders.hold(2 * HOUR);
    bench.reminders.hold(HOUR);
    bench.reminders.start();
    await bench.clock.advance(2 * HOUR - 1);
    expect(bench.arrived()).toEqual([]);
    await bench.clock.advance(2 * MINUTE);
    expect(bench.arrived()).toEqual(['1: a card']);
  });
});

describe('a lost answer', () => {
  it.each(['lost after', 'lost before'] as const)('(%s) brings the reminder once', async (fault) => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    await bench.want(2, HOUR, 'a');
    bench.telegram.fail(1, fault);
    bench.reminders.start();
    await bench.clock.advance(HOUR + 5 * MINUTE);
    expect(bench.arrived().toSorted()).toEqual(['1: a card', '2: a card']);
    expect(await bench.waiting(1, 'a')).toEqual([]);
  });

  it.each([
    ['sent again', 'resend', 2],
    ['left', 'leave', 1],
  ] as const)('in a chat that cannot be asked is %s by the policy', async (_what, unsurePolicy, messages) => {
    const bench = await createRemindersBench({ unsurePolicy });
    await bench.want(-5, HOUR, 'a');
    bench.telegram.fail(-5, 'lost after');
    bench.reminders.start();
    await bench.clock.advance(HOUR + 5 * MINUTE);
    expect(bench.arrived()).toHaveLength(messages);
    expect(await bench.waiting(-5, 'a')).toEqual([]);
  });
});

describe('a process that dies', () => {
  it.each([
    ['before the call', false],
    ['between the call and the end of the claim', true],
  ])('%s leaves a reminder that comes once', async (_when, arrives) => {
    const bench = await createRemindersBench({
      async send(...args) {
        if (arrives) await telegram.send(...args);
        return never;
      },
    });
    const { telegram } = bench;
    await bench.want(1, HOUR, 'a');
    bench.reminders.start();
    await bench.clock.advance(HOUR + MINUTE);
    const after = await bench.crashAndRestart();
    after.reminders.start();
    await after.clock.advance(5 * MINUTE);
    expect(after.arrived()).toEqual(['1: a card']);
    expect(await after.waiting(1, 'a')).toEqual([]);
  });

  it('having sent a reminder takes it for no lost push', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    bench.reminders.start();
    await bench.clock.advance(HOUR + MINUTE);
    const [message] = bench.telegram.received;
    expect(await bench.store.ledger.knownMessageIds(chat(1), 100)).toEqual(new Set([message?.id]));
  });
});

describe('stopping', () => {
  it('lets a call under way end and writes it down', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    const gate = Promise.withResolvers<void>();
    bench.telegram.fail(1, { hang: gate.promise });
    bench.reminders.start();
    await bench.clock.advance(HOUR + MINUTE);
    const stopped = bench.reminders.stop(10_000);
    gate.resolve();
    await stopped;
    expect(bench.arrived()).toEqual(['1: a card']);
    expect(await bench.waiting(1, 'a')).toEqual([]);
  });

  it('breaks off a call that takes too long, which the next start settles', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    bench.telegram.fail(1, { hang: never });
    bench.reminders.start();
    await bench.clock.advance(HOUR + MINUTE);
    await bench.stop();
    expect(await bench.waiting(1, 'a')).toEqual(['a']);
    const after = await bench.crashAndRestart();
    after.reminders.start();
    await after.clock.advance(5 * MINUTE);
    expect(after.arrived()).toEqual(['1: a card']);
  });

  it('before a start, or twice, is fine', async () => {
    const bench = await createRemindersBench();
    await bench.stop();
    await bench.stop();
    expect(bench.clock.sleepers()).toBe(0);
  });

  it('survives a database that is out of reach for a while', async () => {
    const bench = await createRemindersBench();
    await bench.want(1, HOUR, 'a');
    let failures = 0;
    const { close } = bench.store.reminders;
    bench.store.reminders.close = async (...args) => {
      failures += 1;
      if (failures < 3) throw new Error('the disk is away');
      await close(...args);
    };
    bench.reminders.start();
    await bench.clock.advance(HOUR + MINUTE);
    expect(failures).toBe(3);
    expect(bench.arrived()).toEqual(['1: a card']);
    expect(await bench.waiting(1, 'a')).toEqual([]);
  });
});
