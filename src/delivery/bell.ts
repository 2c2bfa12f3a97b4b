import type { Clock } from '../telegram/clock.ts';

// A reason of our own, because the usual one is an error made anew each time.
const WOKEN = 'woken';

/** Wakes one loop. A ring while the loop is busy counts for its next wait, so none is lost. */
export interface Bell {
  ring(): void;
  /** Resolves at a ring, after `ms` when given, or when the signal is aborted. */
  wait(signal: AbortSignal, ms?: number): Promise<void>;
}

export function createBell(clock: Clock): Bell {
  let rung = false;
  let nap: AbortController | undefined;
  return {
    ring() {
      rung = true;
      nap?.abort(WOKEN);
    },
    async wait(signal, ms) {
      if (!rung && !signal.aborted) {
        const until = new AbortController();
        const end = () => until.abort(WOKEN);
        nap = until;
        signal.addEventListener('abort', end, { once: true });
        if (ms === undefined) await new Promise((resolve) => until.signal.addEventListener('abort', resolve));
        else await clock.sleep(ms, until.signal);
        signal.removeEventListener('abort', end);
        nap = undefined;
      }
      rung = false;
    },
  };
}
