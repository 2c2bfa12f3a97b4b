import type { Logger } from '../log.ts';
import type { Clock } from '../telegram/clock.ts';
import type { Pace } from '../telegram/pace.ts';
import type { Probe } from '../telegram/probe-message.ts';
import { type Ended, fail, tryLater } from './ended.ts';
import { isPrivate, type MessageIds } from './message-ids.ts';
import type { ChatId } from './ports/ids.ts';
import type { ClaimedDelivery, Ledger } from './ports/ledger.ts';
import { retryDelayMs } from './retry-delay.ts';

/** What becomes of a message of which nobody can find out whether it exists: sent again, perhaps twice, or left, perhaps lost. */
export type UnsurePolicy = 'resend' | 'leave';

/** What has to be known of a claim to find out whether its message exists. */
export interface Unanswered extends Pick<ClaimedDelivery, 'chatId' | 'attempt' | 'messageIdBefore'> {
  /** Names it in the log. */
  readonly id: number | string;
}

export interface SettlePorts {
  readonly ledger: Pick<Ledger, 'knownMessageIds'>;
  /** Asks whether the chat holds a message under this id; does not wait, retry or throw. */
  probe(chatId: ChatId, messageId: number, signal: AbortSignal): Promise<Probe>;
  readonly messageIds: MessageIds;
  readonly unsurePolicy: UnsurePolicy;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Logger;
}

export type Settled = Ended | { readonly state: 'unauthorised'; readonly reason: string };

// Telegram may still be at work on a request whose connection has just broken.
const FIRST_PROBE_AFTER_MS = 2_000;
// How far above the greatest known id the message may lie. When ids have been handed out since, it can only be as far
// as the calls that were under way together; else nobody knows how many messages people have written meanwhile.
const FEWEST_IDS_UNDER_WAY = 20;
const IDS_UNHEARD_OF = 50;
const FEWEST_PROBES = 100;
const MOST_BROKEN_PROBES = 30;
const NOT_SENT = 'was not sent';

/**
 * Finds out whether a message exists whose sending was not answered. Telegram has no key that makes a repeated send
 * harmless, but message ids of private chats rise over the whole account: the message, if it exists, is in this chat
 * and above the greatest id known when the delivery was claimed. So the ids from there on are asked for one by one,
 * leaving out those known to be another message's. `callsUnderWay` is how many sends there may have been at once.
 *
 * What is left: the first unknown message found is taken for ours. That is wrong for an answer that was sent to this very
 * reader in the instant of a crash, before its id was written down. And where Telegram cannot be asked, as in groups and channels, whose ids count everybody's messages, or the
 * message may lie deeper than the bounds allow to look, the policy decides. Gives `undefined` when called off: the row
 * stays as it is and is settled at the next start.
 */
export async function settle(
  claim: Unanswered,
  ports: SettlePorts,
  callsUnderWay: number,
  stopping: AbortSignal,
): Promise<Settled | undefined> {
  if (!isPrivate(claim.chatId)) return leaveToPolicy(claim, 'such a chat cannot be asked', ports);
  const greatestBefore = ports.messageIds.greatest();
  await ports.clock.sleep(FIRST_PROBE_AFTER_MS, stopping);
  const known = await ports.ledger.knownMessageIds(claim.chatId, claim.messageIdBefore);
  const idsUnderWay = Math.max(FEWEST_IDS_UNDER_WAY, callsUnderWay);
  const mostProbes = Math.max(FEWEST_PROBES, 2 * idsUnderWay);
  const greatest = ports.messageIds.greatest();
  const above = greatest > greatestBefore ? idsUnderWay : Math.max(idsUnderWay, IDS_UNHEARD_OF);
  const last = Math.max(claim.messageIdBefore, greatest) + above;
  let probes = 0;
  for (let id = claim.messageIdBefore + 1; id <= last; id += 1) {
    if (known.has(id) || ports.messageIds.has(id)) continue;
    if (probes === mostProbes) return leaveToPolicy(claim, 'too many messages have gone by', ports);
    probes += 1;
    const answer = await probeUntilAnswered(claim, id, ports, stopping);
    switch (answer?.state) {
      case undefined:
        return undefined;
      case 'absent':
        continue;
      case 'exists':
        ports.messageIds.note(claim.chatId, id);
        ports.log.info('a lost answer is settled: the message was sent', { delivery: claim.id, probes });
        // Which step of the ladder it was went down with the answer.
        return ended({ state: 'sent', messageId: id, form: undefined });
      case 'gone':
        return ended(answer);
      case 'unauthorised':
        return answer;
      default:
        return leaveToPolicy(claim, 'Telegram cannot be asked', ports);
    }
  }
  ports.log.info('a lost answer is settled: the message was not sent', { delivery: claim.id, probes });
  // The first time it goes at once, enough time has passed; a connection that keeps breaking is given its rest.
  if (claim.attempt > 1) return tryLater(claim, NOT_SENT, ports.clock);
  return { state: 'ended', result: { state: 'pending', dueAt: ports.clock.now(), reason: NOT_SENT } };
}

function ended(result: Ended['result']): Ended {
  return { state: 'ended', result, verdict: 'fine' };
}

function leaveToPolicy(claim: Unanswered, why: string, { unsurePolicy, clock, log }: SettlePorts): Ended {
  const reason = `unsure, and ${why}`;
  log.warn('a lost answer cannot be settled', { delivery: claim.id, reason, policy: unsurePolicy });
  const fault = { whose: 'telegram', reason: 'answers were lost' } as const;
  return unsurePolicy === 'leave' ? fail(reason, fault) : tryLater(claim, reason, clock, fault);
}

/** One id, through pauses and broken connections; `undefined` when called off. */
async function probeUntilAnswered(
  claim: Unanswered,
  messageId: number,
  { probe, pace, clock }: SettlePorts,
  stopping: AbortSignal,
): Promise<Probe | undefined> {
  for (let broken = 0; ; ) {
    try {
      await pace.take('probe', claim.chatId, stopping);
    } catch (error) {
      if (stopping.aborted) return undefined;
      throw error;
    }
    const answer = await probe(claim.chatId, messageId, stopping);
    if (stopping.aborted) return undefined;
    if (answer.state === 'wait') {
      pace.pause(answer.seconds);
      continue;
    }
    if (answer.state !== 'retry' && answer.state !== 'unsure') return answer;
    broken += 1;
    if (broken >= MOST_BROKEN_PROBES) return answer;
    await clock.sleep(retryDelayMs(broken), stopping);
  }
}
