import { readerPlace } from '../bot/reader-entries.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Composer, createComposer } from '../delivery/composer.ts';
import { type Corrector, createCorrector } from '../delivery/corrector.ts';
import { createDesk, type Desk } from '../delivery/desk.ts';
import type { ChatId } from '../delivery/ports/ids.ts';
import { createReminders, type ReminderSender } from '../delivery/reminders.ts';
import { createReminderComposer } from '../delivery/reminders-composer.ts';
import type { Report } from '../delivery/report.ts';
import { createSender, type Sender } from '../delivery/sender.ts';
import type { OutgoingMessage } from '../render/message.ts';
import { articleUrl } from '../render/site-links.ts';
import { tryDeleteMessage } from '../telegram/delete-message.ts';
import { tryEditMessage } from '../telegram/edit-message.ts';
import { probeMessage } from '../telegram/probe-message.ts';
import { trySendMessage } from '../telegram/send-message.ts';
import type { Ground } from './ground.ts';

/** Everything that writes to people without having been asked. */
export interface Outgoing {
  readonly sender: Sender;
  readonly corrector: Corrector;
  readonly desk: Desk;
  readonly reminders: ReminderSender;
}

export interface OutgoingParts {
  readonly catalog: () => Catalog;
  readonly caughtUp: Promise<unknown>;
  readonly report: Pick<Report, 'paused'>;
}

/** The outgoing side. Nothing runs yet. */
export function createOutgoing(ground: Ground, parts: OutgoingParts): Outgoing {
  const { store, texts } = ground;
  const { catalog } = parts;
  const composer = createComposer({
    catalog,
    texts,
    saved: store.saved.has,
    subscribed: store.subscriptions.has,
  });
  const desk = createAuthorDesk(ground, catalog);
  return {
    desk,
    sender: createPushSender(ground, composer, desk, parts),
    corrector: createMessageCorrector(ground, composer),
    reminders: createReminderSender(ground, parts),
  };
}

function createPushSender(
  ground: Ground,
  { compose }: Composer,
  desk: Desk,
  { caughtUp, report }: OutgoingParts,
): Sender {
  const { store, fail } = ground;
  return createSender({
    ledger: store.ledger,
    async pause(id, pause) {
      if (!(await store.announcements.pause(id, pause))) return false;
      const paused = pause.resumeAt === undefined ? await store.announcements.get(id) : undefined;
      if (paused !== undefined) report.paused(paused.title, pause.note);
      return true;
    },
    compose,
    ...pushing(ground),
    caughtUp,
    onChange: desk.wake,
    onIdle: desk.wake,
    onUnauthorised: (reason) => fail(tokenRefused(reason)),
  });
}

function createReminderSender(ground: Ground, { catalog, caughtUp }: OutgoingParts): ReminderSender {
  const { options, store, texts, evenings, clock, fail } = ground;
  return createReminders({
    reminders: store.reminders,
    ledger: store.ledger,
    render: createReminderComposer({
      catalog,
      texts,
      evenings,
      url: (article) => articleUrl(article, options.site),
      now: clock.now,
      async place(chatId, article) {
        const place = await store.readingPlaces.get(chatId, article);
        return place && readerPlace(place);
      },
    }),
    ...pushing(ground),
    caughtUp,
    onUnauthorised: (reason) => fail(tokenRefused(reason)),
  });
}

/** What everything that pushes sends with, and how it finds out about lost answers. */
function pushing({ options, telegram, pace, messageIds, photos, clock }: Ground) {
  return {
    send: (
      message: OutgoingMessage,
      { chatId, silent }: { readonly chatId: ChatId; readonly silent: boolean },
      signal: AbortSignal,
    ) => trySendMessage(telegram.pushes, chatId, message, { photos, silent, signal }),
    probe: (chatId: ChatId, messageId: number, signal: AbortSignal) =>
      probeMessage(telegram.pushes, chatId, messageId, signal),
    messageIds,
    unsurePolicy: options.delivery.unsure,
    pace,
    clock,
    log: options.log,
  };
}

function createMessageCorrector(
  { options, store, telegram, pace, photos, clock, fail }: Ground,
  { correct, withdrawn }: Composer,
): Corrector {
  return createCorrector({
    corrections: store.corrections,
    compose: correct,
    withdrawn,
    edit: ({ chatId, messageId, form }, message, signal) =>
      tryEditMessage(telegram.pushes, chatId, messageId, message, form, { photos, signal }),
    delete: ({ chatId, messageId }, signal) => tryDeleteMessage(telegram.pushes, chatId, messageId, signal),
    pace,
    clock,
    log: options.log,
    onUnauthorised: (reason) => fail(tokenRefused(reason)),
  });
}

function createAuthorDesk(ground: Ground, catalog: () => Catalog): Desk {
  const { options, store, telegram, pace, photos, texts, clock } = ground;
  return createDesk({
    announcements: store.announcements,
    authorMessages: store.authorMessages,
    authors: options.authorIds,
    catalog,
    words: texts.for(),
    timezone: options.timezone,
    rate: pace.rate,
    send: (author, message, signal) => trySendMessage(telegram.quiet, author, message, { photos, signal }),
    edit: (author, messageId, message, signal) =>
      tryEditMessage(telegram.quiet, author, messageId, message, undefined, { photos, signal }),
    clock,
    log: options.log,
  });
}

function tokenRefused(reason: string): Error {
  return new Error(`Telegram refuses BOT_TOKEN: ${reason}`);
}
