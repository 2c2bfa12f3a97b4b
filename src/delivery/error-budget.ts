import type { AnnouncementId, DeliveryId } from './ports/ids.ts';

/**
 * What the end of a delivery says about the next ones. Readers who left and chats that let nobody in are `fine`: they
 * are no reason to stop. `ours`: Telegram takes none of our messages. `telegram`: it, or the way to it, is out of order.
 */
export type Verdict = 'fine' | Fault;

export interface Fault {
  readonly whose: 'ours' | 'telegram';
  readonly reason: string;
}

/** Tells when so much of an announcement fails that it is better to stop than to burn through its readers. */
export interface ErrorBudget {
  /**
   * Counts how a delivery ended that began at `begunAt` (milliseconds that only grow). Gives the prevailing fault when
   * that one overdraws the budget; from then on the announcement has a new one.
   */
  note(id: AnnouncementId, delivery: DeliveryId, verdict: Verdict, begunAt: number, now: number): Fault | undefined;
  /** The announcement is over. */
  forget(id: AnnouncementId): void;
}

interface Window {
  /** What began before is not counted any more. */
  readonly since: number;
  /** The latest outcomes, oldest first. A delivery counts once, however often it is tried. */
  readonly outcomes: Map<DeliveryId, Verdict>;
}

const WINDOW = 50;
const MOST_FAULTS = 25;
const LONGEST_REASON = 100;

/** Every announcement starts with its whole budget. */
export function createErrorBudget(): ErrorBudget {
  const windows = new Map<AnnouncementId, Window>();
  return {
    note(id, delivery, verdict, begunAt, now) {
      const window = windows.get(id) ?? { since: Number.NEGATIVE_INFINITY, outcomes: new Map() };
      windows.set(id, window);
      if (begunAt < window.since) return undefined;
      window.outcomes.delete(delivery);
      window.outcomes.set(delivery, verdict);
      const [oldest] = window.outcomes.keys();
      if (window.outcomes.size > WINDOW && oldest !== undefined) window.outcomes.delete(oldest);
      if (verdict === 'fine') return undefined;
      const faults = [...window.outcomes.values()].filter((outcome) => outcome !== 'fine');
      if (faults.length < MOST_FAULTS) return undefined;
      windows.set(id, { since: now, outcomes: new Map() });
      return prevailing(faults);
    },
    forget: (id) => void windows.delete(id),
  };
}

/** The more frequent kind of fault, with its most frequent reason. */
function prevailing(faults: readonly Fault[]): Fault {
  const ours = faults.filter(({ whose }) => whose === 'ours');
  const whose = ours.length * 2 >= faults.length ? 'ours' : 'telegram';
  const counts = new Map<string, number>();
  for (const { reason } of faults.filter((fault) => fault.whose === whose)) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const [[reason] = ['']] = [...counts].toSorted(([, a], [, b]) => b - a);
  return { whose, reason: reason.slice(0, LONGEST_REASON) };
}
