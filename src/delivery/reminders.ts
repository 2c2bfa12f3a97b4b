import type { OutgoingMessage } from '../render/message.ts';
import { type Bell, createBell } from './bell.ts';
import { type DeliverPorts, deliver, type Sendable } from './deliver.ts';
import { handBack } from './ended.ts';
import type { DeliveryResult } from './ports/ledger.ts';
import type { ClaimedReminder, DueReminders } from './ports/reminders.ts';
import { type SettlePorts, settle } from './settle.ts';
import { createTaskSet, type TaskSet } from './task-set.ts';
import { within } from './within.ts';

/**
 * Reminds readers of what they wanted to read, when they wanted to be reminded. It sends the way the sender does: a
 * reminder is claimed before its message goes out and ended after it, and a lost answer is settled by asking, so that
 * neither a crash nor a broken connection brings the same one twice.
 */
export interface ReminderSender {
  start(): void;
  /** A reminder was set or taken back. */
  wake(): void;
  /** Claims nothing for that long, because another program may be sending. A shorter hold never ends a longer one. */
  hold(ms: number): void;
  /** Claims no more and waits `graceMs` for calls under way, then breaks them off. Nothing is used after it resolves. */
  stop(graceMs: number): Promise<void>;
}

/** What can remind of a claim's articles, best first; `undefined` when none of them is there any more. */
export type RenderReminder = (claim: ClaimedReminder) => Promise<readonly OutgoingMessage[] | undefined>;

export interface ReminderPorts extends Omit<DeliverPorts, 'compose'>, SettlePorts {
  readonly reminders: DueReminders;
  readonly render: RenderReminder;
  /** Resolves when the updates that waited at the start have been read; waited for a few seconds only. */
  readonly caughtUp?: Promise<unknown>;
  /** Telegram refuses the token; the reminders have stopped and lost nothing. */
  onUnauthorised(reason: string): void;
}

interface Run {
  readonly ports: ReminderPorts;
  readonly bell: Bell;
  readonly settling: TaskSet;
  readonly stopping: AbortController;
  readonly breakOff: AbortController;
  heldUntil: number;
  /** Set when the store may be used no more. */
  abandoned: boolean;
}

const AT_ONCE = 16;
// What an earlier process can have had under way, and some more.
const MOST_LEFTOVERS = 100;
const MOST_SETTLING = 50;
const CAUGHT_UP_WITHIN_MS = 5_000;
const AFTER_FAILURE_MS = 5_000;
const AFTER_BREAK_OFF_MS = 1_000;
// One may be due and not claimable, while another message goes to the same reader.
const SHORTEST_NAP_MS = 1_000;
// The date may be set, or a machine sleep, which no timer notices.
const LONGEST_NAP_MS = 60_000;

/** Nothing happens before `start`. */
export function createReminders(ports: ReminderPorts): ReminderSender {
  const { clock, log } = ports;
  const bell = createBell(clock);
  const run: Run = {
    ...{ ports, bell },
    settling: createTaskSet((error) => log.error('a reminder was left unfinished', { error }), bell.ring),
    stopping: new AbortController(),
    breakOff: new AbortController(),
    heldUntil: 0,
    abandoned: false,
  };
  let loop: Promise<void> | undefined;
  return {
    start() {
      loop ??= runLoop(run);
    },
    wake: bell.ring,
    hold(ms) {
      run.heldUntil = Math.max(run.heldUntil, clock.elapsedMs() + ms);
    },
    async stop(graceMs) {
      run.stopping.abort();
      const ended = loop?.then(() => run.settling.ended());
      await within(clock, ended, graceMs);
      run.breakOff.abort();
      await within(clock, ended, AFTER_BREAK_OFF_MS);
      run.abandoned = true;
    },
  };
}

async function runLoop(run: Run): Promise<void> {
  const { ports, stopping, bell } = run;
  // Failing to catch up is the poller's own affair; here it only means that there is nothing to wait for.
  const caughtUp = ports.caughtUp?.catch(() => undefined);
  if (caughtUp !== undefined) await within(ports.clock, caughtUp, CAUGHT_UP_WITHIN_MS);
  run.settling.add(settleLeftovers(run));
  while (!stopping.signal.aborted) {
    try {
      const napMs = await step(run);
      if (napMs !== 0) await bell.wait(stopping.signal, napMs);
    } catch (error) {
      ports.log.error('the reminders met a failure and go on', { error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** Sends what is due, a few at a time. Gives how long to wait for the bell; `undefined`: until it rings. */
async function step(run: Run): Promise<number | undefined> {
  const { reminders, clock, pace, messageIds } = run.ports;
  const idleForMs = Math.max(pace.pausedForMs(), heldForMs(run));
  if (idleForMs > 0) return Math.min(LONGEST_NAP_MS, idleForMs);
  if (run.settling.size() >= MOST_SETTLING) return undefined;
  const claims = await reminders.claim(AT_ONCE, clock.now(), messageIds.greatest());
  if (claims.length > 0) {
    await Promise.all(claims.map((claim) => bring(run, claim, claims.length)));
    return 0;
  }
  const dueAt = await reminders.nextDueAt();
  if (dueAt === undefined) return undefined;
  return Math.min(LONGEST_NAP_MS, Math.max(SHORTEST_NAP_MS, dueAt.getTime() - clock.now().getTime()));
}

async function bring(run: Run, claim: ClaimedReminder, atOnce: number): Promise<void> {
  const { ports, stopping, breakOff } = run;
  const { render, ...others } = ports;
  // Without a message the reminder ends: what was taken away is nothing to be reminded of.
  const compose = async () => (await render(claim)) ?? [];
  const outcome = await deliver(
    sendable(claim),
    { ...others, compose },
    {
      waiting: stopping.signal,
      breakOff: breakOff.signal,
      held: () => heldForMs(run) > 0,
      stepAside: () => undefined,
      noteLatency: () => undefined,
    },
  );
  switch (outcome.state) {
    case 'ended':
      return end(run, claim, outcome.result);
    case 'unsure':
      ports.log.warn('the answer to a reminder was lost', { chat: claim.chatId, reason: outcome.reason });
      run.settling.add(settleAndEnd(run, claim, atOnce));
      return;
    case 'unauthorised':
      halt(run, outcome.reason);
      return end(run, claim, handBack(ports.clock).result);
  }
}

async function settleLeftovers(run: Run): Promise<void> {
  const { ports, stopping } = run;
  while (!stopping.signal.aborted) {
    try {
      const claims = await ports.reminders.unsure(MOST_LEFTOVERS);
      if (claims.length === 0) return;
      for (const claim of claims) await settleAndEnd(run, claim, claims.length);
    } catch (error) {
      ports.log.error('the reminders of an earlier run could not be read yet', { error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** Does not give up before it is stopped: one left claimed would hold back all that its reader still wants. */
async function settleAndEnd(run: Run, claim: ClaimedReminder, callsUnderWay: number): Promise<void> {
  const { ports, stopping } = run;
  while (!stopping.signal.aborted) {
    try {
      const outcome = await settle(sendable(claim), ports, callsUnderWay, stopping.signal);
      if (outcome?.state === 'unauthorised') halt(run, outcome.reason);
      else if (outcome !== undefined) await end(run, claim, outcome.result);
      return;
    } catch (error) {
      ports.log.error('a lost answer to a reminder could not be settled yet', { chat: claim.chatId, error });
      await ports.clock.sleep(AFTER_FAILURE_MS, stopping.signal);
    }
  }
}

/** Writes the end until it is written; what cannot be before the program stops is settled at the next start. */
async function end(run: Run, claim: ClaimedReminder, result: DeliveryResult): Promise<void> {
  const { reminders, clock, log, messageIds } = run.ports;
  if (result.state === 'sent') messageIds.note(claim.chatId, result.messageId);
  while (!run.abandoned) {
    try {
      await reminders.close(claim, result, clock.now());
      return;
    } catch (error) {
      log.error('the end of a reminder could not be written', { chat: claim.chatId, error });
    }
    if (run.stopping.signal.aborted) return;
    await clock.sleep(AFTER_FAILURE_MS, run.stopping.signal);
  }
}

function heldForMs({ heldUntil, ports }: Run): number {
  return Math.max(0, heldUntil - ports.clock.elapsedMs());
}

function halt(run: Run, reason: string): void {
  if (run.stopping.signal.aborted) return;
  run.stopping.abort();
  run.ports.onUnauthorised(reason);
}

/** A claim in the terms of pushes, which it goes out as. */
function sendable(claim: ClaimedReminder): Sendable & ClaimedReminder {
  const articles = claim.articleIds.map((articleId) => ({ articleId }));
  return { ...claim, id: `reminder of ${claim.chatId}`, kind: 'push', articles };
}
