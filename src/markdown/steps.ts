import { setImmediate } from 'node:timers/promises';

/** Work that may take long, cut into steps of a few milliseconds each; its result is what it returns. */
export type Steps<Result> = Generator<void, Result, void>;

// Longer than this without a turn of the event loop and a reader's button would feel slow.
export const TURN_MS = 5;

/** Does all steps at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does the steps a few at a time and lets the process serve others in between. Rejects when aborted. */
export async function inTurns<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result> {
  for (let turnAt = performance.now(); ; ) {
    signal?.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - turnAt < TURN_MS) continue;
    await setImmediate();
    turnAt = performance.now();
  }
}
