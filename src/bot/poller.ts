import { setTimeout as delay } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from '../log.ts';
import { createUpdateQueue } from './update-queue.ts';

/** Updates that reached us and are not handled yet. What is stored here survives any crash. */
export interface Inbox {
  /** Stores a batch in one transaction and gives back those not met before, in order. */
  store(updates: readonly Update[], now: Date): Promise<readonly Update[]>;
  /** What earlier processes left unhandled, in order. */
  pending(): Promise<readonly Update[]>;
  done(updateId: number, now: Date): Promise<void>;
  lastUpdateId(): Promise<number | undefined>;
}

export interface PollerOptions {
  readonly api: Api;
  readonly inbox: Inbox;
  /** Rejects only when the update has to be handled again, e.g. because the database is out of reach. */
  readonly handle: (update: Update) => Promise<void>;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Poller {
  /** Runs until stopped. Rejects when Telegram refuses the token. */
  run(): Promise<void>;
  /** Stops asking, and resolves when the updates under way are handled; the others stay in the inbox. */
  stop(): Promise<void>;
}

// Named explicitly: without a list Telegram keeps the last one it was told.
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
const POLL_SECONDS = 30;
const BATCH_SIZE = 100;
const QUEUE_CAPACITY = 500;
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;

/**
 * Long polling with a durable inbox: a batch is stored before the next request confirms it to Telegram, and leaves
 * the inbox when it is handled, so neither a crash nor a shutdown loses an update.
 */
export function createPoller({ api, inbox, handle, log, now, wait = waitFor }: PollerOptions): Poller {
  const stopping = new AbortController();
  const queue = createUpdateQueue(async (update) => {
    try {
      await handle(update);
      await inbox.done(update.update_id, now());
    } catch (error) {
      // It stays in the inbox and is tried again at the next start.
      log.error('an update was not handled', { updateId: update.update_id, error });
    }
  }, QUEUE_CAPACITY);

  async function pollOnce(): Promise<void> {
    const last = await inbox.lastUpdateId();
    const updates = await api.getUpdates(
      {
        ...(last === undefined ? {} : { offset: last + 1 }),
        limit: BATCH_SIZE,
        timeout: POLL_SECONDS,
        allowed_updates: ALLOWED_UPDATES,
      },
      // grammY names the signal of an older package; it works with the platform's own.
      stopping.signal as Parameters<Api['getUpdates']>[1],
    );
    for (const update of await inbox.store(updates, now())) queue.add(update);
    await queue.room();
  }

  return {
    async run() {
      for (const update of await inbox.pending()) queue.add(update);
      let failures = 0;
      while (!stopping.signal.aborted) {
        try {
          await pollOnce();
          failures = 0;
        } catch (error) {
          if (stopping.signal.aborted) return;
          if (error instanceof GrammyError && error.error_code === 401) throw new TokenRefusedError(error);
          failures += 1;
          reportFailure(error, log);
          await wait(backoffMs(failures, error), stopping.signal);
        }
      }
    },
    async stop() {
      stopping.abort();
      await queue.close();
    },
  };
}

/** Telegram knows no such token: it was mistyped, revoked or replaced. */
export class TokenRefusedError extends Error {
  constructor(cause: unknown) {
    super('Telegram refuses BOT_TOKEN. Copy it again from @BotFather; a token that was revoked there stays invalid.', {
      cause,
    });
    this.name = 'TokenRefusedError';
  }
}

function reportFailure(error: unknown, log: Logger): void {
  if (error instanceof GrammyError && error.error_code === 409) {
    log.warn('another program is receiving updates with this token; stop it, or give this bot a token of its own');
    return;
  }
  log.warn('cannot fetch updates, trying again', {
    code: error instanceof GrammyError ? error.error_code : undefined,
    reason: error instanceof GrammyError ? error.description : error instanceof Error ? error.name : 'unknown',
  });
}

function backoffMs(failures: number, error: unknown): number {
  const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1_000 : 0;
  return Math.max(asked, Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), MAX_BACKOFF_MS));
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
