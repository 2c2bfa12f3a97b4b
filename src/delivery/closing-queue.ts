import type { Logger } from '../log.ts';
import type { Clock } from '../telegram/clock.ts';
import type { DeliveryId } from './ports/ids.ts';
import type { Closing, DeliveryResult, Ledger } from './ports/ledger.ts';

/** Writes the ends of deliveries, many to a transaction: one for each would cost more than the sending. */
export interface ClosingQueue {
  /** Resolves when the end is written, or is not going to be because the sender stops. */
  close(id: DeliveryId, result: DeliveryResult): Promise<void>;
  /** Ends that are not written yet. */
  size(): number;
  /** Resolves when nothing is left to write. */
  ended(): Promise<void>;
}

export interface ClosingQueueOptions {
  readonly ledger: Pick<Ledger, 'close'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** From then on nothing is waited for, and what cannot be written is left to the next start. */
  readonly stopping: AbortSignal;
  /** Whether the ledger may be used no more. */
  readonly abandoned: () => boolean;
  /** Something was written. */
  readonly onWritten: () => void;
}

// A row is closed so much later. Writing waits for the disk and holds up all other parts, so a few share a transaction.
const COLLECT_MS = 100;
const MOST_AT_ONCE = 100;
const AFTER_FAILURE_MS = 5_000;

interface Entry extends Closing {
  readonly done: () => void;
}

/** Nothing is written yet. */
export function createClosingQueue(options: ClosingQueueOptions): ClosingQueue {
  const { clock, stopping } = options;
  const entries: Entry[] = [];
  let size = 0;
  let collecting = new AbortController();
  let writing: Promise<void> | undefined;
  stopping.addEventListener('abort', () => collecting.abort(), { once: true });

  async function writeAll(): Promise<void> {
    let atOnce = MOST_AT_ONCE;
    while (entries.length > 0) {
      await collect();
      const batch = entries.splice(0, atOnce);
      const written = await write(batch, options);
      if (written || stopping.aborted) {
        leave(batch);
        atOnce = MOST_AT_ONCE;
        continue;
      }
      // Others come first, and in smaller and smaller company: one that cannot be written holds up nobody for long.
      entries.push(...batch);
      atOnce = Math.max(1, Math.floor(batch.length / 2));
      await clock.sleep(AFTER_FAILURE_MS, stopping);
    }
    writing = undefined;
  }

  async function collect(): Promise<void> {
    if (entries.length >= MOST_AT_ONCE || stopping.aborted) return;
    collecting = new AbortController();
    await clock.sleep(COLLECT_MS, collecting.signal);
  }

  function leave(batch: readonly Entry[]): void {
    size -= batch.length;
    for (const { done } of batch) done();
  }

  return {
    close(id, result) {
      return new Promise((resolve) => {
        size += 1;
        entries.push({ id, result, done: resolve });
        if (entries.length >= MOST_AT_ONCE) collecting.abort();
        writing ??= writeAll();
      });
    },
    size: () => size,
    async ended() {
      while (writing !== undefined) await writing;
    },
  };
}

/** Gives whether the ledger has them. */
async function write(batch: readonly Entry[], options: ClosingQueueOptions): Promise<boolean> {
  const { ledger, clock, log, abandoned, onWritten } = options;
  if (abandoned()) return false;
  try {
    await ledger.close(
      batch.map(({ id, result }) => ({ id, result })),
      clock.now(),
    );
  } catch (error) {
    log.error('the ends of deliveries could not be written', { count: batch.length, first: batch[0]?.id, error });
    return false;
  }
  onWritten();
  return true;
}
