import { type Bell, createBell } from './bell.ts';
import { type DeliverPorts, deliver, handBack } from './deliver.ts';
import type { AnnouncementProgress, ClaimedDelivery, DeliveryResult, Ledger } from './ports.ts';
import { type SettlePorts, settle } from './settle.ts';
import { createTaskSet, type TaskSet } from './task-set.ts';

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

export interface SenderPorts extends DeliverPorts, SettlePorts {
  readonly ledger: Ledger;
  /**
   * Resolves when the updates that waited at the start have been read: without them the ids of recent messages are
   * not known. Waited for a few seconds only.
   */
  readonly caughtUp?: Promise<unknown>;
  /** Deliveries under way at once. */
  readonly concurrency?: number;
  /** An announcement has no open delivery left. Must not throw. */
  onFinished(progress: AnnouncementProgress): void;
  /** Telegram refuses the token; the sender has stopped and lost nothing. */
  onUnauthorised(reason: string): void;
}

const DEFAULT_CONCURRENCY = 16;
// Lost answers take long to settle and hold up nobody else, but not without bound.
const MOST_SETTLING = 50;
const LEFTOVERS_AT_ONCE = 16;
const CAUGHT_UP_WITHIN_MS = 5_000;
// A row may be due and not claimable, e.g. while another one goes to the same chat.
const SHORTEST_NAP_MS = 1_000;
const AFTER_FAILURE_MS = 5_000;
const FINISHED_AT_LEAST_EVERY_MS = 5_000;
const AFTER_BREAK_OFF_MS = 1_000;

interface Run {
  readonly ports: SenderPorts;
  readonly bell: Bell;
  readonly sending: TaskSet;
  readonly settling: TaskSet;
  readonly stopping: AbortController;
  readonly breakOff: AbortController;
  /** Set when the ledger may be used no more. */
  abandoned: boolean;
  /** Something was closed or announced since finished announcements were last looked for. */
  changed: boolean;
  lookedForFinishedAt: number;
}

/** Nothing happens before `start`. */
export function createSender(ports: SenderPorts): Sender {
  const bell = createBell(ports.clock);
  const report = (error: unknown) => ports.log.error('a delivery was left unfinished', { error });
  const run: Run = {
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
async function everythingEnded({ sending, settling }: Run, loop: Promise<void> | undefined): Promise<void> {
  await loop;
  await sending.ended();
  await settling.ended();
}

async function within({ ports }: Run, work: Promise<unknown>, ms: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, ports.clock.sleep(ms, timer.signal)]);
  timer.abort();
}

async function runLoop(run: Run): Promise<void> {
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
async function step(run: Run): Promise<number | undefined> {
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

async function reportFinished(run: Run, idle: boolean): Promise<void> {
  const { ports } = run;
  const now = ports.clock.elapsedMs();
  if (!run.changed || (!idle && now - run.lookedForFinishedAt < FINISHED_AT_LEAST_EVERY_MS)) return;
  run.changed = false;
  run.lookedForFinishedAt = now;
  for (const progress of await ports.ledger.takeFinished(ports.clock.now())) ports.onFinished(progress);
}

async function bring(run: Run, claim: ClaimedDelivery): Promise<void> {
  const { ports, stopping, breakOff } = run;
  // Claimed while the order to stop came in.
  if (stopping.signal.aborted) return close(run, claim, handBack(ports.clock));
  const outcome = await deliver(claim, ports, { stopping: stopping.signal, breakOff: breakOff.signal });
  if (outcome.state === 'unauthorised') {
    halt(run, outcome.reason);
    return close(run, claim, handBack(ports.clock));
  }
  if (outcome.state !== 'unsure') return close(run, claim, outcome);
  ports.log.warn('the answer to a delivery was lost', { delivery: claim.id, reason: outcome.reason });
  run.settling.add(settleAndClose(run, claim));
}

/** Does not give up before it is stopped: a row left `sending` would hold back all that comes after for this reader. */
async function settleAndClose(run: Run, claim: ClaimedDelivery): Promise<void> {
  const { ports, stopping } = run;
  while (!stopping.signal.aborted) {
    try {
      const result = await settle(claim, ports, stopping.signal);
      if (result?.state === 'unauthorised') halt(run, result.reason);
      else if (result !== undefined) await close(run, claim, result);
      return;
    } catch (error) {
      ports.log.error('a lost answer could not be settled yet', { delivery: claim.id, error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** What an earlier process left `sending`, a few at a time. */
async function settleLeftovers(run: Run): Promise<void> {
  const { ports, stopping } = run;
  while (!stopping.signal.aborted) {
    try {
      const rows = await ports.ledger.unsure(LEFTOVERS_AT_ONCE);
      if (rows.length === 0) return;
      await Promise.all(rows.map((claim) => settleAndClose(run, claim)));
    } catch (error) {
      ports.log.error('the deliveries of an earlier run could not be read yet', { error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** Writes the end of a delivery, again and again while the database is out of reach. */
async function close(run: Run, claim: ClaimedDelivery, result: DeliveryResult): Promise<void> {
  const { ports, stopping } = run;
  if (result.state === 'sent') ports.messageIds.note(claim.chatId, result.messageId);
  for (let written = false; !written && !run.abandoned; ) {
    try {
      await ports.ledger.close(claim.id, result, ports.clock.now());
      written = true;
    } catch (error) {
      ports.log.error('the end of a delivery could not be written', { delivery: claim.id, state: result.state, error });
      if (stopping.signal.aborted) return;
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
  run.changed = true;
}

function halt(run: Run, reason: string): void {
  if (run.stopping.signal.aborted) return;
  run.stopping.abort();
  run.ports.onUnauthorised(reason);
}
