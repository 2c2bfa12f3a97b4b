import { type Bell, createBell } from './bell.ts';
import { type Corrected, type CorrectMessagePorts, correctMessage } from './correct-message.ts';
import type { Correction, CorrectionOutcome, Corrections } from './ports/corrections.ts';
import { within } from './within.ts';

/**
 * Brings what was sent up to date, message by message. Corrections lie in the database with how far they have come, and
 * making one twice does no harm: nothing is claimed, and a restart goes on at the cursor. The pace lets edits through
 * only when nothing more urgent waits.
 */
export interface Corrector {
  start(): void;
  /** There may be something to correct. */
  wake(): void;
  /** Begins no more and waits `graceMs` for calls under way, then breaks them off. Nothing is used after it resolves. */
  stop(graceMs: number): Promise<void>;
}

export interface CorrectorPorts extends CorrectMessagePorts {
  readonly corrections: Pick<Corrections, 'next' | 'advance'>;
  /** Telegram refuses the token; the corrector has stopped and lost nothing. */
  onUnauthorised(reason: string): void;
}

const BATCH = 24;
const AT_ONCE = 4;
const AFTER_FAILURE_MS = 5_000;
const AFTER_BREAK_OFF_MS = 1_000;
// A correction may wait for a delivery that is on its way, and nobody rings when that one ends.
const LOOK_EVERY_MS = 10_000;

interface Run {
  readonly ports: CorrectorPorts;
  readonly bell: Bell;
  readonly stopping: AbortController;
  readonly breakOff: AbortController;
  abandoned: boolean;
}

/** Nothing happens before `start`. */
export function createCorrector(ports: CorrectorPorts): Corrector {
  const bell = createBell(ports.clock);
  const run: Run = {
    ports,
    bell,
    stopping: new AbortController(),
    breakOff: new AbortController(),
    abandoned: false,
  };
  let loop: Promise<void> | undefined;
  return {
    start() {
      loop ??= runLoop(run);
    },
    wake: bell.ring,
    async stop(graceMs) {
      run.stopping.abort();
      await within(ports.clock, loop, graceMs);
      run.breakOff.abort();
      await within(ports.clock, loop, AFTER_BREAK_OFF_MS);
      run.abandoned = true;
    },
  };
}

async function runLoop(run: Run): Promise<void> {
  const { ports, bell, stopping } = run;
  while (!stopping.signal.aborted) {
    try {
      const correction = await ports.corrections.next(BATCH);
      if (correction === undefined) await bell.wait(stopping.signal, LOOK_EVERY_MS);
      else await correctBatch(run, correction);
    } catch (error) {
      ports.log.error('the corrector met a failure and goes on', { error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** Corrects a batch, a few messages at a time, and moves the cursor past the first ones that are done without a gap. */
async function correctBatch(run: Run, correction: Correction): Promise<void> {
  const { ports, stopping } = run;
  const results: Corrected[] = [];
  let next = 0;
  const work = async () => {
    while (!stopping.signal.aborted && next < correction.messages.length) {
      const index = next;
      next += 1;
      results[index] = await correctSafely(run, correction, index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const outcomes: CorrectionOutcome[] = [];
  for (const [index, { cursor }] of correction.messages.entries()) {
    const state = results[index];
    if (typeof state !== 'string') break;
    outcomes.push({ cursor, state });
  }
  if (outcomes.length > 0 && !run.abandoned) await ports.corrections.advance(correction, outcomes, ports.clock.now());
}

async function correctSafely(run: Run, correction: Correction, index: number): Promise<Corrected> {
  const { ports, stopping, breakOff } = run;
  const sent = correction.messages[index];
  if (sent === undefined) return undefined;
  try {
    const signals = { stopping: stopping.signal, breakOff: breakOff.signal };
    const corrected = await correctMessage(sent, correction, ports, signals);
    if (typeof corrected === 'object') halt(run, corrected.reason);
    return corrected;
  } catch (error) {
    // A bug of ours with one message; the others shall not wait for its repair.
    ports.log.error('a message could not be corrected', { delivery: sent.cursor, error });
    return stopping.signal.aborted ? undefined : 'failed';
  }
}

function halt(run: Run, reason: string): void {
  if (run.stopping.signal.aborted) return;
  run.stopping.abort();
  run.ports.onUnauthorised(reason);
}
