import { type Bell, createBell } from './bell.ts';
import type { Announcement } from './ports/announcements.ts';
import { AFTER_FAILURE_MS, bring, type SenderRun, type SenderRunPorts, settleLeftovers } from './sender-run.ts';
import { createTaskSet } from './task-set.ts';

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
   * Claims no more, hands back what has not begun, and waits `graceMs` for calls under way; those that take longer
   * are broken off and settled at the next start. The ledger is not used after it resolves.
   */
  stop(graceMs: number): Promise<void>;
}

export interface SenderPorts extends SenderRunPorts {
  /**
   * Resolves when the updates that waited at the start have been read: without them the ids of recent messages are
   * not known. Waited for a few seconds only.
   */
  readonly caughtUp?: Promise<unknown>;
  /** Deliveries under way at once. */
  readonly concurrency?: number;
  /** An announcement has no open delivery left. Must not throw. */
  onFinished(progress: Announcement): void;
}

// Calls take a fraction of a second, so a few keep the usual pace; each is one to settle after a crash.
const DEFAULT_CONCURRENCY = 8;
// Lost answers take long to settle and hold up nobody else, but not without bound.
const MOST_SETTLING = 50;
const CAUGHT_UP_WITHIN_MS = 5_000;
// A row may be due and not claimable, e.g. while another one goes to the same chat.
const SHORTEST_NAP_MS = 1_000;
const FINISHED_AT_LEAST_EVERY_MS = 5_000;
const AFTER_BREAK_OFF_MS = 1_000;

interface Loop extends SenderRun {
  readonly ports: SenderPorts;
  readonly bell: Bell;
  lookedForFinishedAt: number;
}

/** Nothing happens before `start`. */
export function createSender(ports: SenderPorts): Sender {
  const bell = createBell(ports.clock);
  const report = (error: unknown) => ports.log.error('a delivery was left unfinished', { error });
  const run: Loop = {
    ports,
    bell,
    sending: createTaskSet(report, bell.ring),
    settling: createTaskSet(report, bell.ring),
    stopping: new AbortController(),
    breakOff: new AbortController(),
    abandoned: false,
    changed: true,
    lookedForFinishedAt: 0,
  };
  let loop: Promise<void> | undefined;
  return {
    start() {
      loop ??= runLoop(run);
    },
    wake() {
      run.changed = true;
      bell.ring();
    },
    async stop(graceMs) {
      run.stopping.abort();
      const ended = everythingEnded(run, loop);
      await within(run, ended, graceMs);
      run.breakOff.abort();
      await within(run, ended, AFTER_BREAK_OFF_MS);
      run.abandoned = true;
    },
  };
}

/** In this order: the loop begins deliveries, and a delivery may go on as one to settle. */
async function everythingEnded({ sending, settling }: Loop, loop: Promise<void> | undefined): Promise<void> {
  await loop;
  await sending.ended();
  await settling.ended();
}

async function within({ ports }: Loop, work: Promise<unknown>, ms: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, ports.clock.sleep(ms, timer.signal)]);
  timer.abort();
}

async function runLoop(run: Loop): Promise<void> {
  const { ports, stopping, bell } = run;
  // Failing to catch up is the poller's own affair; here it only means that there is nothing to wait for.
  const caughtUp = ports.caughtUp?.catch(() => undefined);
  if (caughtUp !== undefined) await within(run, caughtUp, CAUGHT_UP_WITHIN_MS);
  run.settling.add(settleLeftovers(run));
  while (!stopping.signal.aborted) {
    try {
      await bell.wait(stopping.signal, await step(run));
    } catch (error) {
      ports.log.error('the sender met a failure and goes on', { error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** Claims what there is room for. Gives how long to wait for the bell; `undefined`: until it rings. */
async function step(run: Loop): Promise<number | undefined> {
  const { ports, sending, settling } = run;
  const pausedForMs = ports.pace.pausedForMs();
  if (pausedForMs > 0) return pausedForMs;
  const concurrency = ports.concurrency ?? DEFAULT_CONCURRENCY;
  const room = Math.min(concurrency - sending.size(), MOST_SETTLING - settling.size());
  // Half of the room at once: a transaction for each single row would cost more than sending it.
  if (room < Math.ceil(concurrency / 2)) return undefined;

  const claims = await ports.ledger.claim(room, ports.clock.now(), ports.messageIds.greatest());
  for (const claim of claims) sending.add(bring(run, claim));
  await reportFinished(run, claims.length === 0);
  // No room is left; each delivery rings when it ends.
  if (claims.length === room) return undefined;
  const dueAt = await ports.ledger.nextDueAt();
  return dueAt === undefined ? undefined : Math.max(SHORTEST_NAP_MS, dueAt.getTime() - ports.clock.now().getTime());
}

async function reportFinished(run: Loop, idle: boolean): Promise<void> {
  const { ports } = run;
  const now = ports.clock.elapsedMs();
  if (!run.changed || (!idle && now - run.lookedForFinishedAt < FINISHED_AT_LEAST_EVERY_MS)) return;
  run.changed = false;
  run.lookedForFinishedAt = now;
  try {
    for (const progress of await ports.ledger.takeFinished(ports.clock.now())) ports.onFinished(progress);
  } catch (error) {
    run.changed = true;
    throw error;
  }
}
