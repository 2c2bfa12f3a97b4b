import type { Transformer } from 'grammy';
import type { Logger } from '../log.ts';
import { chatOf, sendsMessage } from './api-transformers.ts';
import { PAID_MESSAGES_PER_SECOND } from './limits.ts';
import { type ApiFailure, describeAnswer } from './outcome.ts';
import type { Pace } from './pace.ts';

/** Sending faster than is free, for as long as the bot's Stars last. */
export interface PaidBroadcast {
  /** For the client of the sender. */
  readonly transformer: Transformer;
  active(): boolean;
}

export interface PaidBroadcastOptions {
  readonly enabled: boolean;
  readonly pace: Pick<Pace, 'setCeiling' | 'take'>;
  /** The ceiling when nothing is paid for, in messages a second. */
  readonly freeRate: number;
  /** Hears once why Telegram takes no payment; from then on the free pace holds until the next start. */
  readonly onRefused: (reason: string) => void;
  readonly log: Logger;
}

const CODES = [400, 403, 406];
// The documentation of the Bot API names no text. BALANCE_TOO_LOW is what core.telegram.org lists for payments in
// Stars; the rest is a wide guess.
const NO_PAYMENT = /balance|not enough (?!rights)|insufficient|\bstars?\b|paid[ _]?(broadcast|flood)|payment/i;
// This one is about a chat that wants to be paid for being written to.
const CHAT_ASKS_FOR_PAYMENT = /allow_payment_required/i;

/** Raises the ceiling and marks messages as paid for, if enabled; falls back to the free pace at the first refusal. */
export function createPaidBroadcast({ enabled, pace, freeRate, onRefused, log }: PaidBroadcastOptions): PaidBroadcast {
  let active = enabled;
  if (enabled) pace.setCeiling(PAID_MESSAGES_PER_SECOND);

  function fallBack(reason: string): void {
    if (!active) return;
    active = false;
    pace.setCeiling(freeRate);
    log.warn('Telegram takes no payment for a faster broadcast: going on at the free pace', { reason });
    onRefused(reason);
  }

  const transformer: Transformer = async (prev, method, payload, signal) => {
    if (!active || !sendsMessage(method)) return prev(method, payload, signal);
    const answer = await prev(method, { ...payload, allow_paid_broadcast: true }, signal);
    if (answer.ok || !refusesPayment(answer)) return answer;
    fallBack(describeAnswer(answer));
    // The refused message was certainly not taken; at the free pace it needs a slot of its own.
    try {
      await pace.take('push', Number(chatOf(payload)) || 0, signal as AbortSignal | undefined);
    } catch {
      // Called off while waiting: the caller learns that it may try again later, in Telegram's own terms.
      return { ok: false, error_code: 503, description: 'Service Unavailable: called off before it was sent unpaid' };
    }
    return prev(method, payload, signal);
  };
  return { transformer, active: () => active };
}

function refusesPayment({ error_code: code, description }: ApiFailure): boolean {
  if (CHAT_ASKS_FOR_PAYMENT.test(description)) return false;
  return code === 402 || (CODES.includes(code) && NO_PAYMENT.test(description));
}
