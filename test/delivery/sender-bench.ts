import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormattedString } from '@grammyjs/parse-mode';
import { onTestFinished } from 'vitest';
import type { ArticleId, TagKey } from '../../src/catalog/article.ts';
import { createMessageIds, type MessageIds } from '../../src/delivery/message-ids.ts';
import type { Announcement } from '../../src/delivery/ports/announcements.ts';
import type { ChatId } from '../../src/delivery/ports/ids.ts';
import type { ClaimedDelivery } from '../../src/delivery/ports/ledger.ts';
import { createSender, type Sender, type SenderPorts } from '../../src/delivery/sender.ts';
import type { Logger } from '../../src/log.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { createPace } from '../../src/telegram/pace.ts';
import { createFakeClock, type FakeClock } from '../telegram/fake-clock.ts';
import { createFakeTelegram, type FakeTelegram } from './fake-telegram.ts';

const ignore = () => undefined;
export const quiet: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** A sender between a real database and a scripted Telegram, in a time that the test moves. */
export interface SenderBench {
  readonly clock: FakeClock;
  readonly telegram: FakeTelegram;
  readonly store: Store;
  readonly sender: Sender;
  readonly messageIds: MessageIds;
  readonly finished: Announcement[];
  readonly unauthorised: string[];
  subscribe(...chatIds: readonly number[]): Promise<void>;
  announce(id: string): Promise<void>;
  /** Lets time pass until this many announcements are finished. */
  finish(count?: number): Promise<Announcement[]>;
  /** Another process over the same database and the same Telegram; the old one is not heard of again. */
  crashAndRestart(): Promise<SenderBench>;
}

export interface BenchOptions extends Partial<Pick<SenderPorts, 'compose' | 'probe' | 'caughtUp'>> {
  readonly perSecond?: number;
}

export async function createSenderBench(options: BenchOptions = {}): Promise<SenderBench> {
  const folder = await mkdtemp(join(tmpdir(), 'sender-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = createFakeClock();
  const telegram = createFakeTelegram(clock.elapsedMs);
  return open(options, { clock, telegram, path: join(folder, 'bot.db'), greatest: 100 });
}

interface World {
  readonly clock: FakeClock;
  readonly telegram: FakeTelegram;
  readonly path: string;
  readonly greatest: number;
}

async function open(options: BenchOptions, world: World): Promise<SenderBench> {
  const { clock, telegram, path, greatest } = world;
  const store = await openStore(path);
  const finished: Announcement[] = [];
  const unauthorised: string[] = [];
  const messageIds = createMessageIds({ greatest });
  const { perSecond = 30, ...overrides } = options;
  const sender = createSender({
    ledger: store.ledger,
    pace: createPace({ perSecond, clock }),
    clock,
    log: quiet,
    messageIds,
    compose: async (claim) => ladderOf(claim),
    send: telegram.send,
    probe: telegram.probe,
    onFinished: (progress) => finished.push(progress),
    onUnauthorised: (reason) => unauthorised.push(reason),
    ...overrides,
  });
  onTestFinished(async () => {
    const stopped = sender.stop(0);
    await clock.advance(2_000);
    await stopped;
    await store.close();
  });
  return {
    ...{ clock, telegram, store, sender, messageIds, finished, unauthorised },
    async subscribe(...chatIds) {
      for (const chatId of chatIds as ChatId[]) {
        await store.readers.visit({ chatId, languageCode: 'en' }, clock.now());
        await store.subscriptions.add(chatId, 'css' as TagKey, clock.now());
      }
    },
    async announce(id) {
      const article = { id: id as ArticleId, key: id, contentHash: id, tagKeys: ['css' as TagKey] };
      await store.ledger.announce(article, clock.now());
      sender.wake();
    },
    async finish(count = 1) {
      await clock.runUntil(() => finished.length >= count);
      return finished;
    },
    crashAndRestart: () => open(options, { ...world, greatest: messageIds.greatest() }),
  };
}

function ladderOf({ articleId }: ClaimedDelivery): readonly OutgoingMessage[] {
  return ['card', 'text', 'plain'].map((kind) => ({ kind: 'text', text: new FormattedString(`${articleId} ${kind}`) }));
}
