import type { Clock } from './clock.ts';
import { createPaceState, type PaceKind, pauseUntil, readyAt, readyForAll, record } from './pace-limits.ts';

/** Whoever sends a message takes a slot first. */
export interface Pace {
  /** Resolves when the message may go; rejects with the signal's reason when it is aborted first. */
  take(kind: PaceKind, chatId: number, signal?: AbortSignal): Promise<void>;
  /** After a 429: nobody sends for that long. */
  pause(seconds: number): void;
  /** Milliseconds until a pause ends; 0 when there is none. */
  pausedForMs(): number;
  /** Turns away whoever waits or comes later, so that not even a long pause keeps the program alive. */
  close(): void;
}

export interface PaceOptions {
  /** Messages a second over all chats. */
  readonly perSecond: number;
  readonly clock: Clock;
}

interface Waiter {
  readonly kind: PaceKind;
  readonly chatId: number;
  readonly go: () => void;
  readonly turnAway: () => void;
}

/** Lets replies and pushes through no faster than Telegram allows, replies first, each chat in order. */
export function createPace({ perSecond, clock }: PaceOptions): Pace {
  const state = createPaceState(perSecond);
  const lines: Record<'reply' | 'other', Waiter[]> = { reply: [], other: [] };
  let running = false;
  let closed = false;
  let nap = new AbortController();

  const lineOf = (kind: PaceKind) => lines[kind === 'reply' ? 'reply' : 'other'];

  async function letThrough(): Promise<void> {
    if (running) return;
    running = true;
    while (lines.reply.length + lines.other.length > 0) {
      const now = clock.elapsedMs();
      const next = firstReady(lines.reply, now) ?? firstReady(lines.other, now);
      if (next !== undefined) {
        record(state, next.kind, next.chatId, now);
        remove(next);
        next.go();
        continue;
      }
      nap = new AbortController();
      await clock.sleep(Math.max(1, Math.ceil(earliest() - now)), nap.signal);
    }
    running = false;
  }

  // One line holds kinds with the same limits over all chats; only the chats' own differ.
  function firstReady(line: readonly Waiter[], now: number): Waiter | undefined {
    const first = line[0];
    if (first === undefined || readyForAll(state, first.kind) > now) return undefined;
    return line.find(({ kind, chatId }) => readyAt(state, kind, chatId) <= now);
  }

  function earliest(): number {
    const moments = [...lines.reply, ...lines.other].map(({ kind, chatId }) => readyAt(state, kind, chatId));
    return moments.reduce((first, moment) => Math.min(first, moment), Number.POSITIVE_INFINITY);
  }

  function remove(waiter: Waiter): void {
    const line = lineOf(waiter.kind);
    const index = line.indexOf(waiter);
    if (index >= 0) line.splice(index, 1);
  }

  return {
    take(kind, chatId, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        const turnAway = () => reject(new Error('nothing is sent any more: the bot is being stopped'));
        if (closed) return turnAway();
        const giveUp = () => {
          remove(waiter);
          nap.abort();
          reject(signal?.reason);
        };
        const go = () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        };
        const waiter: Waiter = { kind, chatId, go, turnAway };
        signal?.addEventListener('abort', giveUp, { once: true });
        lineOf(kind).push(waiter);
        nap.abort();
        void letThrough();
      });
    },
    pause: (seconds) => pauseUntil(state, clock.elapsedMs() + seconds * 1_000),
    pausedForMs: () => Math.max(0, state.pausedUntil - clock.elapsedMs()),
    close() {
      closed = true;
      for (const { turnAway } of [...lines.reply.splice(0), ...lines.other.splice(0)]) turnAway();
      nap.abort();
    },
  };
}
