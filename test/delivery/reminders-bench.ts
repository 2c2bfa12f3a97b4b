import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormattedString } from '@grammyjs/parse-mode';
import { onTestFinished } from 'vitest';
import { createMessageIds } from '../../src/delivery/message-ids.ts';
import { createTiming } from '../../src/delivery/reader-timing.ts';
import { createReminders, type ReminderPorts, type ReminderSender } from '../../src/delivery/reminders.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { createPace, type Pace } from '../../src/telegram/pace.ts';
import { articleId, chat } from '../store/new-store.ts';
import { createFakeClock, type FakeClock } from '../telegram/fake-clock.ts';
import { createFakeTelegram, type FakeTelegram } from './fake-telegram.ts';
import { quiet } from './quiet.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** The sender of reminders between a real database and a scripted Telegram, in a time that the test moves. */
export interface RemindersBench {
  readonly clock: FakeClock;
  readonly telegram: FakeTelegram;
  readonly store: Store;
  readonly reminders: ReminderSender;
  readonly pace: Pace;
  readonly unauthorised: string[];
  /** A reader to be reminded of articles so many milliseconds from now. */
  want(reader: number, inMs: number, ...articles: readonly string[]): Promise<void>;
  /** The articles of which a reader will still be reminded. */
  waiting(reader: number, ...articles: readonly string[]): Promise<readonly string[]>;
  /** Every message that arrived, as `reader: text`. */
  arrived(): readonly string[];
  stop(): Promise<void>;
  /** Another process over the same database and the same Telegram; the old one is not heard of again. */
  crashAndRestart(overrides?: Overrides): Promise<RemindersBench>;
}

type Overrides = Partial<Pick<ReminderPorts, 'render' | 'send' | 'reminders' | 'unsurePolicy' | 'caughtUp'>>;

export async function createRemindersBench(overrides: Overrides = {}): Promise<RemindersBench> {
  const folder = await mkdtemp(join(tmpdir(), 'reminders-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = createFakeClock();
  return open(overrides, { clock, telegram: createFakeTelegram(clock), path: join(folder, 'bot.db') }, 100);
}

async function open(
  overrides: Overrides,
  world: { readonly clock: FakeClock; readonly telegram: FakeTelegram; readonly path: string },
  greatest: number,
): Promise<RemindersBench> {
  const { clock, telegram, path } = world;
  const store = await openStore(path, { timing: createTiming('UTC') });
  const pace = createPace({ perSecond: 30, clock });
  const messageIds = createMessageIds({ greatest });
  const unauthorised: string[] = [];
  const reminders = createReminders({
    ...{ reminders: store.reminders, ledger: store.ledger, messageIds, pace, clock, log: quiet },
    unsurePolicy: 'resend',
    send: telegram.send,
    probe: telegram.probe,
    render: async ({ articleIds }) =>
      ['card', 'plain'].map((kind) => ({
        kind: 'text',
        text: new FormattedString(`${articleIds.join('+')} ${kind}`),
      })),
    onUnauthorised: (reason) => unauthorised.push(reason),
    ...overrides,
  });
  async function stop() {
    const stopped = reminders.stop(1_000);
    await clock.advance(3_000);
    await stopped;
  }
  onTestFinished(async () => {
    await stop();
    await store.close();
  });
  return {
    ...{ clock, telegram, store, reminders, pace, unauthorised, stop },
    async want(reader, inMs, ...articles) {
      const now = clock.now();
      await store.readers.visit({ chatId: chat(reader), languageCode: 'en' }, now);
      for (const name of articles) {
        await store.reminders.set(chat(reader), articleId(name), new Date(now.getTime() + inMs));
      }
      reminders.wake();
    },
    async waiting(reader, ...articles) {
      return [...(await store.reminders.among(chat(reader), articles.map(articleId))).keys()];
    },
    arrived: () => telegram.received.map(({ chatId, text }) => `${chatId}: ${text}`),
    crashAndRestart: (changed = {}) => open(changed, world, messageIds.greatest()),
  };
}
