import type { Api } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { createAnswerIds } from '../bot/answer-ids.ts';
import { connect } from '../bot/connect.ts';
import { ownDatabase } from '../bot/own-database.ts';
import { syncAuthorMenus, syncProfile } from '../bot/profile.ts';
import { createTiming } from '../delivery/reader-timing.ts';
import { createEvenings } from '../delivery/reminders-evening.ts';
import type { Scheduler } from '../jobs/scheduler.ts';
import { loadTexts, type Texts } from '../locales/texts.ts';
import { createSearchIndex } from '../search/search-index.ts';
import { openStore } from '../store/open-store.ts';
import { thisProgram } from '../store/program-identity.ts';
import { createTelegram } from '../telegram/api.ts';
import { type Clock, systemClock } from '../telegram/clock.ts';
import { createPace } from '../telegram/pace.ts';
import { createPaidBroadcast } from '../telegram/paid-broadcast.ts';
import { createPhotoMemory } from '../telegram/photo-memory.ts';
import type { AppOptions } from './app-options.ts';
import { keepLearnedRate, keepMessageIds } from './memories.ts';
import { CHECK_JOB, createParts } from './parts.ts';

// A bot that crashed and was started again at once would else send two seconds' worth of messages within one.
const REST_AT_START_MS = 1_000;

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
  const { log, delivery, clock = systemClock } = options;
  const timing = createTiming(options.timezone);
  const store = await openStore(options.databasePath, {
    now: clock.now,
    timing,
    pushesAtOnce: delivery.pushesAtOnce,
    log,
  });
  closers.push(() => store.close());
  const learnedRate = await keepLearnedRate(store.settings, log);
  const pace = createPace({ perSecond: delivery.sendRate, clock, restMs: REST_AT_START_MS, ...learnedRate });
  // Closed after the database: an update whose answer is turned away cannot be marked as handled then, and is there at
  // the next start.
  closers.unshift(() => pace.close());
  const failure = Promise.withResolvers<void>();
  // Somebody may start to listen only later.
  failure.promise.catch(() => undefined);
  const hold = await store.hold({ program: thisProgram(), clock, log, signal });
  if (hold === undefined) return undefined;
  closers.push(() => hold.release());
  void hold.lost.then(() => failure.reject(new Error('another copy of this bot has taken the database over')));
  const botId = Number(options.token.split(':')[0]);
  await ownDatabase({ store, botId, playground: options.playground });

  const messageIds = await keepMessageIds(store.settings, clock, log);
  closers.push(() => messageIds.save());
  const paidBroadcast = createPaidBroadcast({
    enabled: delivery.paidBroadcast,
    pace,
    freeRate: delivery.sendRate,
    onRefused: (reason) => parts.report.paymentRefused(reason),
    log,
  });
  const answerIds = createAnswerIds();
  const telegram = createTelegram({
    ...options,
    pace,
    clock,
    onMessage: messageIds.note,
    onAnswer: answerIds.note,
    paidBroadcast: paidBroadcast.transformer,
  });
  closers.push(() => telegram.close());
  const me = await connect(telegram.replies, { clock, log, signal });
  if (me === undefined) return undefined;

  const search = createSearchIndex({ log });
  closers.push(() => search.close());
  const photos = createPhotoMemory(store.telegramFiles, botId, clock.now);
  const texts = loadTexts();
  const evenings = createEvenings(options.timezone, timing);
  const stopping = new AbortController();
  const parts = createParts({
    ...{ options, me, store, telegram, pace, messageIds, answerIds, photos, search, texts, evenings, clock },
    stopping: stopping.signal,
    fail: failure.reject,
  });
  const { poller, scheduler, sender, corrector, desk, reminders } = parts;
  closers.push(() => parts.reading.articlePages.close());

  if (!(await checkUnlessStopped(scheduler, signal))) return undefined;
  scheduler.start();
  sender.start();
  corrector.start();
  desk.start();
  reminders.start();
  poller.run().catch(failure.reject);
  // Nobody asked for these searches, so the bot goes on without them.
  search.warmUp().catch((error: unknown) => log.error('the search could not be warmed up', { error }));
  syncTelegram(telegram.replies, texts, options);

  return {
    me,
    ended: failure.promise,
    checkNow: () => scheduler.runNow(CHECK_JOB),
    async stop(graceMs) {
      stopping.abort();
      await scheduler.stop();
      const ends = [poller.stop(), desk.stop()].map((end) => within(end, graceMs, clock));
      await Promise.all([...ends, sender.stop(graceMs), corrector.stop(graceMs), reminders.stop(graceMs)]);
      await closeAll(closers);
      failure.resolve();
    },
  };
}

/** Menus and descriptions; the bot works without. */
function syncTelegram(api: Api, texts: Texts, { site, authorIds, log }: AppOptions): void {
  const words = texts.for();
  syncProfile(api, words, site.name)
    .then(() => syncAuthorMenus(api, words, authorIds, log))
    .catch((error: unknown) =>
      log.warn('commands and descriptions could not be set; the next start tries again', { error }),
    );
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
