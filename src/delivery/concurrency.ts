import type { Clock } from '../telegram/clock.ts';
import { GLOBAL_MESSAGES_PER_SECOND } from '../telegram/limits.ts';

/** Counts what is under way and says how much more it takes to hold the pace. */
export interface Traffic {
  /** A delivery begins. */
  enter(): Passage;
  /** An answered call to Telegram took so many milliseconds. */
  noteLatency(ms: number): void;
  /** The most that have been under way together. */
  peak(): number;
  /** How many to claim now at a pace of messages a second; 0 while so few are wanted that they are not worth a query. */
  room(perSecond: number): number;
}

export interface Passage {
  /** Its chat has to wait before the next try; meanwhile others may go. */
  stepAside(): void;
  /** It has ended. */
  leave(): void;
}

const LATENCY_AT_FIRST_MS = 100;
const WEIGHT_OF_LATEST = 1 / 16;
// Calls are not answered evenly; with nothing to spare every slow one would leave a slot unused.
const HEAD_ROOM = 1.25;
// What is claimed ahead bridges the next query, a long task of another part, a late timer. Each query is a transaction
// that waits for the disk, so even at the usual pace a few rows share one.
const AHEAD_MS = 100;
const FEWEST_AHEAD = 4;
const BATCH_SHARE = 0.6;
const FEWEST = 2;
// 1,000 a second at 100 ms, and to spare. Each one is a message to settle after a crash.
const MOST = 256;
// A call that hangs, or a chat that has had its share of messages for now, holds up nobody else.
const SLOW_AFTER_MS = 2_000;
const SLOW_AFTER_TURNS = 4;
const MOST_SLOW = 32;
// If the first message is refused everywhere, half of the pace waits a second for the next try.
const ASIDE_SHARE = 0.5;

/** How many deliveries under way a pace needs at a latency, and how many of them make a batch worth claiming. */
export function neededAtOnce(perSecond: number, latencyMs: number): { readonly most: number; readonly batch: number } {
  const ahead = Math.max(
    FEWEST_AHEAD * Math.min(1, perSecond / GLOBAL_MESSAGES_PER_SECOND),
    (perSecond * AHEAD_MS) / 1_000,
  );
  const calls = (perSecond * latencyMs * HEAD_ROOM) / 1_000 + 1;
  return {
    most: Math.min(MOST, Math.max(FEWEST, Math.ceil(calls + ahead))),
    batch: Math.max(1, Math.ceil(ahead * BATCH_SHARE)),
  };
}

/** Starts with nothing under way. */
export function createTraffic(clock: Pick<Clock, 'elapsedMs'>): Traffic {
  let latencyMs = LATENCY_AT_FIRST_MS;
  let peak = 0;
  // In the order in which they began.
  const underWay = new Set<{ readonly begunAt: number }>();
  const aside = new Set<{ readonly begunAt: number }>();

  function countSlow(afterMs: number): number {
    const before = clock.elapsedMs() - afterMs;
    let slow = 0;
    for (const { begunAt } of underWay) {
      if (begunAt > before || slow === MOST_SLOW) break;
      slow += 1;
    }
    return slow;
  }

  return {
    enter() {
      const delivery = { begunAt: clock.elapsedMs() };
      underWay.add(delivery);
      peak = Math.max(peak, underWay.size + aside.size);
      return {
        stepAside() {
          if (underWay.delete(delivery)) aside.add(delivery);
        },
        leave() {
          underWay.delete(delivery);
          aside.delete(delivery);
        },
      };
    },
    noteLatency(ms) {
      latencyMs += (ms - latencyMs) * WEIGHT_OF_LATEST;
    },
    peak: () => peak,
    room(perSecond) {
      const { most, batch } = neededAtOnce(perSecond, latencyMs);
      const slow = countSlow(Math.max(SLOW_AFTER_MS, (SLOW_AFTER_TURNS * most * 1_000) / perSecond));
      const tooManyAside = Math.max(0, aside.size - Math.max(MOST_SLOW, perSecond * ASIDE_SHARE));
      const room = Math.floor(most - (underWay.size - slow) - tooManyAside);
      return room < batch ? 0 : room;
    },
  };
}
