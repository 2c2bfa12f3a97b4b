import type { UserFromGetMe } from 'grammy/types';
import { connect } from '../bot/connect.ts';
import { ownDatabase } from '../bot/own-database.ts';
import { syncProfile } from '../bot/profile.ts';
import type { Scheduler } from '../jobs/scheduler.ts';
import { loadTexts } from '../locales/texts.ts';
import { createSearchIndex } from '../search/search-index.ts';
import { openStore } from '../store/open-store.ts';
import { createTelegram } from '../telegram/api.ts';
import { type Clock, systemClock } from '../telegram/clock.ts';
import { createPace } from '../telegram/pace.ts';
import { createPhotoMemory } from '../telegram/photo-memory.ts';
import type { AppOptions } from './app-options.ts';
import { keepMessageIds } from './memories.ts';
import { CHECK_JOB, createParts } from './parts.ts';

/** The whole bot, running until `stop` or until it cannot go on. */
export interface App {
  readonly me: UserFromGetMe;
  /** Rejects when the bot cannot go on, e.g. because its token was revoked; resolves after `stop`. */
  readonly ended: Promise<void>;
  /** Looks for new articles now instead of at the next tick. */
  checkNow(): Promise<void>;
  /** Finishes what is under way within `graceMs`, hands the rest back, and lets go of everything. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts the rooms, each once what it leans on stands. Gives `undefined` when aborted before it runs. What cannot start
 * leaves nothing running behind.
 */
export async function startApp(options: AppOptions, signal: AbortSignal): Promise<App | undefined> {
  const closers: (() => unknown)[] = [];
  try {
    const app = await start(options, signal, closers);
    if (app === undefined) await closeAll(closers);
    return app;
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function start(options: AppOptions, signal: AbortSignal, closers: (() => unknown)[]): Promise<App | undefined> {
  const { log, clock = systemClock } = options;
  const pace = createPace({ perSecond: options.sendRate, clock });
  // After the database: an update whose answer is turned away cannot be marked as handled and is there at the next start.
  closers.push(() => pace.close());
  const store = await openStore(options.databasePath, { now: clock.now });
  closers.push(() => store.close());
  const botId = Number(options.token.split(':')[0]);
  await ownDatabase({ store, botId, playground: options.playground });

  const messageIds = await keepMessageIds(store.settings, clock, log);
  closers.push(() => messageIds.save());
  const telegram = createTelegram({ ...options, pace, clock, onMessage: messageIds.note });
  closers.push(() => telegram.close());
  const me = await connect(telegram.replies, { clock, log, signal });
  if (me === undefined) return undefined;

  const search = createSearchIndex({ log });
  closers.push(() => search.close());
  const photos = createPhotoMemory(store.telegramFiles, botId, clock.now);
  const texts = loadTexts();
  const failure = Promise.withResolvers<void>();
  // Somebody may start to listen only later.
  failure.promise.catch(() => undefined);
  const { poller, sender, scheduler } = createParts({
    ...{ options, me, store, telegram, pace, messageIds, photos, search, texts, clock },
    fail: failure.reject,
  });

  if (!(await checkUnlessStopped(scheduler, signal))) return undefined;
  scheduler.start();
  sender.start();
  poller.run().catch(failure.reject);
  syncProfile(telegram.replies, texts.for(), options.site.name).catch((error: unknown) =>
    log.warn('commands and descriptions could not be set; the next start tries again', { error }),
  );

  return {
    me,
    ended: failure.promise,
    checkNow: () => scheduler.runNow(CHECK_JOB),
    async stop(graceMs) {
      await scheduler.stop();
      await Promise.all([within(poller.stop(), graceMs, clock), sender.stop(graceMs)]);
      await closeAll(closers);
      failure.resolve();
    },
  };
}

/** The first check, which takes long with many files; gives `false` when it was broken off. */
async function checkUnlessStopped(scheduler: Scheduler, signal: AbortSignal): Promise<boolean> {
  const brokenOff = new Promise<'broken off'>((resolve) => {
    if (signal.aborted) resolve('broken off');
    signal.addEventListener('abort', () => resolve('broken off'), { once: true });
  });
  if ((await Promise.race([scheduler.runNow(CHECK_JOB), brokenOff])) === undefined) return true;
  await scheduler.stop();
  return false;
}

/** In the reverse of the order in which they were opened. */
async function closeAll(closers: (() => unknown)[]): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

async function within(work: Promise<unknown>, ms: number, clock: Clock): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, clock.sleep(ms, timer.signal)]);
  timer.abort();
}
