import type { ArticleId } from '../catalog/article.ts';
import type { Logger } from '../log.ts';
import type { OutgoingMessage } from '../render/message.ts';
import type { Clock } from '../telegram/clock.ts';
import type { Failure } from '../telegram/outcome.ts';
import type { Pace, Slot } from '../telegram/pace.ts';
import { type Ended, fail, handBack, tryLater } from './ended.ts';
import type { ChatId } from './ports/ids.ts';
import type { Addressed, ClaimedDelivery, MessageForm } from './ports/ledger.ts';
import { MOST_ATTEMPTS } from './retry-delay.ts';

export type SendOutcome = { readonly state: 'sent'; readonly messageId: number; readonly form: MessageForm } | Failure;

/** What came of one delivery; `unsure` and `unauthorised` leave the row to be dealt with by the sender. */
export type Delivered = Ended | { readonly state: 'unsure' | 'unauthorised'; readonly reason: string };

/** What sending needs to know of a claim. */
export interface Sendable extends Pick<ClaimedDelivery, 'kind' | 'chatId' | 'silent' | 'attempt'> {
  /** Names it in the log. */
  readonly id: number | string;
  readonly articles: readonly { readonly articleId: ArticleId }[];
}

/** The messages that can bring articles, best first (photo card, text card, plain text); `undefined` while none is in the catalogue. */
export type Compose<To = Addressed> = (to: To) => Promise<readonly OutgoingMessage[] | undefined>;

export interface DeliverPorts<Claim extends Sendable = ClaimedDelivery> {
  readonly compose: Compose<Claim>;
  /** One call to Telegram; does not wait, retry or throw. */
  send(
    message: OutgoingMessage,
    to: { readonly chatId: ChatId; readonly silent: boolean },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface DeliverControls {
  /** Ends waiting: whatever is not being sent at this moment goes back in line. */
  readonly waiting: AbortSignal;
  /** Breaks off calls under way; their fate is unsure. */
  readonly breakOff: AbortSignal;
  /** Nothing may be sent now. */
  held(): boolean;
  /** The next try has to wait for its chat: others may go first. */
  stepAside(): void;
  /** Hears how long an answered call took. */
  noteLatency(ms: number): void;
}

// Whoever waited so long for a slot may have stopped or unsubscribed meanwhile; only a new claim finds out.
const LONGEST_WAIT_MS = 30_000;

/** Brings one claimed delivery to its reader, stepping down the ladder where Telegram refuses a message. */
export async function deliver<Claim extends Sendable>(
  claim: Claim,
  ports: DeliverPorts<Claim>,
  controls: DeliverControls,
): Promise<Delivered> {
  const ladder = await composeSafely(claim, ports);
  if ('state' in ladder) return ladder;
  const begunAt = ports.clock.elapsedMs();
  let refusal = 'nothing to send';
  for (let rung = 0; rung < ladder.length; ) {
    const message = ladder[rung];
    if (message === undefined) break;
    const slot = await takeSlot(claim, ports.pace, controls.waiting);
    const late = ports.clock.elapsedMs() - begunAt > LONGEST_WAIT_MS;
    if (slot === undefined || late || controls.held()) return handBack(ports.clock);
    const outcome = await sendSafely(claim, message, ports, controls);
    if (outcome.state !== 'unsure') slot.answered();
    switch (outcome.state) {
      case 'wait':
        // The same message again, once the pause that now holds for everybody is over; after a long one, a new claim.
        ports.log.info('Telegram asks for a pause', { seconds: outcome.seconds });
        ports.pace.pause(outcome.seconds);
        break;
      case 'refused':
      case 'unsupported':
      case 'missing':
      case 'notModified':
        refusal = 'reason' in outcome ? outcome.reason : 'not modified';
        ports.log.warn('message refused', { delivery: claim.id, kind: message.kind, rung, reason: refusal });
        rung += 1;
        controls.stepAside();
        break;
      default:
        return conclude(claim, outcome, ports.clock);
    }
  }
  return fail(refusal, { whose: 'ours', reason: refusal });
}

type Conclusive = Exclude<SendOutcome, { state: 'wait' | 'refused' | 'unsupported' | 'missing' | 'notModified' }>;

function conclude(claim: Sendable, outcome: Conclusive, clock: Clock): Delivered {
  switch (outcome.state) {
    case 'sent':
    case 'gone':
      return { state: 'ended', result: outcome, verdict: 'fine' };
    case 'unsure':
    case 'unauthorised':
      return outcome;
    case 'moved':
      return follow(claim, outcome.chatId as ChatId);
    case 'denied':
      return fail(outcome.reason, 'fine');
    case 'retry':
    case 'conflict':
      return tryLater(claim, outcome.reason, clock, { whose: 'telegram', reason: outcome.reason });
    default:
      return outcome satisfies never;
  }
}

/** Chats move once; one that sends us in a circle is not followed for ever. */
function follow(claim: Sendable, chatId: ChatId): Ended {
  if (chatId === claim.chatId || claim.attempt >= MOST_ATTEMPTS) {
    return fail(`moved again and again, last to ${chatId}`, 'fine');
  }
  return { state: 'ended', result: { state: 'moved', chatId } };
}

async function composeSafely<Claim extends Sendable>(
  claim: Claim,
  { compose, log, clock }: DeliverPorts<Claim>,
): Promise<readonly OutgoingMessage[] | Ended> {
  try {
    // A file may be missing for a moment, and after a restart all of them: no reason to give up a reader's message.
    return (await compose(claim)) ?? tryLater(claim, 'the article is not in the catalogue', clock);
  } catch (error) {
    // A bug of ours: nothing has been sent, and a repaired program shall find the delivery still waiting.
    const reason = 'could not be composed';
    log.error('a delivery could not be composed', { delivery: claim.id, articles: articleIds(claim), error });
    return tryLater(claim, reason, clock, { whose: 'ours', reason });
  }
}

function articleIds({ articles }: Sendable): readonly string[] {
  return articles.map(({ articleId }) => articleId);
}

async function sendSafely(
  { id, chatId, silent }: Sendable,
  message: OutgoingMessage,
  { send, clock, log }: Pick<DeliverPorts, 'send' | 'clock' | 'log'>,
  { breakOff, noteLatency }: DeliverControls,
): Promise<SendOutcome> {
  const begunAt = clock.elapsedMs();
  try {
    const outcome = await send(message, { chatId, silent }, breakOff);
    if (outcome.state !== 'unsure') noteLatency(clock.elapsedMs() - begunAt);
    return outcome;
  } catch (error) {
    log.error('sending failed in an unforeseen way', { delivery: id, error });
    return { state: 'unsure', reason: 'unforeseen failure' };
  }
}

/** `undefined` when called off first. */
async function takeSlot({ kind, chatId }: Sendable, pace: Pace, waiting: AbortSignal): Promise<Slot | undefined> {
  try {
    const slot = await pace.take(kind, chatId, waiting);
    return waiting.aborted ? undefined : slot;
  } catch (error) {
    if (waiting.aborted) return undefined;
    throw error;
  }
}
