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
  // Not `timers/promises`: it makes an error with a stack for each sleep that is broken off, thousands in a broadcast.
  sleep(ms, signal) {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
      signal?.addEventListener('abort', wake, { once: true });
    });
  },
};
