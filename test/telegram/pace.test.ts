import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/telegram/pace.ts';
import { PACE_KINDS, type PaceKind } from '../../src/telegram/pace-limits.ts';
import { createFakeClock, settle } from './fake-clock.ts';

describe('the pace', () => {
  it('lets nobody send while it rests at first, and nobody slower afterwards', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock, restMs: 1_000 });
    const sentAt: number[] = [];
    for (const kind of ['reply', 'push'] as const) void pace.take(kind, 1).then(() => sentAt.push(clock.elapsedMs()));
    await clock.runUntil(() => sentAt.length > 0);
    expect(sentAt).toEqual([1_000]);
    expect(pace.rate()).toBe(30);
  });

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
    // The reserve was open for some seconds of it.
    expect(clock.elapsedMs()).toBeLessThan(35_000);
  });

  it('sends pushes at no less than 99.5 % of the rate for an hour, with timers that fire up to 2 ms late', async () => {
    let seed = 7;
    const clock = createFakeClock(undefined, () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return (seed / 2_147_483_647) * 2;
    });
    const pace = createPace({ perSecond: 30, clock });
    const recent: number[] = [];
    let sent = 0;
    let fullest = 0;
    async function work() {
      for (;;) {
        await pace.take('push', sent);
        sent += 1;
        recent.push(clock.elapsedMs());
        while ((recent[0] ?? 0) <= clock.elapsedMs() - 1_000) recent.shift();
        fullest = Math.max(fullest, recent.length);
      }
    }
    for (let worker = 0; worker < 4; worker += 1) void work().catch(() => undefined);
    await clock.runUntil(() => clock.elapsedMs() >= 3_600_000);
    expect(sent).toBeGreaterThanOrEqual(0.995 * 30 * 3_600);
    expect(fullest).toBe(30);
    pace.close();
  }, 60_000);

  it('keeps up a thousand a second on timers of a millisecond, several in a tick', async () => {
    let naps = 0;
    const clock = createFakeClock(undefined, () => {
      naps += 1;
      return 0.7;
    });
    const pace = createPace({ perSecond: 1_000, clock });
    let sent = 0;
    let mostAtOnce = 0;
    let ticks = { at: -1, sent: 0 };
    async function work(chatId: number) {
      for (;;) {
        await pace.take('push', chatId + 1_000 * sent);
        sent += 1;
        const at = clock.elapsedMs();
        ticks = { at, sent: ticks.at === at ? ticks.sent + 1 : 1 };
        mostAtOnce = Math.max(mostAtOnce, ticks.sent);
      }
    }
    for (let worker = 0; worker < 200; worker += 1) void work(worker).catch(() => undefined);
    await clock.runUntil(() => clock.elapsedMs() >= 10_000);
    expect(sent).toBeGreaterThanOrEqual(9_900);
    expect(mostAtOnce).toBeLessThanOrEqual(10);
    expect(naps).toBeLessThan(3_000);
    pace.close();
  });

  it('lets a reply go at once between two ticks of pushes', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 1_000, clock });
    let sent = 0;
    for (let chat = 1; chat <= 20; chat += 1) void pace.take('push', chat).then(() => (sent += 1));
    await clock.advance(1.5);
    expect(sent).toBeLessThan(5);
    let repliedAt = -1;
    void pace.take('reply', 500).then(() => (repliedAt = clock.elapsedMs()));
    await settle();
    expect(repliedAt).toBe(1.5);
    await clock.runUntil(() => sent === 20);
  });

  it('serves the most urgent first', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock });
    const order: PaceKind[] = [];
    pace.pause(0.1);
    for (const [chatId, kind] of [...PACE_KINDS].reverse().entries()) {
      void pace.take(kind, chatId + 1).then(() => order.push(kind));
    }
    await clock.runUntil(() => order.length === PACE_KINDS.length);
    expect(order).toEqual(['reply', 'push', 'probe', 'digest', 'edit', 'progress']);
  });

  it('lets what others depend on through now and then while a broadcast takes every slot', async () => {
    const clock = createFakeClock();
    const pace = createPace({ perSecond: 30, clock });
    let pushed = 0;
    for (let chat = 1; chat <= 600; chat += 1) void pace.take('push', chat).then(() => (pushed += 1));
    const waited: Partial<Record<PaceKind, number[]>> = { probe: [], progress: [], edit: [] };
    const ask = async (kind: PaceKind, chatId: number): Promise<void> => {
      const askedAt = clock.elapsedMs();
      await pace.take(kind, chatId);
      if (pushed < 600) waited[kind]?.push(clock.elapsedMs() - askedAt);
      if (pushed < 600) return ask(kind, chatId + 10);
    };
    for (const [index, kind] of (['probe', 'progress', 'edit'] as const).entries())
      ask(kind, 5_001 + index).catch(() => undefined);
    await clock.runUntil(() => pushed === 600);
    expect(Math.max(...(waited.probe ?? []))).toBeLessThan(400);
    expect(Math.max(...(waited.progress ?? []))).toBeLessThan(2_200);
    expect(waited.progress?.length).toBeGreaterThan(5);
    expect(waited.edit).toEqual([]);
    expect(clock.elapsedMs()).toBeLessThan(25_000);
    pace.close();
  });

  it('keeps the order within a chat and kind, and every limit, whoever comes and goes', async () => {
    const arrival = fc.record({
      kind: fc.constantFrom(...PACE_KINDS),
      chatId: fc.integer({ min: -1, max: 4 }),
      afterMs: fc.oneof(fc.constant(0), fc.nat(500)),
      leaves: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { maxLength: 60 }), async (sequence) => {
        const clock = createFakeClock(undefined, () => 1.3);
        const pace = createPace({ perSecond: 7, clock });
        const sent: { readonly index: number; readonly at: number }[] = [];
        let left = 0;
        for (const [index, { kind, chatId, afterMs, leaves }] of sequence.entries()) {
          if (afterMs > 0) await clock.advance(afterMs);
          const off = new AbortController();
          pace.take(kind, chatId, off.signal).then(
            () => sent.push({ index, at: clock.elapsedMs() }),
            () => (left += 1),
          );
          if (leaves && index % 3 === 0) off.abort();
        }
        await clock.runUntil(() => sent.length + left === sequence.length);
        const lines = Map.groupBy(sent, ({ index }) => `${sequence[index]?.kind} ${sequence[index]?.chatId}`);
        for (const line of lines.values()) {
          expect(line.map(({ index }) => index)).toEqual([...line.map(({ index }) => index)].sort((a, b) => a - b));
        }
        for (const { at: from } of sent) {
          expect(sent.filter(({ at }) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(7);
        }
        expect(clock.sleepers()).toBe(0);
      }),
      { numRuns: 40 },
    );
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
    await clock.advance(1_100);
    expect(clock.sleepers()).toBe(0);
  });

  it('starts from what was learned and tells what it learns, rounded and not all the time', async () => {
    const clock = createFakeClock();
    const told: number[] = [];
    const pace = createPace({ perSecond: 30, clock, learned: 20, onLearned: (rate) => told.push(rate) });
    expect(pace.rate()).toBe(20);
    pace.pause(1);
    expect(told).toEqual([16]);
    await clock.advance(1_000);
    pace.pause(1);
    expect(pace.rate()).toBe(12);
    expect(told).toEqual([16]);
    await clock.advance(10_000);
    void pace.take('reply', 1);
    await settle();
    expect(told).toEqual([16, 12]);
    await clock.advance(300_000);
    expect(pace.rate()).toBe(30);
    pace.close();
    expect(told).toEqual([16, 12, 30]);
  });

  it('goes by another ceiling at once, and learns nothing while it is paid for', async () => {
    const clock = createFakeClock();
    const told: number[] = [];
    const pace = createPace({ perSecond: 10, clock, onLearned: (rate) => told.push(rate) });
    let sent = 0;
    for (let chat = 1; chat <= 400; chat += 1)
      pace.take('push', chat).then(
        () => (sent += 1),
        () => undefined,
      );
    await clock.advance(1_000);
    expect(sent).toBeLessThanOrEqual(10);
    pace.setCeiling(1_000);
    pace.pause(1);
    expect(pace.rate()).toBe(800);
    await clock.advance(1_300);
    expect(sent).toBeGreaterThan(200);
    pace.setCeiling(10);
    const before = sent;
    await clock.advance(2_000);
    expect(sent - before).toBeLessThanOrEqual(20);
    expect(told).toEqual([]);
    pace.close();
  });
});
