import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormattedString } from '@grammyjs/parse-mode';
import Sqlite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { createMessageIds, type MessageIds } from '../../src/delivery/message-ids.ts';
import type { Announcement } from '../../src/delivery/ports/announcements.ts';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import type { Addressed } from '../../src/delivery/ports/ledger.ts';
import { createSender, type Sender, type SenderPorts } from '../../src/delivery/sender.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { createPace, type Pace } from '../../src/telegram/pace.ts';
import { announce, article } from '../store/new-store.ts';
import { createFakeClock, type FakeClock } from '../telegram/fake-clock.ts';
import { createFakeTelegram, type FakeTelegram } from './fake-telegram.ts';
import { quiet } from './quiet.ts';

/** A sender between a real database and a scripted Telegram, in a time that the test moves. */
export interface SenderBench {
  readonly clock: FakeClock;
  readonly telegram: FakeTelegram;
  readonly store: Store;
  readonly sender: Sender;
  readonly pace: Pace;
  readonly messageIds: MessageIds;
  readonly unauthorised: string[];
  /** How often the sender said that announcements have changed. */
  changes(): number;
  /** Whether `diesAt` has been reached. */
  isDead(): boolean;
  subscribe(...chatIds: readonly number[]): Promise<void>;
  announce(id: string): Promise<AnnouncementId>;
  finished(): Promise<readonly Announcement[]>;
  /** Lets time pass until this many announcements are finished, or the process dies; gives them oldest first. */
  finish(count?: number): Promise<readonly Announcement[]>;
  /** Rows whose messages are on their way, as the database has it. */
  sendingRows(): Promise<number>;
  /** Another process over the same database and the same Telegram; the old one is not heard of again. */
  crashAndRestart(options?: BenchOptions): Promise<SenderBench>;
}

export interface BenchOptions extends Partial<Pick<SenderPorts, 'compose' | 'probe' | 'caughtUp' | 'unsurePolicy'>> {
  readonly perSecond?: number;
  /** The process dies at its step of that number: at a claim, a call to Telegram or the end of some; done or not. */
  readonly diesAt?: { readonly step: number; readonly done: boolean };
}

export async function createSenderBench(options: BenchOptions = {}): Promise<SenderBench> {
  const folder = await mkdtemp(join(tmpdir(), 'sender-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = createFakeClock();
  const telegram = createFakeTelegram(clock);
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
  const { perSecond = 30, diesAt, ...overrides } = options;
  const store = await openStore(path);
  const life = createLife(diesAt);
  const unauthorised: string[] = [];
  let changes = 0;
  const messageIds = createMessageIds({ greatest });
  const pace = createPace({ perSecond, clock });
  const { ledger } = store;
  const sender = createSender({
    ledger: {
      ...ledger,
      // Looked up at each call, as tests replace some.
      claim: (...args) => life.step(() => ledger.claim(...args)),
      close: (...args) => life.step(() => ledger.close(...args)),
      takeFinished: (now) => life.step(() => ledger.takeFinished(now)),
    },
    pause: store.announcements.pause,
    pace,
    clock,
    log: quiet,
    messageIds,
    unsurePolicy: 'resend',
    compose: async (to) => ladderOf(to),
    send: (...args) => life.step(() => telegram.send(...args)),
    probe: telegram.probe,
    onChange() {
      changes += 1;
    },
    onUnauthorised: (reason) => unauthorised.push(reason),
    ...overrides,
  });
  onTestFinished(async () => {
    const stopped = sender.stop(0);
    await clock.advance(2_000);
    await stopped;
    await store.close();
  });
  const finished = async () => (await store.announcements.latest(100)).filter(({ state }) => state === 'finished');
  return {
    ...{ clock, telegram, store, sender, pace, messageIds, unauthorised },
    changes: () => changes,
    isDead: life.isOver,
    async subscribe(...chatIds) {
      subscribeAll(path, chatIds, clock.now().getTime());
    },
    async announce(id) {
      const announced = await announce(store, article(id, 'css'), clock.now());
      sender.wake();
      return announced;
    },
    finished: async () => (await finished()).toReversed(),
    async finish(count = 1) {
      let looked = -1;
      await clock.runUntil(async () => {
        if (life.isOver()) return true;
        if (looked === changes) return false;
        looked = changes;
        return (await finished()).length >= count;
      });
      return (await finished()).toReversed();
    },
    async sendingRows() {
      const other = await openStore(path);
      const rows = await other.ledger.unsure(1_000);
      await other.close();
      return rows.length;
    },
    crashAndRestart: (changed = options) => open(changed, { ...world, greatest: messageIds.greatest() }),
  };
}

/** In one transaction: through the store, hundreds of readers take longer than the test. */
function subscribeAll(path: string, chatIds: readonly number[], at: number): void {
  const database = new Sqlite(path);
  const json = JSON.stringify(chatIds);
  database
    .prepare(`
      insert into readers (chat_id, state, language_code, first_seen_at, state_changed_at)
      select value, 'active', 'en', ?, ? from json_each(?)
    `)
    .run(at, at, json);
  database
    .prepare(`insert into subscriptions (chat_id, topic, created_at) select value, 'css', ? from json_each(?)`)
    .run(at, json);
  database.close();
}

/** A process that may die: what it does from then on has no effect and no end. */
function createLife(diesAt: BenchOptions['diesAt']) {
  let steps = 0;
  let over = false;
  return {
    isOver: () => over,
    async step<Result>(work: () => Promise<Result>): Promise<Result> {
      if (over) return new Promise(() => undefined);
      steps += 1;
      over = steps === diesAt?.step;
      if (over && !diesAt?.done) return new Promise(() => undefined);
      const result = await work();
      return over ? new Promise(() => undefined) : result;
    },
  };
}

function ladderOf({ articles }: Addressed): readonly OutgoingMessage[] {
  const ids = articles.map(({ articleId }) => articleId).join('+');
  return ['card', 'text', 'plain'].map((kind) => ({ kind: 'text', text: new FormattedString(`${ids} ${kind}`) }));
}
