import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from '../log.ts';
import type { Clock } from '../telegram/clock.ts';
import { type Failure, interpretFailure } from '../telegram/outcome.ts';
import { TokenRefusedError } from './token-refused-error.ts';
import { createUpdateQueue } from './update-queue.ts';

/** Updates that reached us and are not handled yet. What is stored here survives any crash. */
export interface Inbox {
  /** Stores a batch in one transaction and gives back those not met before, in order. */
  store(updates: readonly Update[], now: Date): Promise<readonly Update[]>;
  /** What earlier processes left unhandled, in order. */
  pending(): Promise<readonly Update[]>;
  /** `answers` are the ids of messages that were sent while it was handled. */
  done(updateId: number, now: Date, answers?: readonly number[]): Promise<void>;
  lastUpdateId(): Promise<number | undefined>;
}

export interface PollerOptions {
  readonly api: Api;
  readonly inbox: Inbox;
  /** Hears of every update as soon as it is stored, long before its turn to be handled may come. */
  readonly onStored?: (update: Update) => void;
  /** Another program fetches this bot's updates, so it may well send its messages too. */
  readonly onConflict?: () => void;
  /** The ids of the messages by which an update has been answered; asked once for each. */
  readonly answersTo?: (update: Update) => readonly number[];
  /** Rejects only when the update has to be handled again, e.g. because the database is out of reach. */
  readonly handle: (update: Update) => Promise<void>;
  readonly log: Logger;
  readonly clock: Clock;
}

export interface Poller {
  /** Resolves when the updates that waited at Telegram at the start are in the inbox. */
  readonly caughtUp: Promise<void>;
  /** Runs until stopped. Rejects when Telegram refuses the token. */
  run(): Promise<void>;
  /** Stops asking, and resolves when the updates under way are handled; the others stay in the inbox. */
  stop(): Promise<void>;
}

// Named explicitly: without a list Telegram keeps the last one it was told.
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member', 'inline_query'] as const;
const POLL_SECONDS = 30;
const BATCH_SIZE = 100;
const QUEUE_CAPACITY = 500;
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;

/**
 * Long polling with a durable inbox: a batch is stored before the next request confirms it to Telegram, and leaves
 * the inbox when it is handled, so neither a crash nor a shutdown loses an update.
 */
export function createPoller({
  api,
  inbox,
  handle,
  onStored,
  onConflict,
  answersTo,
  log,
  clock,
}: PollerOptions): Poller {
  const stopping = new AbortController();
  const caughtUp = Promise.withResolvers<void>();
  let timeoutSeconds = 0;
  const queue = createUpdateQueue(async (update) => {
    try {
      await handle(update);
      await inbox.done(update.update_id, clock.now(), answersTo?.(update));
    } catch (error) {
      // It stays in the inbox and is tried again at the next start.
      log.error('an update was not handled', { updateId: update.update_id, error });
    }
  }, QUEUE_CAPACITY);

  function take(updates: readonly Update[]): void {
    for (const update of updates) {
      onStored?.(update);
      queue.add(update);
    }
  }

  async function pollOnce(): Promise<void> {
    const last = await inbox.lastUpdateId();
    const updates = await api.getUpdates(
      {
        ...(last === undefined ? {} : { offset: last + 1 }),
        limit: BATCH_SIZE,
        timeout: timeoutSeconds,
        allowed_updates: ALLOWED_UPDATES,
      },
      // grammY names the signal of an older package; it works with the platform's own.
      stopping.signal as Parameters<Api['getUpdates']>[1],
    );
    take(await inbox.store(updates, clock.now()));
    // The first poll does not wait for news; fewer updates than asked for means that none is left.
    if (updates.length < BATCH_SIZE) {
      timeoutSeconds = POLL_SECONDS;
      caughtUp.resolve();
    }
    await queue.room();
  }

  return {
    caughtUp: caughtUp.promise,
    async run() {
      take(await inbox.pending());
      let failures = 0;
      while (!stopping.signal.aborted) {
        try {
          await pollOnce();
          failures = 0;
        } catch (error) {
          if (stopping.signal.aborted) return;
          const failure = interpretFailure(error);
          if (failure.state === 'unauthorised') throw new TokenRefusedError(error);
          failures += 1;
          if (failure.state === 'conflict') onConflict?.();
          reportFailure(failure, log);
          await clock.sleep(backoffMs(failures, failure), stopping.signal);
        }
      }
    },
    async stop() {
      stopping.abort();
      await queue.close();
    },
  };
}

function reportFailure(failure: Failure, log: Logger): void {
  if (failure.state === 'conflict') {
    log.warn(
      'another program uses this token, so nothing is sent meanwhile; stop it, or give this bot a token of its own',
    );
    return;
  }
  log.warn('cannot fetch updates, trying again', { failure });
}

function backoffMs(failures: number, failure: Failure): number {
  const askedMs = failure.state === 'wait' ? failure.seconds * 1_000 : 0;
  return Math.max(askedMs, Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), MAX_BACKOFF_MS));
}
