import { createContentLoader } from '../catalog/content-loader.ts';
import { createAnnouncer } from '../delivery/announcer.ts';
import type { Announcements } from '../delivery/ports/announcements.ts';
import { createReport, type Report } from '../delivery/report.ts';
import { type ArticleCheck, createArticleCheck } from '../jobs/check-articles.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import type { TextMessage } from '../render/message.ts';
import { trySendMessage } from '../telegram/send-message.ts';
import { createUpdatePoller, type UpdatePoller } from './bot-parts.ts';
import { createOutgoing, type Outgoing } from './delivery-parts.ts';
import type { Ground } from './ground.ts';
import { keepToldFaults } from './memories.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createReading, type Reading } from './reading-parts.ts';

export interface Parts extends Outgoing {
  readonly poller: UpdatePoller;
  readonly scheduler: Scheduler;
  readonly report: Report;
  readonly reading: Reading;
}

export const CHECK_JOB = 'check-articles';
const PRUNE_JOB = 'prune';
// Once a day, at an hour when hardly anybody reads.
const PRUNE_SCHEDULE = '17 4 * * *';

/** Joins the rooms: each gets the few things it asks for, none knows where they come from. Nothing runs yet. */
export function createParts(ground: Ground): Parts {
  const { options, store, clock } = ground;
  // The check and an author who publishes may want to plan in the same moment.
  const announcements = { ...store.announcements, plan: oneAtATime(store.announcements.plan) };
  const report = createAuthorReport(ground);
  const check: ArticleCheck = createCheck(ground, report, announcements, () => outgoing);
  const reading = createReading(ground, check.catalog, report);
  const poller = createUpdatePoller(ground, {
    catalog: check.catalog,
    announcements,
    outgoing: () => outgoing,
    reading,
  });
  const outgoing: Outgoing = createOutgoing(ground, { catalog: check.catalog, caughtUp: poller.caughtUp, report });
  const scheduler = createScheduler(
    [
      { name: CHECK_JOB, schedule: options.checkSchedule, timezone: options.timezone, run: check.run },
      { name: PRUNE_JOB, schedule: PRUNE_SCHEDULE, timezone: options.timezone, run: () => store.prune(clock.now()) },
    ],
    options.log,
  );
  return { poller, scheduler, report, reading, ...outgoing };
}

function createAuthorReport({ options, store, telegram, texts }: Ground): Report {
  const tellAuthors = (message: TextMessage) => {
    for (const author of options.authorIds) {
      void trySendMessage(telegram.quiet, author, message).then((outcome) => {
        if (outcome.state !== 'sent')
          options.log.warn('an author could not be told; has this person pressed Start?', { author, outcome });
      });
    }
  };
  return createReport({ words: texts.for(), tellAuthors, told: keepToldFaults(store.settings) });
}

function createCheck(
  ground: Ground,
  report: Report,
  announcements: Announcements,
  outgoing: () => Outgoing,
): ArticleCheck {
  const { options, store, search, clock } = ground;
  const { log, delivery } = options;
  const now = clock.now;
  const announcer = createAnnouncer({
    memory: store.articles,
    announcements,
    corrections: store.corrections,
    watches: store.subscriptions.watches,
    announceDelayMs: delivery.announceDelayMs,
    announceMode: delivery.announceMode,
    staleAfterMs: delivery.staleAfterMs,
    hasAuthors: options.authorIds.length > 0,
    log,
    now,
  });
  return createArticleCheck({
    loader: createContentLoader({ folders: options.contentFolders, log }),
    memory: store.articles,
    announcer,
    report,
    wake: {
      sender: () => outgoing().sender.wake(),
      corrector: () => outgoing().corrector.wake(),
      desk: () => outgoing().desk.wake(),
    },
    index: (catalog, signal) => search.update(catalog, signal),
    now,
  });
}
