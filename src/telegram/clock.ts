import { setTimeout as wait } from 'node:timers/promises';

/** Time as the pace and the sender need it; tests bring their own. */
export interface Clock {
  now(): Date;
  /** Milliseconds that only ever grow, whatever happens to the date. */
  elapsedMs(): number;
  /** Resolves after `ms`, or at once when the signal is aborted: whoever waits looks at the signal anyway. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

// Node fires timers beyond 2³¹−1 ms at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  async sleep(ms, signal) {
    const delay = Math.min(Math.max(ms, 0), LONGEST_TIMER_MS);
    await wait(delay, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error;
    });
  },
};
