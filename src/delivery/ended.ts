import type { Clock } from '../telegram/clock.ts';
import type { Verdict } from './error-budget.ts';
import type { ClaimedDelivery, DeliveryResult } from './ports/ledger.ts';
import { MOST_ATTEMPTS, retryDelayMs } from './retry-delay.ts';

/** A delivery that has ended or goes back in line, and what that says about others; without a verdict, nothing. */
export interface Ended {
  readonly state: 'ended';
  readonly result: DeliveryResult;
  readonly verdict?: Verdict;
}

/** Due again after a growing delay; failed when it has been tried for the better part of a day. */
export function tryLater(
  claim: Pick<ClaimedDelivery, 'attempt'>,
  reason: string,
  clock: Clock,
  verdict?: Verdict,
): Ended {
  if (claim.attempt >= MOST_ATTEMPTS) return fail(`gave up: ${reason}`, verdict);
  const dueAt = new Date(clock.now().getTime() + retryDelayMs(claim.attempt));
  return { state: 'ended', result: { state: 'pending', dueAt, reason }, ...(verdict === undefined ? {} : { verdict }) };
}

/** Ended for good, without success. */
export function fail(reason: string, verdict?: Verdict): Ended {
  return { state: 'ended', result: { state: 'failed', reason }, ...(verdict === undefined ? {} : { verdict }) };
}

/** Back in line, due at once. */
export function handBack(clock: Clock): Ended {
  return { state: 'ended', result: { state: 'pending', dueAt: clock.now(), reason: 'handed back' } };
}
