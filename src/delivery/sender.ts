import { type Bell, createBell } from './bell.ts';
import { createClosingQueue } from './closing-queue.ts';
import { createTraffic } from './concurrency.ts';
import { createErrorBudget } from './error-budget.ts';
import { dateAheadMs, runLoop, type SenderLoop, type SenderLoopPorts } from './sender-loop.ts';
import { handBackWaiting } from './sender-run.ts';
import { createTaskSet } from './task-set.ts';
import { within } from './within.ts';

/**
 * Brings announcements to readers. The ledger holds the truth: a row is `sending` before the call and closed after it,
 * so whatever this process loses on its way out, the next one finds. All waiting is done here and in the pace, never
 * in the client: after a 429 everybody waits, a broken network backs off, a lost answer is settled by asking.
 */
export interface Sender {
  start(): void;
  /** There may be something to send. */
  wake(): void;
  /**
   * From now on nothing is claimed or sent for that long, because another program may be doing the same; what has not
   * begun is handed back, calls under way end. A shorter hold never ends a longer one.
   */
  hold(ms: number): void;
  /**
   * Claims no more, hands back what has not begun, and waits `graceMs` for calls under way; those that take longer
   * are broken off and settled at the next start. The ledger is not used after it resolves.
   */
  stop(graceMs: number): Promise<void>;
}

export type SenderPorts = SenderLoopPorts;

const AFTER_BREAK_OFF_MS = 1_000;

/** Nothing happens before `start`. */
export function createSender(ports: SenderPorts): Sender {
  const { clock } = ports;
  const bell = createBell(clock);
  const run = createLoop(ports, bell);
  let loop: Promise<void> | undefined;
  return {
    start() {
      loop ??= runLoop(run);
    },
    wake() {
      run.changed = true;
      bell.ring();
    },
    hold(ms) {
      run.heldUntil = Math.max(run.heldUntil, clock.elapsedMs() + ms);
      handBackWaiting(run);
      bell.ring();
    },
    async stop(graceMs) {
      run.stopping.abort();
      run.waiting.abort();
      const ended = everythingEnded(run, loop);
      await within(clock, ended, graceMs);
      run.breakOff.abort();
      await within(clock, ended, AFTER_BREAK_OFF_MS);
      run.abandoned = true;
    },
  };
}

function createLoop(ports: SenderPorts, bell: Bell): SenderLoop {
  const report = (error: unknown) => ports.log.error('a delivery was left unfinished', { error });
  const stopping = new AbortController();
  const run: SenderLoop = {
    ports,
    bell,
    traffic: createTraffic(ports.clock),
    budget: createErrorBudget(),
    closings: createClosingQueue({
      ...{ ledger: ports.ledger, clock: ports.clock, log: ports.log, stopping: stopping.signal },
      abandoned: () => run.abandoned,
      onWritten() {
        run.changed = true;
        bell.ring();
      },
    }),
    sending: createTaskSet(report, bell.ring),
    settling: createTaskSet(report, bell.ring),
    pausing: createTaskSet(report, bell.ring),
    stopping,
    breakOff: new AbortController(),
    waiting: new AbortController(),
    heldUntil: 0,
    abandoned: false,
    changed: true,
    lookedForFinishedAt: 0,
    dueAt: undefined,
    dateAheadMs: dateAheadMs(ports.clock),
  };
  return run;
}

/** In this order: the loop begins deliveries, a delivery may go on as one to settle, and both leave ends to be written. */
async function everythingEnded(run: SenderLoop, loop: Promise<void> | undefined): Promise<void> {
  await loop;
  await run.sending.ended();
  await run.settling.ended();
  await run.pausing.ended();
  await run.closings.ended();
}
