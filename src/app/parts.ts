import type { Update, UserFromGetMe } from 'grammy/types';
import { createBot } from '../bot/create-bot.ts';
import { createPoller, type Poller } from '../bot/poller.ts';
import { createContentLoader } from '../catalog/content-loader.ts';
import { createAnnouncer } from '../delivery/announcer.ts';
import { createComposer } from '../delivery/composer.ts';
import type { MessageIds } from '../delivery/message-ids.ts';
import { createReport, type Report } from '../delivery/report.ts';
import { createSender, type Sender } from '../delivery/sender.ts';
import { type ArticleCheck, createArticleCheck } from '../jobs/check-articles.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import type { Texts } from '../locales/texts.ts';
import type { TextMessage } from '../render/message.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Store } from '../store/open-store.ts';
import type { Telegram } from '../telegram/api.ts';
import type { Clock } from '../telegram/clock.ts';
import type { Pace } from '../telegram/pace.ts';
import { probeMessage } from '../telegram/probe-message.ts';
import { type PhotoMemory, trySendMessage } from '../telegram/send-message.ts';
import type { AppOptions } from './app-options.ts';
import { keepToldFaults } from './memories.ts';

/** What the parts stand on. */
export interface Ground {
  readonly options: AppOptions;
  readonly me: UserFromGetMe;
  readonly store: Store;
  readonly telegram: Telegram;
  readonly pace: Pace;
  readonly messageIds: MessageIds;
  readonly photos: PhotoMemory;
  readonly search: SearchIndex;
  readonly texts: Texts;
  readonly clock: Clock;
  /** The bot cannot go on. */
  readonly fail: (reason: Error) => void;
}

export interface Parts {
  readonly poller: Poller;
  readonly sender: Sender;
  readonly scheduler: Scheduler;
}

export const CHECK_JOB = 'check-articles';
const PRUNE_JOB = 'prune';
// Once a day, at an hour when hardly anybody reads.
const PRUNE_SCHEDULE = '17 4 * * *';

/** Joins the rooms: each gets the few things it asks for, none knows where they come from. Nothing runs yet. */
export function createParts(ground: Ground): Parts {
  const { options, store, clock } = ground;
  const report = createAuthorReport(ground);
  const check: ArticleCheck = createCheck(ground, report, () => sender.wake());
  const poller = createUpdatePoller(ground, check);
  const sender: Sender = createPushSender(ground, check, report, poller);
  const scheduler = createScheduler(
    [
      { name: CHECK_JOB, schedule: options.checkSchedule, timezone: options.timezone, run: check.run },
      { name: PRUNE_JOB, schedule: PRUNE_SCHEDULE, timezone: options.timezone, run: () => store.prune(clock.now()) },
    ],
    options.log,
  );
  return { poller, sender, scheduler };
}

function createAuthorReport({ options, store, telegram, texts }: Ground): Report {
  const tellAuthors = (message: TextMessage) => {
    for (const author of options.authorIds) {
      void trySendMessage(telegram.replies, author, message).then((outcome) => {
        if (outcome.state !== 'sent')
          options.log.warn('an author could not be told; has this person pressed Start?', { author, outcome });
      });
    }
  };
  return createReport({ words: texts.for(), tellAuthors, told: keepToldFaults(store.settings) });
}

function createCheck({ options, store, search, clock }: Ground, report: Report, wakeSender: () => void): ArticleCheck {
  const { log } = options;
  const now = clock.now;
  return createArticleCheck({
    loader: createContentLoader({ folders: options.contentFolders, log }),
    memory: store.articles,
    announcer: createAnnouncer({ memory: store.articles, ledger: store.ledger, log, now }),
    report,
    wakeSender,
    index: (catalog, signal) => search.update(catalog, signal),
    now,
  });
}

function createUpdatePoller(ground: Ground, { catalog }: ArticleCheck): Poller {
  const { options, me, store, telegram, messageIds, photos, search, texts, clock } = ground;
  const { log, site, contentFolders } = options;
  const bot = createBot(
    options.token,
    { client: telegram.client, botInfo: me },
    {
      store,
      catalog,
      search,
      photos,
      contentFolders,
      apiTransformers: telegram.replyTransformers,
      texts,
      site,
      log,
      now: clock.now,
      random: Math.random,
    },
  );
  return createPoller({
    api: telegram.replies,
    inbox: store.inbox,
    handle: (update) => bot.handleUpdate(update),
    onStored: (update) => noteIncoming(update, messageIds),
    log,
    clock,
  });
}

function createPushSender(ground: Ground, { catalog }: ArticleCheck, report: Report, poller: Poller): Sender {
  const { options, store, telegram, pace, messageIds, photos, texts, clock, fail } = ground;
  return createSender({
    ledger: store.ledger,
    compose: createComposer({ catalog, texts }).compose,
    send: (chatId, message, signal) => trySendMessage(telegram.pushes, chatId, message, { photos, signal }),
    probe: (chatId, messageId, signal) => probeMessage(telegram.pushes, chatId, messageId, signal),
    messageIds,
    pace,
    clock,
    log: options.log,
    caughtUp: poller.caughtUp,
    onFinished(progress) {
      report.finished(progress, catalog().article(progress.articleId)?.title ?? progress.articleId);
    },
    onUnauthorised: (reason) => fail(new Error(`Telegram refuses BOT_TOKEN: ${reason}`)),
  });
}

/** Only what people write themselves: the message under a pressed button may be a push of unknown fate. */
function noteIncoming({ message }: Update, messageIds: MessageIds): void {
  if (message !== undefined) messageIds.note(message.chat.id, message.message_id);
}
