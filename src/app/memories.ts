import { z } from 'zod';
import { createMessageIds, type MessageIds } from '../delivery/message-ids.ts';
import type { ToldFaults } from '../delivery/report.ts';
import type { Logger } from '../log.ts';
import type { Clock } from '../telegram/clock.ts';

/** Single values kept over restarts. */
export interface KeyValues {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
}

const GREATEST_MESSAGE_ID = 'greatest_message_id';
const TOLD_FAULTS = 'told_faults';
const LEARNED_RATE = 'learned_rate';

// A write for each message would double the work of the disk.
const SAVE_EVERY_MS = 1_000;

/** The account's message ids, with the greatest one taken over from the last run. A crash forgets the last second. */
export async function keepMessageIds(
  values: KeyValues,
  clock: Pick<Clock, 'elapsedMs'>,
  log: Logger,
): Promise<MessageIds & { save(): Promise<void> }> {
  let savedAt = Number.NEGATIVE_INFINITY;
  // Must not fail: it is also the first step of letting go of the database.
  const save = async (greatest: number) => {
    savedAt = clock.elapsedMs();
    try {
      await values.set(GREATEST_MESSAGE_ID, String(greatest));
    } catch (error) {
      log.warn('the greatest message id could not be saved', { error });
    }
  };
  const ids = createMessageIds({
    greatest: Number((await values.get(GREATEST_MESSAGE_ID)) ?? 0),
    onRise(greatest) {
      if (clock.elapsedMs() - savedAt < SAVE_EVERY_MS) return;
      void save(greatest);
    },
  });
  return { ...ids, save: () => save(ids.greatest()) };
}

/** Which faults of the content the authors know of. */
export function keepToldFaults(values: KeyValues): ToldFaults {
  return {
    async read() {
      const stored = z.array(z.string()).safeParse(JSON.parse((await values.get(TOLD_FAULTS)) ?? '[]'));
      return stored.success ? stored.data : [];
    },
    write: (keys) => values.set(TOLD_FAULTS, JSON.stringify(keys)),
  };
}

/** The pace that Telegram has been seen to allow, in messages a second. */
export interface LearnedRate {
  readonly learned: number | undefined;
  readonly onLearned: (perSecond: number) => void;
}

/** A rate is a convenience: what cannot be written is learned again. */
export async function keepLearnedRate(values: KeyValues, log: Logger): Promise<LearnedRate> {
  const stored = Number((await values.get(LEARNED_RATE)) ?? Number.NaN);
  return {
    learned: Number.isFinite(stored) && stored > 0 ? stored : undefined,
    onLearned(perSecond) {
      values.set(LEARNED_RATE, String(perSecond)).catch((error: unknown) => {
        log.debug('the learned pace could not be saved', { error });
      });
    },
  };
}
