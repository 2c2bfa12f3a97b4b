import { describe, expect, it } from 'vitest';
import type { Cadence } from '../../src/delivery/ports/preferences.ts';
import type { Store } from '../../src/store/open-store.ts';
import { claimAll, close, sendAll, sent } from './claims.ts';
import { announce, article, at, chat, newStore, subscribe, tag } from './new-store.ts';

const KAFKA = 'SEARCH kafka';
const LAG = 'SEARCH lag #css';
const NINE = 9 * 60;

async function follow(store: Store, id: number, cadences: Readonly<Record<string, Cadence>>): Promise<void> {
  await subscribe(store, id, ...Object.keys(cadences));
  for (const [topic, cadence] of Object.entries(cadences))
    await store.subscriptions.setCadence(chat(id), tag(topic), cadence, at(0));
}

async function watchesOf(store: Store): Promise<string[]> {
  const all: string[] = [];
  for await (const some of store.subscriptions.watches()) all.push(...some);
  return all;
}

/** What is due, each as `kind: article by topic`. */
async function due(store: Store, minute: number): Promise<string[]> {
  const claims = await claimAll(store, minute);
  return claims.map(
    ({ kind, articles }) => `${kind}: ${articles.map(({ articleId, topic }) => `${articleId} by ${topic}`).join(', ')}`,
  );
}

describe('the watched searches', () => {
  it('come each once, whoever watches them, and nothing else does', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css', 'search kafka', KAFKA, LAG, 'all');
    await subscribe(store, 2, KAFKA, 'SEARCHES', '数据库');
    await subscribe(store, 3, 'SEARCH 数据库', KAFKA, `${KAFKA} lag`);
    expect(await watchesOf(store)).toEqual([KAFKA, `${KAFKA} lag`, LAG, 'SEARCH 数据库']);
  });

  it('come however many they are', async () => {
    const store = await newStore();
    const many = Array.from({ length: 1_203 }, (_, number) => `SEARCH word${10_000 + number}`);
    await subscribe(store, 1, ...many);
    expect(await watchesOf(store)).toEqual(many);
  });

  it('are none at first', async () => {
    expect(await watchesOf(await newStore())).toEqual([]);
  });
});

describe('an article that answers watched searches', () => {
  it.each<[Readonly<Record<string, Cadence>>, string | undefined]>([
    [{ [KAFKA]: 'instant' }, 'push: a by SEARCH kafka'],
    [{ [KAFKA]: 'daily' }, 'digest: a by SEARCH kafka'],
    [{ [KAFKA]: 'muted' }, undefined],
    [{ 'SEARCH other': 'instant' }, undefined],
    [{ all: 'instant', [KAFKA]: 'instant' }, 'push: a by SEARCH kafka'],
    [{ all: 'instant', [KAFKA]: 'muted' }, undefined],
    [{ all: 'instant', 'SEARCH other': 'muted' }, 'push: a by all'],
    [{ all: 'instant', [KAFKA]: 'daily' }, 'digest: a by SEARCH kafka'],
    [{ css: 'instant', [KAFKA]: 'instant', all: 'instant' }, 'push: a by css'],
    [{ css: 'daily', [KAFKA]: 'instant' }, 'push: a by SEARCH kafka'],
    [{ css: 'muted', [LAG]: 'daily', [KAFKA]: 'muted' }, 'digest: a by SEARCH lag #css'],
    [{ [LAG]: 'instant', [KAFKA]: 'instant' }, 'push: a by SEARCH kafka'],
  ])('reaches a reader of %j once: %s', async (subscribed, expected) => {
    const store = await newStore();
    await follow(store, 1, subscribed);
    const id = await announce(store, article('a', 'css', KAFKA, LAG), at(1));
    const count = expected === undefined ? 0 : 1;
    expect(await store.announcements.get(id)).toMatchObject({ total: count });
    expect(await store.announcements.audience(id)).toBe(count);
    expect(await due(store, NINE)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('does not reach who begins to watch after it began', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    await store.subscriptions.add(chat(1), tag(KAFKA), at(2));
    await announce(store, article('a', KAFKA), at(1));
    expect(await due(store, NINE)).toEqual([]);
  });

  it('reaches nobody who has stopped watching before it leaves', async () => {
    const store = await newStore();
    await subscribe(store, 1, KAFKA);
    await subscribe(store, 2, KAFKA, 'all');
    await announce(store, article('a', KAFKA), at(1));
    for (const id of [1, 2]) await store.subscriptions.remove(chat(id), tag(KAFKA));
    expect(await due(store, NINE)).toEqual(['push: a by all']);
  });

  it('can answer thousands', async () => {
    const store = await newStore();
    const many = Array.from({ length: 2_500 }, (_, number) => `SEARCH word${10_000 + number}`);
    const readers = [many[0], many[999], many[1_000], many[2_499]];
    for (const [index, watch] of readers.entries()) await subscribe(store, index + 1, String(watch));
    const id = await announce(store, article('a', 'css', ...many), at(1));
    expect(await store.announcements.audience(id)).toBe(4);
    expect((await due(store, 1)).toSorted()).toEqual(readers.map((watch) => `push: a by ${watch}`));
  });

  it('counts in the order of a digest with its tags', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'daily', [KAFKA]: 'daily' });
    await announce(store, article('both', 'css', KAFKA), at(1));
    await announce(store, article('one', 'css'), at(1));
    expect(await due(store, NINE)).toEqual(['digest: both by css, one by css']);
  });

  it.each(['edit', 'retract'] as const)('is corrected (%s) under the search that brought it', async (kind) => {
    const store = await newStore();
    await subscribe(store, 1, KAFKA);
    const id = await announce(store, article('a', 'css', KAFKA), at(1));
    await close(store, await claimAll(store), sent(7));
    await store.subscriptions.remove(chat(1), tag(KAFKA));
    await store.corrections.start(id, kind, { title: 'Better', cardHash: 'new' }, at(2));
    const correction = await store.corrections.next(10);
    expect(correction?.messages).toMatchObject([{ messageId: 7, articles: [{ articleId: 'a', topic: KAFKA }] }]);
  });

  it('follows its searches anew while it waits', async () => {
    const store = await newStore();
    await subscribe(store, 1, KAFKA);
    await subscribe(store, 2, LAG);
    const id = await store.announcements.announce(article('a', 'css', KAFKA), 'held', at(1));
    if (id === undefined) throw new Error('the article was known');
    const { title, cardHash, tagKeys, watches } = article('a', 'css', LAG);
    await store.announcements.amend(id, { title, cardHash, tagKeys, watches });
    await store.announcements.publish([id], false);
    await store.announcements.plan({ delayMs: 0, now: () => at(2), signal: new AbortController().signal });
    expect(await sendAll(store, 2)).toEqual(['2: a']);
  });
});
