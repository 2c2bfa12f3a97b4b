import type { Clock } from '../telegram/clock.ts';

/** Waits for work, `ms` at most; for none, not at all. */
export async function within(clock: Clock, work: Promise<unknown> | undefined, ms: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, clock.sleep(ms, timer.signal)]);
  timer.abort();
}
