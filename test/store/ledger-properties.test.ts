import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ClaimedDelivery, DeliveryResult } from '../../src/delivery/ports/ledger.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { article, at, chat, newPath, tag } from './new-store.ts';

const READERS = [1, 2, 3, 4];
const TOPICS = ['x', 'y', 'all'];
const ARTICLES = { a: ['x'], b: ['y', 'x'], c: [], d: ['z', 'y'] } as const;
type Name = keyof typeof ARTICLES;
const NAMES = Object.keys(ARTICLES) as Name[];

const reader = fc.constantFrom(...READERS);
const topic = fc.constantFrom(...TOPICS);
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('subscribe' as const), reader, topic }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unsubscribe' as const), reader, topic }) },
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
  readonly topics = new Map(READERS.map((id) => [id, new Set<string>()]));
  readonly silent = new Set<number>();
  readonly announced = new Set<Name>();
  /** `article reader` of every delivery that was promised and that nothing since has given a reason to withhold. */
  readonly owed = new Set<string>();
  readonly arrived: string[] = [];

  constructor(path: string, store: Store) {
    this.path = path;
    this.store = store;
  }

  wants(id: number, name: Name): boolean {
    return !this.silent.has(id) && ['all', ...ARTICLES[name]].some((key) => this.topics.get(id)?.has(key));
  }

  /** After a change of mind nothing is owed that the reader does not want, even if he wants it again later. */
  withdraw(id: number): void {
    for (const name of NAMES) if (!this.wants(id, name)) this.owed.delete(`${name} ${id}`);
  }

  async close(delivery: ClaimedDelivery, as: Exclude<DeliveryResult['state'], 'moved'>): Promise<void> {
    const pair = `${delivery.articleId} ${delivery.chatId}`;
    const results = {
      sent: { state: 'sent', messageId: 1_000 + this.arrived.length },
      failed: { state: 'failed', reason: 'no' },
      pending: { state: 'pending', dueAt: at(this.minute + 2), reason: 'busy' },
      gone: { state: 'gone', reason: 'blocked' },
    } as const;
    if (as === 'sent') this.arrived.push(pair);
    if (as === 'failed') this.owed.delete(pair);
    await this.store.ledger.close(delivery.id, results[as], at(this.minute));
    if (as !== 'gone') return;
    this.silent.add(delivery.chatId);
    this.withdraw(delivery.chatId);
  }
}

async function perform(world: World, step: Action): Promise<void> {
  const { store } = world;
  world.minute++;
  switch (step.do) {
    case 'subscribe':
      world.topics.get(step.reader)?.add(step.topic);
      await store.subscriptions.add(chat(step.reader), tag(step.topic), at(world.minute));
      return;
    case 'unsubscribe':
      world.topics.get(step.reader)?.delete(step.topic);
      await store.subscriptions.remove(chat(step.reader), tag(step.topic));
      return world.withdraw(step.reader);
    case 'stop':
      world.silent.add(step.reader);
      await store.readers.setState(chat(step.reader), 'stopped', at(world.minute));
      return world.withdraw(step.reader);
    case 'start':
      world.silent.delete(step.reader);
      return store.readers.setState(chat(step.reader), 'active', at(world.minute));
    case 'announce': {
      const progress = await store.ledger.announce(article(step.name, ...ARTICLES[step.name]), at(world.minute));
      expect(progress === undefined).toBe(world.announced.has(step.name));
      if (progress === undefined) return;
      world.announced.add(step.name);
      const audience = READERS.filter((id) => world.wants(id, step.name));
      expect(progress.total).toBe(audience.length);
      for (const id of audience) world.owed.add(`${step.name} ${id}`);
      return;
    }
    case 'claim': {
      const claimed = await store.ledger.claim(step.limit, at(world.minute), 0);
      for (const { chatId, articleId } of claimed) expect(world.wants(chatId, articleId as unknown as Name)).toBe(true);
      world.inFlight.push(...claimed);
      expect(new Set(world.inFlight.map(({ chatId }) => chatId)).size).toBe(world.inFlight.length);
      return;
    }
    case 'close': {
      const [delivery] = world.inFlight.splice(step.which % Math.max(world.inFlight.length, 1), 1);
      if (delivery === undefined) return;
      await world.close(delivery, step.as);
      if (step.twice) await store.ledger.close(delivery.id, { state: 'failed', reason: 'again' }, at(world.minute));
      return;
    }
    case 'crash': {
      world.store = await openStore(world.path);
      await store.close();
      const unsure = await world.store.ledger.unsure(100);
      const key = ({ id }: ClaimedDelivery) => id;
      expect(unsure.map(key).toSorted()).toEqual(world.inFlight.map(key).toSorted());
      world.inFlight = [];
      for (const delivery of unsure) await world.close(delivery, step.arrived ? 'sent' : 'pending');
      return;
    }
    default:
      return step satisfies never;
  }
}

async function drain(world: World): Promise<void> {
  for (const delivery of world.inFlight) await world.close(delivery, 'sent');
  world.minute += 100;
  for (;;) {
    const claimed = await world.store.ledger.claim(3, at(world.minute), 0);
    if (claimed.length === 0) return;
    for (const delivery of claimed) await world.close(delivery, 'sent');
  }
}

it('never sends an article to a reader twice and never loses one that is owed', async () => {
  const path = await newPath();
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 60 }), async (steps) => {
      for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
      const world = new World(path, await openStore(path));
      try {
        for (const id of READERS) await world.store.readers.visit({ chatId: chat(id), languageCode: 'en' }, at(0));
        for (const step of steps) await perform(world, step);
        await drain(world);
        expect(world.arrived.toSorted()).toEqual([...new Set(world.arrived)].toSorted());
        for (const pair of world.owed) expect(world.arrived).toContain(pair);
        const finished = await world.store.ledger.takeFinished(at(world.minute));
        expect(finished.map(({ articleId }) => articleId).toSorted()).toEqual([...world.announced].toSorted());
        expect(finished.reduce((sum, { sent }) => sum + sent, 0)).toBe(world.arrived.length);
        for (const { total, sent, failed, gone, skipped, open } of finished) {
          expect([sent + failed + gone + skipped, open]).toEqual([total, 0]);
        }
      } finally {
        await world.store.close();
      }
    }),
    { numRuns: 40, seed: 7 },
  );
});
