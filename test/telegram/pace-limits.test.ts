import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPaceState,
  noteAnswer,
  PACE_KINDS,
  type PaceKind,
  type PaceState,
  pauseUntil,
  readyAt,
  readyForAll,
  record,
} from '../../src/telegram/pace-limits.ts';
import { setCeiling } from '../../src/telegram/pace-rate.ts';

interface Arrival {
  readonly kind: PaceKind;
  readonly chatId: number;
  readonly afterMs: number;
}

const delay = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 6_000 }));
const arrivals = (kinds: readonly PaceKind[] = PACE_KINDS) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      chatId: fc.oneof(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: -2, max: -1 }),
        fc.integer({ min: 9, max: 999 }),
      ),
      afterMs: delay,
    }),
    { maxLength: 150 },
  );

/** Sends everything one after another, as early as the limits allow, and gives when each went. */
function play(perSecond: number, sequence: readonly Arrival[], state: PaceState = createPaceState(perSecond)) {
  let now = 0;
  return sequence.map((arrival) => {
    const askedAt = now + arrival.afterMs;
    now = Math.max(askedAt, readyAt(state, arrival.kind, arrival.chatId));
    record(state, arrival.kind, arrival.chatId, now, askedAt);
    return { ...arrival, askedAt, at: now };
  });
}

function mostWithin(windowMs: number, moments: readonly number[]): number {
  return Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + windowMs).length));
}

const pushes = (count: number) =>
  Array.from({ length: count }, (_, chat) => ({ kind: 'push' as const, chatId: chat + 1, afterMs: 0 }));

describe('the limits of pace', () => {
  it('hold in every second, over all chats and in each, and in every minute of a group', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), arrivals(), (perSecond, sequence) => {
        const sent = play(perSecond, sequence);
        expect(
          mostWithin(
            1_000,
            sent.map(({ at }) => at),
          ),
        ).toBeLessThanOrEqual(perSecond);
        for (const chat of new Set(sent.map(({ chatId }) => chatId))) {
          const messages = sent.filter(({ chatId, kind }) => chatId === chat && kind !== 'probe').map(({ at }) => at);
          expect(mostWithin(1_000, messages)).toBeLessThanOrEqual(4);
          // Five seconds hold a burst and what comes at one a second after it.
          expect(mostWithin(5_000, messages)).toBeLessThanOrEqual(8);
          if (chat < 0) expect(mostWithin(60_000, messages)).toBeLessThanOrEqual(20);
        }
      }),
    );
  });

  it('keep a second between two messages to one chat that are no replies', () => {
    const kinds = PACE_KINDS.filter((kind) => kind !== 'reply' && kind !== 'probe');
    fc.assert(
      fc.property(arrivals(kinds), (sequence) => {
        const sent = play(
          30,
          sequence.map((arrival) => ({ ...arrival, chatId: 1 })),
        );
        for (const [index, { at }] of sent.entries()) {
          if (index > 0) expect(at - (sent[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
        }
      }),
    );
  });

  it('spread pushes evenly and use nearly the whole rate while nobody writes', () => {
    const moments = play(30, pushes(301)).map(({ at }) => at);
    expect(moments.at(-1)).toBeLessThan(10_000 / 0.995);
    for (const [index, at] of moments.entries()) {
      if (index > 0) expect(at - (moments[index - 1] ?? 0)).toBeGreaterThan(33);
    }
  });

  it('let a reply wait for one slot at most while the reserve is closed', () => {
    const others = PACE_KINDS.filter((kind) => kind !== 'reply');
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000 }), arrivals(others), delay, (perSecond, sequence, afterMs) => {
        const state = createPaceState(perSecond);
        const last = play(perSecond, sequence, state).at(-1)?.at ?? 0;
        const askedAt = last + afterMs;
        expect(readyAt(state, 'reply', 5_000) - askedAt).toBeLessThanOrEqual(1_010 / perSecond);
      }),
    );
  });

  it('leave slots to replies from the first one on, and no longer than people write', () => {
    const state = createPaceState(30);
    const last = play(30, pushes(100), state).at(-1)?.at ?? 0;
    const firstReply = readyAt(state, 'reply', 5_000);
    expect(firstReply).toBeGreaterThan(last);
    record(state, 'reply', 5_000, firstReply);
    let now = firstReply;
    let chat = 1_000;
    const pushUntil = (moment: number) => {
      for (let count = 0; ; count += 1) {
        const at = Math.max(now, readyForAll(state, 'push'));
        if (at >= moment) return count;
        now = at;
        chat += 1;
        record(state, 'push', chat, now);
      }
    };
    pushUntil(firstReply + 2_000);
    for (const reply of [1, 2]) {
      expect(readyForAll(state, 'reply')).toBeLessThanOrEqual(now);
      record(state, 'reply', 6_000 + reply, now);
    }
    const lastReply = now;
    pushUntil(lastReply + 1_100);
    expect(pushUntil(lastReply + 3_100)).toBeLessThanOrEqual(56);
    pushUntil(lastReply + 5_100);
    expect(pushUntil(lastReply + 15_100)).toBeGreaterThanOrEqual(298);
  });

  it('count a message from when it may have reached Telegram', () => {
    const state = createPaceState(30);
    const moments = play(30, pushes(30), state).map(({ at }) => at);
    const before = readyForAll(state, 'reply');
    // Until it is known how long the way is at least, the answer is the latest moment that is certain.
    noteAnswer(state, moments[0] ?? 0, (moments[0] ?? 0) + 70);
    expect(readyForAll(state, 'reply')).toBeGreaterThan(before + 30);
  });

  it('make up for late timers, and not for time in which nobody sent', () => {
    const state = createPaceState(100);
    record(state, 'push', 1, 0);
    record(state, 'push', 2, 30, 0);
    expect(readyForAll(state, 'push')).toBeLessThan(30);
    record(state, 'push', 3, 5_000);
    expect(readyForAll(state, 'push')).toBeGreaterThan(5_009);
  });

  it('hold everybody back during a pause, and a shorter pause ends no longer one', () => {
    const state = createPaceState(30);
    pauseUntil(state, 7_000, 0);
    pauseUntil(state, 2_000, 100);
    for (const kind of PACE_KINDS) expect(readyAt(state, kind, 1)).toBe(7_000);
  });

  it('give a group twenty messages a minute however many wait', () => {
    const waiting = Array.from({ length: 45 }, () => ({ kind: 'reply' as const, chatId: -7, afterMs: 0 }));
    const moments = play(30, waiting).map(({ at }) => at);
    expect(moments[19]).toBeLessThan(20_000);
    expect(moments[20]).toBeGreaterThan(60_000);
    expect(moments[40]).toBeGreaterThan(120_000);
  });

  it('keep what is not paid for at the free rate when the rest goes faster', () => {
    const kinds = fc.constantFrom<readonly PaceKind[]>(['edit'], ['reply'], ['push', 'edit'], PACE_KINDS);
    fc.assert(
      fc.property(
        kinds.chain((some) => arrivals(some)),
        (sequence) => {
          const state = createPaceState(10);
          setCeiling(state.rate, 1_000);
          const sent = play(
            10,
            sequence.map((arrival, chatId) => ({ ...arrival, chatId })),
            state,
          );
          const unpaid = sent.filter(({ kind }) => kind !== 'push' && kind !== 'digest');
          expect(
            mostWithin(
              1_000,
              unpaid.map(({ at }) => at),
            ),
          ).toBeLessThanOrEqual(10);
        },
      ),
    );
    const edits = createPaceState(10);
    setCeiling(edits.rate, 1_000);
    const moments = play(
      10,
      pushes(101).map((push) => ({ ...push, kind: 'edit' as const })),
      edits,
    ).map(({ at }) => at);
    expect(moments.at(-1)).toBeGreaterThan(10_000);
    const state = createPaceState(30);
    setCeiling(state.rate, 1_000);
    expect(play(30, pushes(1_001), state).at(-1)?.at).toBeLessThan(1_010);
  });

  it('hold over any changes of the rate, each second by the highest in it', () => {
    const steps = fc.array(fc.record({ ceiling: fc.integer({ min: 1, max: 80 }), count: fc.nat(60) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, (changes) => {
        const state = createPaceState(80);
        const sent: number[] = [];
        let now = 0;
        for (const { ceiling, count } of changes) {
          setCeiling(state.rate, ceiling);
          for (let message = 0; message < count; message += 1) {
            now = Math.max(now, readyForAll(state, 'push'));
            record(state, 'push', sent.length + 1, now);
            const window = sent.filter((at) => at > now - 1_000).length + 1;
            expect(window).toBeLessThanOrEqual(ceiling);
            sent.push(now);
          }
        }
      }),
    );
  });

  it('forget chats and messages whose time is over', () => {
    const state = createPaceState(1_000);
    for (let chat = 1; chat <= 20_000; chat += 1) record(state, 'reply', chat % 2 === 0 ? chat : -chat, chat * 10);
    expect(state.chats.size).toBeLessThan(6_000);
    expect(state.all.times.length).toBeLessThan(300);
  });
});
