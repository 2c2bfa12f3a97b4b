import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ClaimedDelivery, DeliveryResult } from '../../src/delivery/ports/ledger.ts';
import type { Cadence } from '../../src/delivery/ports/preferences.ts';
import { createTiming } from '../../src/delivery/reader-timing.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { miscounted } from './claims.ts';
import { announce, article, at, chat, newPath, tag } from './new-store.ts';

const READERS = [1, 2, 3, 4];
const TOPICS = ['x', 'y', 'all'];
const ARTICLES = { a: ['x'], b: ['y', 'x'], c: [], d: ['z', 'y'] } as const;
type Name = keyof typeof ARTICLES;
const NAMES = Object.keys(ARTICLES) as Name[];

const OPTIONS = { timing: createTiming('UTC'), pushesAtOnce: 1 } as const;
const DAY = 24 * 60;
// After every digest and pause.
const MONTH = 31 * DAY;

const reader = fc.constantFrom(...READERS);
const topic = fc.constantFrom(...TOPICS);
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('subscribe' as const), reader, topic }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unsubscribe' as const), reader, topic }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pace' as const),
      reader,
      topic,
      cadence: fc.constantFrom<Cadence>('instant', 'daily', 'weekly', 'muted'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('prefer' as const),
      reader,
      digestHour: fc.integer({ min: 0, max: 23 }),
      quietHours: fc.constantFrom(undefined, { from: 0, until: 5 }, { from: 20, until: 9 }),
      pausedFor: fc.constantFrom(0, 0, 600, 10_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(5, 300, 1_000, 8_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), reader }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), reader }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('start' as const), reader }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('announce' as const), name: fc.constantFrom(...NAMES) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 5 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      which: fc.nat(),
      as: fc.constantFrom('sent' as const, 'sent' as const, 'failed' as const, 'pending' as const, 'gone' as const),
      twice: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), arrived: fc.boolean() }) },
);
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

/** The store and, beside it, what a simple-minded observer expects of it. */
class World {
  readonly path: string;
  store: Store;
  minute = 0;
  inFlight: ClaimedDelivery[] = [];
  readonly topics = new Map(READERS.map((id) => [id, new Map<string, Cadence>()]));
  readonly silent = new Set<number>();
  readonly announced = new Set<Name>();
  /** `article reader` of every delivery that was promised and that nothing since has given a reason to withhold. */
  readonly owed = new Set<string>();
  readonly arrived: string[] = [];
  /** The lives of a person who was erased, whose new self may get what the old one got. */
  readonly lives = new Map(READERS.map((id) => [id, 0]));

  constructor(path: string, store: Store) {
    this.path = path;
    this.store = store;
  }

  wants(id: number, name: Name): boolean {
    const followed = this.topics.get(id);
    const own = ARTICLES[name].flatMap((key) => followed?.get(key) ?? []);
    const cadences = own.length > 0 ? own : [followed?.get('all') ?? 'muted'];
    return !this.silent.has(id) && cadences.some((cadence) => cadence !== 'muted');
  }

  pair(name: string, id: number): string {
    return `${name} ${id} ${this.lives.get(id)}`;
  }

  /** After a change of mind nothing is owed that the reader does not want, even if he wants it again later. */
  withdraw(id: number): void {
    for (const name of NAMES) if (!this.wants(id, name)) this.owed.delete(this.pair(name, id));
  }

  async close(claim: ClaimedDelivery, as: Exclude<DeliveryResult['state'], 'moved'>): Promise<void> {
    const results = {
      sent: { state: 'sent', messageId: 1_000 + this.arrived.length, form: 'text' },
      failed: { state: 'failed', reason: 'no' },
      pending: { state: 'pending', dueAt: at(this.minute + 2), reason: 'busy' },
      gone: { state: 'gone', reason: 'blocked' },
    } as const;
    const pairs = claim.articles.map(({ articleId }) => this.pair(articleId, claim.chatId));
    if (as === 'sent') this.arrived.push(...pairs);
    if (as === 'failed') for (const pair of pairs) this.owed.delete(pair);
    await this.store.ledger.close([{ id: claim.id, result: results[as] }], at(this.minute));
    if (as !== 'gone') return;
    this.silent.add(claim.chatId);
    this.withdraw(claim.chatId);
  }
}

async function perform(world: World, step: Action): Promise<void> {
  const { store } = world;
  const now = at(++world.minute);
  switch (step.do) {
    case 'subscribe':
      if (!world.topics.get(step.reader)?.has(step.topic)) world.topics.get(step.reader)?.set(step.topic, 'instant');
      await store.subscriptions.add(chat(step.reader), tag(step.topic), now);
      return world.withdraw(step.reader);
    case 'unsubscribe':
      world.topics.get(step.reader)?.delete(step.topic);
      await store.subscriptions.remove(chat(step.reader), tag(step.topic));
      return world.withdraw(step.reader);
    case 'pace': {
      const isFollowed = await store.subscriptions.setCadence(chat(step.reader), tag(step.topic), step.cadence, now);
      expect(isFollowed).toBe(world.topics.get(step.reader)?.has(step.topic));
      if (isFollowed) world.topics.get(step.reader)?.set(step.topic, step.cadence);
      return world.withdraw(step.reader);
    }
    case 'prefer': {
      const { digestHour, quietHours } = step;
      const pausedUntil = step.pausedFor === 0 ? undefined : at(world.minute + step.pausedFor);
      return store.preferences.set(chat(step.reader), { digestHour, quietHours, pausedUntil }, now);
    }
    case 'pass':
      world.minute += step.minutes;
      return;
    case 'erase':
      return erase(world, step.reader);
    case 'stop':
      world.silent.add(step.reader);
      await store.readers.setState(chat(step.reader), 'stopped', now);
      return world.withdraw(step.reader);
    case 'start':
      world.silent.delete(step.reader);
      return store.readers.setState(chat(step.reader), 'active', now);
    case 'announce': {
      if (world.announced.has(step.name)) return;
      const id = await announce(store, article(step.name, ...ARTICLES[step.name]), now);
      world.announced.add(step.name);
      const audience = READERS.filter((id) => world.wants(id, step.name));
      expect(await store.announcements.get(id)).toMatchObject({ total: audience.length });
      for (const id of audience) world.owed.add(world.pair(step.name, id));
      return;
    }
    case 'claim': {
      const claimed = await store.ledger.claim(step.limit, now, 0);
      for (const { chatId, articles } of claimed) {
        for (const { articleId } of articles) expect(world.wants(chatId, articleId as unknown as Name)).toBe(true);
      }
      world.inFlight.push(...claimed);
      expect(new Set(world.inFlight.map(({ chatId }) => chatId)).size).toBe(world.inFlight.length);
      return;
    }
    case 'close': {
      const [claim] = world.inFlight.splice(step.which % Math.max(world.inFlight.length, 1), 1);
      if (claim === undefined) return;
      await world.close(claim, step.as);
      const again = { id: claim.id, result: { state: 'failed', reason: 'again' } } as const;
      if (step.twice) await store.ledger.close([again], at(world.minute));
      return;
    }
    case 'crash': {
      world.store = await openStore(world.path, OPTIONS);
      await store.close();
      const unsure = await world.store.ledger.unsure(100);
      const shape = ({ id, articles }: ClaimedDelivery) =>
        `${id} ${articles.map(({ articleId }) => articleId).toSorted()}`;
      expect(unsure.map(shape).toSorted()).toEqual(world.inFlight.map(shape).toSorted());
      world.inFlight = [];
      for (const claim of unsure) await world.close(claim, step.arrived ? 'sent' : 'pending');
      return;
    }
    default:
      return step satisfies never;
  }
}

/** What is under way to him ends first: a message that was sent to nobody any more would not be counted here. */
async function erase(world: World, id: number): Promise<void> {
  for (const claim of world.inFlight.filter(({ chatId }) => chatId === id)) await world.close(claim, 'sent');
  world.inFlight = world.inFlight.filter(({ chatId }) => chatId !== id);
  await world.store.personalData.erase(chat(id));
  world.topics.get(id)?.clear();
  world.silent.delete(id);
  world.withdraw(id);
  world.lives.set(id, (world.lives.get(id) ?? 0) + 1);
  await world.store.readers.visit({ chatId: chat(id), languageCode: 'en' }, at(world.minute));
}

async function drain(world: World): Promise<void> {
  for (const claim of world.inFlight) await world.close(claim, 'sent');
  // At noon, when nobody is asleep.
  world.minute = Math.ceil(world.minute / DAY) * DAY + MONTH + DAY / 2;
  // Twice, as what was put off in the first go is due in the second.
  for (let round = 0; round < 2; round++, world.minute += MONTH) {
    for (;;) {
      const claimed = await world.store.ledger.claim(3, at(world.minute), 0);
      if (claimed.length === 0) break;
      for (const claim of claimed) await world.close(claim, 'sent');
    }
  }
}

it('never sends an article to a reader twice, never loses one that is owed, and counts right', async () => {
  const path = await newPath();
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 60 }), async (steps) => {
      for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
      const world = new World(path, await openStore(path, OPTIONS));
      try {
        for (const id of READERS) await world.store.readers.visit({ chatId: chat(id), languageCode: 'en' }, at(0));
        for (const step of steps) {
          await perform(world, step);
          expect(miscounted(path)).toEqual([]);
        }
        await drain(world);
        expect(world.arrived.toSorted()).toEqual([...new Set(world.arrived)].toSorted());
        for (const pair of world.owed) expect(world.arrived).toContain(pair);
        expect(await world.store.ledger.takeFinished(at(world.minute))).toHaveLength(world.announced.size);
        expect(await world.store.ledger.nextDueAt()).toBeUndefined();
        expect(miscounted(path)).toEqual([]);
        const announcements = await world.store.announcements.latest(10);
        expect(announcements.reduce((sum, { sent }) => sum + sent, 0)).toBe(world.arrived.length);
      } finally {
        await world.store.close();
      }
    }),
    { numRuns: 40, seed: 7 },
  );
});
