import { type DeliverPorts, deliver, handBack } from './deliver.ts';
import type { ClaimedDelivery, DeliveryResult, Ledger } from './ports/ledger.ts';
import { type SettlePorts, settle } from './settle.ts';
import type { TaskSet } from './task-set.ts';

export interface SenderRunPorts extends DeliverPorts, SettlePorts {
  readonly ledger: Ledger;
  /** Telegram refuses the token; the sender has stopped and lost nothing. */
  onUnauthorised(reason: string): void;
}

/** One life of the sender, from start to stop. */
export interface SenderRun {
  readonly ports: SenderRunPorts;
  readonly sending: TaskSet;
  readonly settling: TaskSet;
  readonly stopping: AbortController;
  readonly breakOff: AbortController;
  /** Set when the ledger may be used no more. */
  abandoned: boolean;
  /** Something was closed or announced since finished announcements were last looked for. */
  changed: boolean;
}

/** How long to leave alone what has just failed in an unforeseen way, such as a database that is out of reach. */
export const AFTER_FAILURE_MS = 5_000;
const LEFTOVERS_AT_ONCE = 16;

/** Sends one claimed delivery and writes how it ended; a lost answer goes on as one to settle. */
export async function bring(run: SenderRun, claim: ClaimedDelivery): Promise<void> {
  const { ports, stopping, breakOff } = run;
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
async function settleAndClose(run: SenderRun, claim: ClaimedDelivery): Promise<void> {
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
export async function settleLeftovers(run: SenderRun): Promise<void> {
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
async function close(run: SenderRun, claim: ClaimedDelivery, result: DeliveryResult): Promise<void> {
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

function halt(run: SenderRun, reason: string): void {
  if (run.stopping.signal.aborted) return;
  run.stopping.abort();
  run.ports.onUnauthorised(reason);
}
