import type { Clock } from '../../src/telegram/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export interface FakeClock extends Clock {
  /** Moves time from sleeper to sleeper until the condition holds; fails when nobody is left to wake. */
  runUntil(condition: () => boolean | Promise<boolean>): Promise<void>;
  advance(ms: number): Promise<void>;
  sleepers(): number;
}

/** Time stands still until the test moves it. `latenessMs` is by how much the next timer fires late. */
export function createFakeClock(start = new Date('2026-01-05T12:00:00Z'), latenessMs = () => 0): FakeClock {
  let elapsed = 0;
  const sleeping = new Set<Sleeper>();

  function next(): Sleeper | undefined {
    return [...sleeping].sort((a, b) => a.at - b.at)[0];
  }

  function wake(sleeper: Sleeper): void {
    elapsed = Math.max(elapsed, sleeper.at);
    sleeper.wake();
  }

  return {
    now: () => new Date(start.getTime() + elapsed),
    elapsedMs: () => elapsed,
    sleepers: () => sleeping.size,
    sleep(ms, signal) {
      return new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        const wakeUp = () => {
          sleeping.delete(sleeper);
          signal?.removeEventListener('abort', wakeUp);
          resolve();
        };
        const sleeper: Sleeper = { at: elapsed + ms + latenessMs(), wake: wakeUp };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', wakeUp, { once: true });
      });
    },
    async advance(ms) {
      const until = elapsed + ms;
      await settle();
      for (let sleeper = next(); sleeper !== undefined && sleeper.at <= until; sleeper = next()) {
        wake(sleeper);
        await settle();
      }
      elapsed = until;
    },
    async runUntil(condition) {
      await settle();
      while (!(await condition())) {
        const sleeper = next();
        if (sleeper === undefined) throw new Error('time cannot help: nobody sleeps and the condition does not hold');
        wake(sleeper);
        await settle();
      }
    },
  };
}

/** Lets everything run that does not wait for time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
