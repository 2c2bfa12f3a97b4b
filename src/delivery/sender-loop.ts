import type { Clock } from '../telegram/clock.ts';
import {
  AFTER_FAILURE_MS,
  bring,
  handBackWaiting,
  heldForMs,
  type SenderRun,
  type SenderRunPorts,
  settleLeftovers,
} from './sender-run.ts';
import { within } from './within.ts';

export interface SenderLoopPorts extends SenderRunPorts {
  /**
   * Resolves when the updates that waited at the start have been read: without them the ids of recent messages are
   * not known. Waited for a few seconds only.
   */
  readonly caughtUp?: Promise<unknown>;
}

/** The sender as its loop sees it. */
export interface SenderLoop extends SenderRun {
  readonly ports: SenderLoopPorts;
  lookedForFinishedAt: number;
  /** When something was to be due, as it was last known. */
  dueAt: Date | undefined;
  /** By how much the date was ahead of what has elapsed, when last looked. */
  dateAheadMs: number;
}

// Lost answers take long to settle and hold up nobody else, but not without bound. So do ends that cannot be written.
const MOST_SETTLING = 50;
const MOST_UNWRITTEN = 500;
const CAUGHT_UP_WITHIN_MS = 5_000;
// A row may be due and not claimable, e.g. while another one goes to the same chat.
const SHORTEST_NAP_MS = 1_000;
const FINISHED_AT_LEAST_EVERY_MS = 5_000;
const LONG_PAUSE_MS = 5_000;
// The date may be set, or a machine sleep, which no timer notices.
const LONGEST_NAP_MS = 60_000;
const SET_BACK_MS = 2_000;

/** Claims and sends until it is to stop. */
export async function runLoop(run: SenderLoop): Promise<void> {
  const { ports, stopping, bell } = run;
  // Failing to catch up is the poller's own affair; here it only means that there is nothing to wait for.
  const caughtUp = ports.caughtUp?.catch(() => undefined);
  if (caughtUp !== undefined) await within(ports.clock, caughtUp, CAUGHT_UP_WITHIN_MS);
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
async function step(run: SenderLoop): Promise<number | undefined> {
  const { ports, sending, settling, closings, traffic } = run;
  const pausedForMs = ports.pace.pausedForMs();
  // Who stops in a long pause gets nothing after it.
  if (pausedForMs > LONG_PAUSE_MS && sending.size() > 0) handBackWaiting(run);
  await noticeSetBack(run);
  const idleForMs = Math.max(pausedForMs, heldForMs(run));
  if (idleForMs > 0) return idleForMs;
  // Only the bell ends a wait for these two; what is slow among those being sent shows only with time.
  if (settling.size() >= MOST_SETTLING || closings.size() >= MOST_UNWRITTEN) return undefined;
  const room = traffic.room(ports.pace.rate());
  if (room === 0) return SHORTEST_NAP_MS;

  const now = ports.clock.now();
  // A claim may close what is due without sending it.
  if (run.dueAt !== undefined && run.dueAt <= now) run.changed = true;
  const claims = await ports.ledger.claim(room, now, ports.messageIds.greatest());
  for (const claim of claims) sending.add(bring(run, claim));
  await reportFinished(run, claims.length === 0);
  // No room is left; each delivery rings when it ends.
  if (claims.length === room) return SHORTEST_NAP_MS;
  run.dueAt = await ports.ledger.nextDueAt();
  if (run.dueAt === undefined) return undefined;
  return Math.min(LONGEST_NAP_MS, Math.max(SHORTEST_NAP_MS, run.dueAt.getTime() - ports.clock.now().getTime()));
}

async function noticeSetBack(run: SenderLoop): Promise<void> {
  const { ledger, clock, log } = run.ports;
  const aheadMs = dateAheadMs(clock);
  const backMs = Math.round(run.dateAheadMs - aheadMs);
  if (backMs >= SET_BACK_MS) {
    log.warn('the clock was set back', { ms: backMs });
    await ledger.noteSetBack(backMs, clock.now());
  }
  // A clock that is slowed down little by little adds up too.
  if (backMs < 0 || backMs >= SET_BACK_MS) run.dateAheadMs = aheadMs;
}

/** By how much the date is ahead of what has elapsed. */
export function dateAheadMs({ now, elapsedMs }: Clock): number {
  return now().getTime() - elapsedMs();
}

async function reportFinished(run: SenderLoop, idle: boolean): Promise<void> {
  const { ports, budget } = run;
  const now = ports.clock.elapsedMs();
  if (!run.changed || (!idle && now - run.lookedForFinishedAt < FINISHED_AT_LEAST_EVERY_MS)) return;
  run.changed = false;
  run.lookedForFinishedAt = now;
  try {
    const finished = await ports.ledger.takeFinished(ports.clock.now());
    for (const id of finished) budget.forget(id);
    if (finished.length > 0) ports.onChange();
    else if (idle) ports.onIdle?.();
  } catch (error) {
    run.changed = true;
    throw error;
  }
}
