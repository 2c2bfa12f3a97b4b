import type { Bell } from './bell.ts';
import type { ClosingQueue } from './closing-queue.ts';
import type { Traffic } from './concurrency.ts';
import { type DeliverPorts, deliver } from './deliver.ts';
import { type Ended, handBack } from './ended.ts';
import type { ErrorBudget, Fault, Verdict } from './error-budget.ts';
import type { Announcements } from './ports/announcements.ts';
import type { AnnouncementId } from './ports/ids.ts';
import type { ClaimedDelivery, Ledger } from './ports/ledger.ts';
import { type SettlePorts, settle } from './settle.ts';
import type { TaskSet } from './task-set.ts';

export interface SenderRunPorts extends DeliverPorts, SettlePorts {
  readonly ledger: Ledger;
  /** Stops handing out an announcement's deliveries; `false` when it is not running anyway. */
  readonly pause: Announcements['pause'];
  /** An announcement was paused or has finished. Must not throw. */
  onChange(): void;
  /** Something was sent, closed or put off, and what is still open waits for later. Must not throw. */
  onIdle?(): void;
  /** Telegram refuses the token; the sender has stopped and lost nothing. */
  onUnauthorised(reason: string): void;
}

/** One life of the sender, from start to stop. */
export interface SenderRun {
  readonly ports: SenderRunPorts;
  readonly bell: Bell;
  readonly traffic: Traffic;
  readonly budget: ErrorBudget;
  readonly closings: ClosingQueue;
  readonly sending: TaskSet;
  readonly settling: TaskSet;
  readonly pausing: TaskSet;
  readonly stopping: AbortController;
  readonly breakOff: AbortController;
  /** Aborted to hand back all that waits for its slot, then replaced. */
  waiting: AbortController;
  /** Nothing is claimed or sent before: milliseconds that only grow. */
  heldUntil: number;
  /** Set when the ledger may be used no more. */
  abandoned: boolean;
  /** Something was closed or announced since finished announcements were last looked for. */
  changed: boolean;
}

/** How long to leave alone what has just failed in an unforeseen way, such as a database that is out of reach. */
export const AFTER_FAILURE_MS = 5_000;
// More than one process ever has under way.
const MOST_LEFTOVERS = 1_000;
const LEFTOVERS_AT_ONCE = 16;
const RESUME_AFTER_MS = 15 * 60_000;

/** Sends one claimed delivery and sees to it that its end is written; a lost answer goes on as one to settle. */
export async function bring(run: SenderRun, claim: ClaimedDelivery): Promise<void> {
  const { ports, waiting, breakOff, traffic } = run;
  const begunAt = ports.clock.elapsedMs();
  const passage = traffic.enter();
  try {
    const outcome = await deliver(claim, ports, {
      waiting: waiting.signal,
      breakOff: breakOff.signal,
      held: () => heldForMs(run) > 0,
      stepAside() {
        passage.stepAside();
        run.bell.ring();
      },
      noteLatency: traffic.noteLatency,
    });
    if (outcome.state === 'unsure') {
      ports.log.warn('the answer to a delivery was lost', { delivery: claim.id, reason: outcome.reason });
      run.settling.add(settleAndEnd(run, claim, traffic.peak()));
      return;
    }
    if (outcome.state === 'unauthorised') halt(run, outcome.reason);
    // Not waited for: the slot is free for the next one while this end is being written.
    void end(run, claim, outcome.state === 'ended' ? outcome : handBack(ports.clock), begunAt);
  } finally {
    passage.leave();
  }
}

/** Does not give up before it is stopped: a row left `sending` would hold back all that comes after for this reader. */
async function settleAndEnd(run: SenderRun, claim: ClaimedDelivery, callsUnderWay: number): Promise<void> {
  const { ports, stopping } = run;
  const begunAt = ports.clock.elapsedMs();
  while (!stopping.signal.aborted) {
    try {
      const outcome = await settle(claim, ports, callsUnderWay, stopping.signal);
      if (outcome?.state === 'unauthorised') halt(run, outcome.reason);
      else if (outcome !== undefined) await end(run, claim, outcome, begunAt);
      return;
    } catch (error) {
      ports.log.error('a lost answer could not be settled yet', { delivery: claim.id, error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** What an earlier process left `sending`, a few at a time. */
export async function settleLeftovers(run: SenderRun): Promise<void> {
  const { ports, stopping } = run;
  while (!stopping.signal.aborted) {
    try {
      const claims = await ports.ledger.unsure(MOST_LEFTOVERS);
      if (claims.length === 0) return;
      const rest = [...claims];
      const settleRest = async () => {
        for (let claim = rest.shift(); claim !== undefined; claim = rest.shift()) {
          await settleAndEnd(run, claim, claims.length);
        }
      };
      await Promise.all(Array.from({ length: LEFTOVERS_AT_ONCE }, settleRest));
    } catch (error) {
      ports.log.error('the deliveries of an earlier run could not be read yet', { error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** Milliseconds for which nothing may be sent on the sender's own account; 0 when it may. */
export function heldForMs({ heldUntil, ports }: SenderRun): number {
  return Math.max(0, heldUntil - ports.clock.elapsedMs());
}

/** All that waits for a slot goes back in line. */
export function handBackWaiting(run: SenderRun): void {
  run.waiting.abort();
  if (!run.stopping.signal.aborted) run.waiting = new AbortController();
}

async function end(run: SenderRun, claim: ClaimedDelivery, { result, verdict }: Ended, begunAt: number): Promise<void> {
  if (result.state === 'sent') run.ports.messageIds.note(claim.chatId, result.messageId);
  if (verdict !== undefined) count(run, claim, verdict, begunAt);
  await run.closings.close(claim.id, result);
}

/** Counts an outcome for each announcement of the message, and pauses those that fail too often. */
function count(run: SenderRun, { id, articles }: ClaimedDelivery, verdict: Verdict, begunAt: number): void {
  const now = run.ports.clock.elapsedMs();
  for (const announcementId of new Set(articles.map((article) => article.announcementId))) {
    const fault = run.budget.note(announcementId, id, verdict, begunAt, now);
    if (fault !== undefined) run.pausing.add(pauseAnnouncement(run, announcementId, fault));
  }
}

/** What is wrong with our messages takes a person to mend; Telegram and the way to it recover by themselves. */
async function pauseAnnouncement(run: SenderRun, id: AnnouncementId, { whose, reason }: Fault): Promise<void> {
  const { ports } = run;
  const resumeAt = new Date(ports.clock.now().getTime() + RESUME_AFTER_MS);
  ports.log.warn('an announcement is paused, too many deliveries fail', { announcement: id, whose, reason });
  try {
    const pause = { reason: 'faults', note: reason, ...(whose === 'telegram' ? { resumeAt } : {}) } as const;
    if (!run.abandoned && (await ports.pause(id, pause))) ports.onChange();
  } catch (error) {
    // The next faults overdraw the new budget as well.
    ports.log.error('an announcement could not be paused', { announcement: id, error });
  }
}

function halt(run: SenderRun, reason: string): void {
  if (run.stopping.signal.aborted) return;
  run.stopping.abort();
  run.waiting.abort();
  run.ports.onUnauthorised(reason);
}
