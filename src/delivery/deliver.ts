import type { Logger } from '../log.ts';
import type { OutgoingMessage } from '../render/message.ts';
import type { Clock } from '../telegram/clock.ts';
import type { Failure } from '../telegram/outcome.ts';
import type { Pace } from '../telegram/pace.ts';
import type { ChatId } from './ports/ids.ts';
import type { ClaimedDelivery, DeliveryResult } from './ports/ledger.ts';
import { MOST_ATTEMPTS, retryDelayMs } from './retry-delay.ts';

export type SendOutcome = { readonly state: 'sent'; readonly messageId: number } | Failure;

/** What came of one delivery; `unsure` and `unauthorised` leave the row to be dealt with by the sender. */
export type Delivered =
  | DeliveryResult
  | { readonly state: 'unsure'; readonly reason: string }
  | { readonly state: 'unauthorised'; readonly reason: string };

export interface DeliverPorts {
  /**
   * The messages that can bring this delivery, best first (photo card, text card, plain text); `undefined` while the
   * article is not in the catalogue.
   */
  compose(claim: ClaimedDelivery): Promise<readonly OutgoingMessage[] | undefined>;
  /** One call to Telegram; does not wait, retry or throw. */
  send(chatId: ChatId, message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome>;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface DeliverSignals {
  /** Ends waiting: whatever is not being sent at this moment goes back in line. */
  readonly stopping: AbortSignal;
  /** Breaks off calls under way; their fate is unsure. */
  readonly breakOff: AbortSignal;
}

/** Brings one claimed delivery to its reader, stepping down the ladder where Telegram refuses a message. */
export async function deliver(
  claim: ClaimedDelivery,
  ports: DeliverPorts,
  signals: DeliverSignals,
): Promise<Delivered> {
  const ladder = await composeSafely(claim, ports);
  if ('state' in ladder) return ladder;
  let refusal = 'nothing to send';
  for (let rung = 0; rung < ladder.length; ) {
    const message = ladder[rung];
    if (message === undefined) break;
    if (!(await takeSlot(claim, ports.pace, signals.stopping))) return handBack(ports.clock);
    const outcome = await sendSafely(claim, message, ports, signals.breakOff);
    switch (outcome.state) {
      case 'wait':
        // The same message again, once the pause that now holds for everybody is over.
        ports.log.info('Telegram asks for a pause', { seconds: outcome.seconds });
        ports.pace.pause(outcome.seconds);
        break;
      case 'refused':
      case 'missing':
      case 'notModified':
        refusal = 'reason' in outcome ? outcome.reason : 'not modified';
        ports.log.warn('message refused', { delivery: claim.id, kind: message.kind, rung, reason: refusal });
        rung += 1;
        break;
      default:
        return conclude(claim, outcome, ports.clock);
    }
  }
  return { state: 'failed', reason: refusal };
}

type Conclusive = Exclude<SendOutcome, { state: 'wait' | 'refused' | 'missing' | 'notModified' }>;

function conclude(claim: ClaimedDelivery, outcome: Conclusive, clock: Clock): Delivered {
  switch (outcome.state) {
    case 'sent':
    case 'gone':
    case 'unsure':
    case 'unauthorised':
      return outcome;
    case 'moved':
      return follow(claim, outcome.chatId as ChatId);
    case 'denied':
      return { state: 'failed', reason: outcome.reason };
    case 'retry':
    case 'conflict':
      return tryLater(claim, outcome.reason, clock);
    default:
      return outcome satisfies never;
  }
}

/** Chats move once; one that sends us in a circle is not followed for ever. */
function follow(claim: ClaimedDelivery, chatId: ChatId): DeliveryResult {
  if (chatId === claim.chatId || claim.attempt >= MOST_ATTEMPTS) {
    return { state: 'failed', reason: `moved again and again, last to ${chatId}` };
  }
  return { state: 'moved', chatId };
}

/** Due again after a growing delay; failed when it has been tried for the better part of a day. */
export function tryLater(claim: ClaimedDelivery, reason: string, clock: Clock): DeliveryResult {
  if (claim.attempt >= MOST_ATTEMPTS) return { state: 'failed', reason: `gave up: ${reason}` };
  const dueAt = new Date(clock.now().getTime() + retryDelayMs(claim.attempt));
  return { state: 'pending', dueAt, reason };
}

/** Back in line at its old place. */
export function handBack(clock: Clock): DeliveryResult {
  return { state: 'pending', dueAt: clock.now(), reason: 'handed back' };
}

async function composeSafely(
  claim: ClaimedDelivery,
  { compose, log, clock }: DeliverPorts,
): Promise<readonly OutgoingMessage[] | DeliveryResult> {
  try {
    // A file may be missing for a moment, and after a restart all of them: no reason to give up a reader's message.
    return (await compose(claim)) ?? tryLater(claim, 'the article is not in the catalogue', clock);
  } catch (error) {
    // A bug of ours: nothing has been sent, and a repaired program shall find the delivery still waiting.
    log.error('a delivery could not be composed', { delivery: claim.id, article: claim.articleId, error });
    return tryLater(claim, 'could not be composed', clock);
  }
}

async function sendSafely(
  claim: ClaimedDelivery,
  message: OutgoingMessage,
  { send, log }: DeliverPorts,
  signal: AbortSignal,
): Promise<SendOutcome> {
  try {
    return await send(claim.chatId, message, signal);
  } catch (error) {
    log.error('sending failed in an unforeseen way', { delivery: claim.id, error });
    return { state: 'unsure', reason: 'unforeseen failure' };
  }
}

async function takeSlot({ chatId }: ClaimedDelivery, pace: Pace, signal: AbortSignal): Promise<boolean> {
  try {
    await pace.take('push', chatId, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
