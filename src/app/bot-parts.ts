import type { Update } from 'grammy/types';
import type { DeliveryControl } from '../bot/context.ts';
import { createBot } from '../bot/create-bot.ts';
import { createPoller, type Poller } from '../bot/poller.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { MessageIds } from '../delivery/message-ids.ts';
import type { Announcements } from '../delivery/ports/announcements.ts';
import type { Outgoing } from './delivery-parts.ts';
import type { Ground } from './ground.ts';
import type { Reading } from './reading-parts.ts';

export type UpdatePoller = Poller;

export interface BotParts {
  readonly catalog: () => Catalog;
  readonly announcements: Pick<Announcements, 'plan'>;
  readonly outgoing: () => Outgoing;
  readonly reading: Reading;
}

// Two long polls: by then a second program with this token has shown itself again, or is gone.
const HOLD_AFTER_CONFLICT_MS = 60_000;

/** The incoming side: updates from Telegram through the inbox to the bot's handlers. */
export function createUpdatePoller(ground: Ground, parts: BotParts): UpdatePoller {
  const { options, me, store, telegram, messageIds, answerIds, photos, search, texts, evenings, clock } = ground;
  const { log, site, timezone, authorIds } = options;
  const bot = createBot(
    options.token,
    { client: telegram.client, botInfo: me },
    {
      store,
      catalog: parts.catalog,
      search,
      photos,
      ...parts.reading,
      evenings,
      apiTransformers: telegram.replyTransformers,
      texts,
      site,
      timezone,
      authorIds,
      delivery: createDeliveryControl(ground, parts),
      log,
      now: clock.now,
      sleep: clock.sleep,
      stopping: ground.stopping,
      random: Math.random,
    },
  );
  return createPoller({
    api: telegram.replies,
    inbox: store.inbox,
    handle: (update) => bot.handleUpdate(update),
    answersTo: answerIds.take,
    onStored: (update) => noteIncoming(update, messageIds),
    onConflict() {
      parts.outgoing().sender.hold(HOLD_AFTER_CONFLICT_MS);
      parts.outgoing().reminders.hold(HOLD_AFTER_CONFLICT_MS);
    },
    log,
    clock,
  });
}

function createDeliveryControl(ground: Ground, { announcements, outgoing }: BotParts): DeliveryControl {
  const { options, pace, clock, stopping } = ground;
  const { announceDelayMs: delayMs } = options.delivery;
  const wakeSender = () => outgoing().sender.wake();
  const wakeDesk = () => outgoing().desk.wake();
  return {
    plan() {
      announcements
        .plan({ delayMs, now: clock.now, signal: stopping })
        .catch((error: unknown) => {
          options.log.error('what was published could not be planned; the next check goes on with it', { error });
        })
        .finally(() => {
          wakeSender();
          wakeDesk();
        });
    },
    wakeSender,
    wakeCorrector: () => outgoing().corrector.wake(),
    wakeDesk,
    wakeReminders: () => outgoing().reminders.wake(),
    rate: pace.rate,
  };
}

/** Only what people write themselves: the message under a pressed button may be a push of unknown fate. */
function noteIncoming({ message }: Update, messageIds: MessageIds): void {
  if (message !== undefined) messageIds.note(message.chat.id, message.message_id);
}
