import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/telegram/pace.ts';
import { createPaceState, type PaceKind, pauseUntil, readyAt, record } from '../../src/telegram/pace-limits.ts';
import { createFakeClock, settle } from './fake-clock.ts';

interface Arrival {
  readonly kind: PaceKind;
  readonly chatId: number;
  readonly afterMs: number;
}

const arrivals = fc.array(
  fc.record({
    kind: fc.constantFrom<PaceKind>('reply', 'push', 'probe'),
    chatId: fc.integer({ min: 1, max: 8 }),
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 3_000 })),
  }),
  { maxLength: 120 },
);

/** Sends everything as early as the limits allow and gives when each went. */
function play(perSecond: number, sequence: readonly Arrival[]) {
  const state = createPaceState(perSecond);
  let now = 0;
  return sequence.map((arrival) => {
    now = Math.max(now + arrival.afterMs, readyAt(state, arrival.kind, arrival.chatId));
    record(state, arrival.kind, arrival.chatId, now);
    return { ...arrival, at: now };
  });
}

function mostInOneSecond(moments: readonly number[]): number {
  return Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + 1_000).length));
}

describe('the limits of pace', () => {
  it('hold in every second, over all chats and in each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), arrivals, (perSecond, sequence) => {
        const sent = play(perSecond, sequence);
        expect(mostInOneSecond(sent.map(({ at }) => at))).toBeLessThanOrEqual(perSecond);
        for (const chat of new Set(sent.map(({ chatId }) => chatId))) {
          const messages = sent.filter(({ chatId, kind }) => chatId === chat && kind !== 'probe');
          expect(mostInOneSecond(messages.map(({ at }) => at))).toBeLessThanOrEqual(4);
          // Five seconds hold a burst and what comes at one a second after it.
          const first = messages[0]?.at ?? 0;
          expect(messages.filter(({ at }) => at < first + 5_000).length).toBeLessThanOrEqual(8);
        }
      }),
    );
  });

  it('keep a second between two pushes to one chat', () => {
    fc.assert(
      fc.property(arrivals, (sequence) => {
        const pushes = play(
          30,
          sequence.map((arrival) => ({ ...arrival, kind: 'push' as const, chatId: 1 })),
        );
        for (const [index, { at }] of pushes.entries()) {
          if (index > 0) expect(at - (pushes[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
        }
      }),
    );
  });

  it('spread pushes evenly and use nearly the whole rate', () => {
    const moments = play(
      30,
      Array.from({ length: 300 }, (_, chatId) => ({ kind: 'push' as const, chatId, afterMs: 0 })),
    ).map(({ at }) => at);
    expect(moments.at(-1)).toBeLessThan(11_200);
    expect(moments.filter((at) => at < 200).length).toBeLessThanOrEqual(8);
  });

  it('hold everybody back during a pause, and a shorter pause ends no longer one', () => {
    const state = createPaceState(30);
    pauseUntil(state, 7_000);
    pauseUntil(state, 2_000);
    for (const kind of ['reply', 'push', 'probe'] as const) expect(readyAt(state, kind, 1)).toBe(7_000);
  });

  it('forget chats whose burst is over', () => {
    const state = createPaceState(1_000);
    for (let chat = 1; chat <= 5_000; chat += 1) record(state, 'reply', chat, chat * 10);
    expect(state.chats.size).toBeLessThan(1_500);
  });
});

describe('the pace', () => {
  it('lets a reply pass a thousand queued pushes within one slot', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock });
    let pushed = 0;
    for (let chat = 1; chat <= 1_000; chat += 1) void pace.take('push', chat).then(() => (pushed += 1));
    await clock.runUntil(() => pushed >= 100);
    const askedAt = clock.elapsedMs();
    let repliedAt = 0;
    void pace.take('reply', 5_000).then(() => (repliedAt = clock.elapsedMs()));
    await clock.runUntil(() => repliedAt > 0);
    expect(repliedAt - askedAt).toBeLessThanOrEqual(1_000 / 30 + 1);
    await clock.runUntil(() => pushed === 1_000);
    expect(clock.elapsedMs()).toBeGreaterThan(33_000);
    expect(clock.elapsedMs()).toBeLessThan(40_000);
  });

  it('lets replies go first when a pause ends', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock });
    const order: string[] = [];
    pace.pause(5);
    for (const [chatId, kind] of (['push', 'push', 'reply', 'reply'] as const).entries()) {
      void pace.take(kind, chatId).then(() => order.push(kind));
    }
    await clock.runUntil(() => order.length === 4);
    expect(order.slice(0, 2)).toEqual(['reply', 'reply']);
  });

  it('does not let a busy chat hold up another', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock });
    const order: number[] = [];
    for (const chat of [1, 1, 1, 2]) void pace.take('push', chat).then(() => order.push(chat));
    await clock.runUntil(() => order.length === 4);
    expect(order).toEqual([1, 2, 1, 1]);
  });

  it('keeps the order of one chat', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock });
    const order: number[] = [];
    for (let part = 0; part < 8; part += 1) void pace.take('reply', 1).then(() => order.push(part));
    await clock.runUntil(() => order.length === 8);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(clock.elapsedMs()).toBe(4_000);
  });

  it('stops everybody for the length of a pause, those already waiting too', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock });
    const sentAt: number[] = [];
    for (let chat = 1; chat <= 20; chat += 1) void pace.take('push', chat).then(() => sentAt.push(clock.elapsedMs()));
    await clock.runUntil(() => sentAt.length >= 5);
    pace.pause(60);
    const pausedAt = clock.elapsedMs();
    expect(pace.pausedForMs()).toBe(60_000);
    const before = sentAt.length;
    void pace.take('reply', 77).then(() => sentAt.push(clock.elapsedMs()));
    await clock.runUntil(() => sentAt.length === 21);
    for (const at of sentAt.slice(before)) expect(at).toBeGreaterThanOrEqual(pausedAt + 60_000);
    expect(pace.pausedForMs()).toBe(0);
  });

  it('turns everybody away when it is closed, and holds no timer afterwards', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock });
    pace.pause(3_600);
    const waiting = [pace.take('reply', 1), pace.take('push', 2, new AbortController().signal)];
    pace.close();
    for (const wait of waiting) await expect(wait).rejects.toThrow('stopped');
    await expect(pace.take('reply', 3)).rejects.toThrow('stopped');
    await settle();
    expect(clock.sleepers()).toBe(0);
  });

  it('lets go of a wait that is called off, and holds no timer afterwards', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 1, clock });
    await pace.take('push', 1);
    const off = new AbortController();
    const waiting = pace.take('push', 2, off.signal);
    off.abort(new Error('called off'));
    await expect(waiting).rejects.toThrow('called off');
    await expect(pace.take('reply', 3, off.signal)).rejects.toThrow('called off');
    await settle();
    expect(clock.sleepers()).toBe(0);
    void pace.take('push', 2);
    await clock.advance(1_000);
    expect(clock.sleepers()).toBe(0);
  });
});
