import type { Clock } from './clock.ts';
import {
  createPaceState,
  noteAnswer,
  PACE_KINDS,
  type PaceKind,
  pauseUntil,
  readyAt,
  readyForAll,
  readyInChat,
  record,
} from './pace-limits.ts';
import { climb, messagesPerSecond, setCeiling } from './pace-rate.ts';
import { createWaitingLine, type Waiter, type WaitingLine } from './waiting-line.ts';

/** The right to send one message. */
export interface Slot {
  /** Says that Telegram has answered, which tells when it may have got the message. What is never told costs nothing. */
  answered(): void;
}

/** Whoever sends a message takes a slot first. */
export interface Pace {
  /** Resolves when the message may go; rejects with the signal's reason when it is aborted first. */
  take(kind: PaceKind, chatId: number, signal?: AbortSignal): Promise<Slot>;
  /** After a 429: nobody sends for that long, and afterwards everybody a little slower for some minutes. */
  pause(seconds: number): void;
  /** Milliseconds until a pause ends; 0 when there is none. */
  pausedForMs(): number;
  /** Messages a second over all chats, as things are now. */
  rate(): number;
  /** Another limit over all chats; above the one it began with, only pushes and digests go faster. */
  setCeiling(perSecond: number): void;
  /** Turns away whoever waits or comes later, so that not even a long pause keeps the program alive. */
  close(): void;
}

export interface PaceOptions {
  /** Messages a second over all chats that cost nothing. */
  readonly perSecond: number;
  readonly clock: Clock;
  /** What an earlier run was left with, in messages a second. */
  readonly learned?: number | undefined;
  /** For how long nobody sends at first, as an earlier run may have sent until just now; milliseconds, none by default. */
  readonly restMs?: number;
  /** Hears of a changed rate, every few seconds at most and when the pace is closed; not of paid rates. Must not throw. */
  readonly onLearned?: (perSecond: number) => void;
}

// A reason of our own, because the usual one is an error made anew each time.
const WOKEN = 'woken';
const TELL_EVERY_MS = 5_000;
// A broadcast takes every slot for an hour. Meanwhile lost answers have to be settled and the author wants to see how it
// goes, so these go first once they have waited so long; the next of their kind then waits anew.
const PATIENCE_MS: Partial<Record<PaceKind, number>> = { probe: 250, progress: 2_000 };
// At a thousand a second a timer costs more than a message, so whatever is due soon goes together. A reply waits for none.
const TICK_MS = 4;

/** Lets everybody through no faster than Telegram allows, by urgency, and each chat's messages of a kind in order. */
export function createPace({ perSecond, clock, learned, restMs = 0, onLearned }: PaceOptions): Pace {
  const state = createPaceState(perSecond, learned, clock.elapsedMs());
  state.pausedUntil = clock.elapsedMs() + restMs;
  const lines = PACE_KINDS.map((kind) => [kind, createWaitingLine()] as const);
  const lineOf = new Map<PaceKind, WaitingLine>(lines);
  const servedAt = new Map<PaceKind, number>();
  const tellLearned = createTeller(messagesPerSecond(state.rate), onLearned);
  let arrivals = 0;
  let lastSentAt = 0;
  let running = false;
  let closed = false;
  let nap = new AbortController();
  let nextDueAt = Number.POSITIVE_INFINITY;

  async function letThrough(): Promise<void> {
    if (running) return;
    running = true;
    while (lines.some(([, line]) => line.size() > 0)) {
      const now = clock.elapsedMs();
      const next = firstReady(now);
      if (next !== undefined) {
        record(state, next.kind, next.chatId, now, next.askedAt);
        servedAt.set(next.kind, now);
        lastSentAt = now;
        report(now);
        next.go();
        continue;
      }
      nap = new AbortController();
      nextDueAt = earliest();
      const napMs = Math.max(lineOf.get('reply')?.size() === 0 ? TICK_MS : 1, Math.ceil(nextDueAt - now));
      await clock.sleep(napMs, nap.signal);
    }
    running = false;
  }

  function firstReady(now: number): Waiter | undefined {
    for (const [kind, line] of byUrgency(now)) {
      if (line.size() === 0 || readyForAll(state, kind) > now) continue;
      const waiter = line.next(now, (chatId) => readyInChat(state, kind, chatId));
      if (waiter !== undefined) return waiter;
    }
    return undefined;
  }

  /** Replies, then kinds whose patience is at an end, then the others. */
  function byUrgency(now: number): typeof lines {
    const impatient = lines.filter(([kind, line]) => {
      const since = Math.max(line.since(), servedAt.get(kind) ?? 0);
      return line.size() > 0 && now - since >= (PATIENCE_MS[kind] ?? Number.POSITIVE_INFINITY);
    });
    return impatient.length === 0 ? lines : [...lines.slice(0, 1), ...impatient, ...lines.slice(1)];
  }

  function earliest(): number {
    return Math.min(...lines.map(([kind, line]) => Math.max(line.earliest(), readyForAll(state, kind))));
  }

  function report(now: number): void {
    if (state.rate.ceiling === state.freePerSecond) tellLearned(messagesPerSecond(state.rate), now);
  }

  function join(waiter: Waiter): void {
    const { kind, chatId } = waiter;
    lineOf.get(kind)?.join(waiter, readyInChat(state, kind, chatId));
    if (readyAt(state, kind, chatId) < nextDueAt) nap.abort(WOKEN);
    void letThrough();
  }

  return {
    take(kind, chatId, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        const turnAway = () => reject(new Error('nothing is sent any more: the bot is being stopped'));
        if (closed) return turnAway();
        const giveUp = () => {
          lineOf.get(kind)?.leave(waiter);
          nap.abort(WOKEN);
          reject(signal?.reason);
        };
        const go = () => {
          signal?.removeEventListener('abort', giveUp);
          const sentAt = lastSentAt;
          resolve({ answered: () => noteAnswer(state, sentAt, clock.elapsedMs()) });
        };
        arrivals += 1;
        const waiter: Waiter = { kind, chatId, askedAt: clock.elapsedMs(), order: arrivals, go, turnAway };
        signal?.addEventListener('abort', giveUp, { once: true });
        join(waiter);
      });
    },
    pause(seconds) {
      const now = clock.elapsedMs();
      pauseUntil(state, now + seconds * 1_000, now);
      report(now);
    },
    pausedForMs: () => Math.max(0, state.pausedUntil - clock.elapsedMs()),
    rate() {
      climb(state.rate, clock.elapsedMs());
      return messagesPerSecond(state.rate);
    },
    setCeiling(ceiling) {
      setCeiling(state.rate, ceiling);
      nap.abort(WOKEN);
    },
    close() {
      closed = true;
      report(Number.POSITIVE_INFINITY);
      for (const { turnAway } of lines.flatMap(([, line]) => line.drain())) turnAway();
      nap.abort(WOKEN);
    },
  };
}

/** Tells of what has changed since it was last told, unless that was just now. */
function createTeller(known: number, tell: (perSecond: number) => void = () => undefined) {
  let told = known;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (perSecond: number, now: number) => {
    if (perSecond === told || now - toldAt < TELL_EVERY_MS) return;
    told = perSecond;
    toldAt = now;
    tell(perSecond);
  };
}
