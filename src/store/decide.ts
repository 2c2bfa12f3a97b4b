import type { Cadence, Timing } from '../delivery/ports/preferences.ts';
import type { Candidate } from './claim-query.ts';
import { type TimingColumns, timingOf } from './reader-timing.ts';

/** What becomes of a due row. */
export type Decision =
  | { readonly to: 'send' }
  | { readonly to: 'skip'; readonly reason: string }
  /** Stays in its lane. */
  | { readonly to: 'postpone'; readonly dueAt: Date }
  /** Goes into the digest lane. */
  | { readonly to: 'digest'; readonly dueAt: Date };

type Decidable = TimingColumns & Pick<Candidate, 'isDigest' | 'readerState' | 'cadence' | 'heldUntil'>;

/**
 * Decides a due row by what its reader wants now, whatever he wanted when it was planned. What is due in a digest goes
 * out even if he wants such articles at once by now. An earlier push that waits for another attempt holds back the
 * later ones, so that articles arrive in their order.
 */
export function decide(row: Decidable, timing: Timing, now: Date): Decision {
  if (row.readerState !== 'active') return { to: 'skip', reason: `reader ${row.readerState ?? 'unknown'}` };
  if (row.cadence === null) return { to: 'skip', reason: 'reader unsubscribed' };
  if (row.cadence === 'muted') return { to: 'skip', reason: 'reader muted it' };
  if (row.quiet_from !== null || (row.paused_until ?? 0) > now.getTime()) {
    const opensAt = timing.opensAt(timingOf(row), now);
    if (opensAt > now) return { to: 'postpone', dueAt: opensAt };
  }
  if (row.isDigest === 1) return { to: 'send' };
  if (isDigested(row.cadence)) return { to: 'digest', dueAt: timing.nextDigestAt(timingOf(row), row.cadence, now) };
  if ((row.heldUntil ?? 0) > now.getTime()) return { to: 'postpone', dueAt: new Date(row.heldUntil ?? 0) };
  return { to: 'send' };
}

/** Whether articles of this cadence come together with others. */
export function isDigested(cadence: Cadence): cadence is 'daily' | 'weekly' {
  return cadence === 'daily' || cadence === 'weekly';
}
