import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { articlesOf, claimAll, close, finished, miscounted, sendAll, sent } from './claims.ts';
import { announce, article, articleId, at, chat, newPath, newStore, subscribe } from './new-store.ts';

const GROUP = chat(-5);
const SUPERGROUP = chat(-1_005);

/** Claims what is due, closes the old chat's delivery as moved to the new one, and hands the others back. */
async function move(store: Store): Promise<void> {
  const rows = await store.ledger.claim(10, at(2), 0);
  expect(rows.map(({ chatId }) => chatId)).toContain(GROUP);
  for (const row of rows) {
    const moved = { state: 'moved', chatId: SUPERGROUP } as const;
    const handedBack = { state: 'pending', dueAt: at(3), reason: 'stopping' } as const;
    await close(store, [row], row.chatId === GROUP ? moved : handedBack, 3);
  }
}

describe('a chat that moves', () => {
  it('takes everything along and gets the message at its new id at once', async () => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css');
    await store.saved.add(GROUP, articleId('s'), at(1));
    await store.readingPlaces.set(GROUP, articleId('p'), { page: 2, pages: 3 }, at(1));
    await store.reminders.set(GROUP, articleId('s'), at(9));
    const search = await store.searches.remember(GROUP, 'tags', 'cs', at(1));
    await announce(store, article('a', 'css'), at(1));
    await announce(store, article('b', 'css'), at(1));
    await move(store);
    expect(await store.readers.get(GROUP)).toBeUndefined();
    expect(await store.readers.get(SUPERGROUP)).toMatchObject({ state: 'active', firstSeenAt: at(0) });
    expect(await store.subscriptions.list(SUPERGROUP)).toHaveLength(1);
    expect(await store.saved.has(SUPERGROUP, articleId('s'))).toBe(true);
    expect(await store.readingPlaces.get(SUPERGROUP, articleId('p'))).toMatchObject({ page: 2, pages: 3 });
    expect(await store.reminders.get(SUPERGROUP, articleId('s'))).toEqual(at(9));
    expect(await store.searches.get(search, SUPERGROUP)).toBeDefined();
    expect(await sendAll(store, 3)).toEqual([`${SUPERGROUP}: a`, `${SUPERGROUP}: b`]);
  });

  it('forgets message ids of the old chat', async () => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css');
    await announce(store, article('a', 'css'), at(1));
    await sendAll(store, 1);
    expect(await store.ledger.knownMessageIds(GROUP, 0)).toEqual(new Set([501]));
    await announce(store, article('b', 'css'), at(1));
    await move(store);
    expect(await store.ledger.knownMessageIds(SUPERGROUP, 0)).toEqual(new Set());
  });

  it('is merged with a chat already known, which gets each article once', async () => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css', 'html');
    await store.saved.add(GROUP, articleId('s'), at(1));
    for (const name of ['p', 'q']) {
      await store.readingPlaces.set(GROUP, articleId(name), { page: 2, pages: 3 }, at(1));
      await store.reminders.set(GROUP, articleId(name), at(9));
    }
    await announce(store, article('early', 'css'), at(1));
    await sendAll(store, 1);
    await subscribe(store, SUPERGROUP, 'css', 'rust');
    await store.saved.add(SUPERGROUP, articleId('s'), at(2));
    await store.readingPlaces.set(SUPERGROUP, articleId('p'), { page: 1, pages: 3 }, at(2));
    await store.reminders.set(SUPERGROUP, articleId('p'), at(8));
    await announce(store, article('shared', 'css'), at(2));
    await announce(store, article('own', 'html'), at(2));
    await move(store);
    expect(await store.readers.get(GROUP)).toBeUndefined();
    const topics = (await store.subscriptions.list(SUPERGROUP)).map(({ topic }) => topic);
    expect(topics.toSorted()).toEqual(['css', 'html', 'rust']);
    expect(await store.saved.list(SUPERGROUP)).toHaveLength(1);
    const both = ['p', 'q'].map(articleId);
    const places = await store.readingPlaces.among(SUPERGROUP, both);
    expect(both.map((name) => places.get(name)?.page)).toEqual([1, 2]);
    const reminders = await store.reminders.among(SUPERGROUP, both);
    expect(both.map((name) => reminders.get(name))).toEqual([at(8), at(9)]);
    expect((await store.personalData.export(SUPERGROUP)).deliveries).toMatchObject([
      { articleId: 'early', state: 'sent' },
      { articleId: 'shared', state: 'pending' },
      { articleId: 'own', state: 'pending' },
    ]);
    expect((await store.personalData.export(GROUP)).deliveries).toEqual([]);
    expect(await sendAll(store, 4)).toEqual([`${SUPERGROUP}: shared`, `${SUPERGROUP}: own`]);
  });

  it('lets a sent message of the old chat stand for one that waits in the new', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await subscribe(store, GROUP, 'css');
    await subscribe(store, SUPERGROUP, 'css');
    await announce(store, article('a', 'css'), at(1));
    const rows = await store.ledger.claim(10, at(1), 0);
    for (const row of rows) {
      const busy = { state: 'pending', dueAt: at(4), reason: 'busy' } as const;
      await close(store, [row], row.chatId === GROUP ? sent(1) : busy);
    }
    await announce(store, article('b', 'css'), at(1));
    await move(store);
    expect((await store.personalData.export(SUPERGROUP)).deliveries).toMatchObject([
      { articleId: 'a', state: 'skipped' },
      { articleId: 'b', state: 'pending' },
    ]);
    expect(await sendAll(store, 4)).toEqual([`${SUPERGROUP}: b`]);
    expect(await finished(store, 5)).toMatchObject([
      { articleId: 'a', total: 2, sent: 1, skipped: 1 },
      { articleId: 'b', total: 2, sent: 1, skipped: 1 },
    ]);
    expect(miscounted(path)).toEqual([]);
  });

  it('gets a digest at its new id whole', async () => {
    const store = await newStore({ pushesAtOnce: 1 });
    await subscribe(store, GROUP, 'css');
    for (const name of ['a', 'b', 'c']) await announce(store, article(name, 'css'), at(1));
    await move(store);
    expect((await claimAll(store, 3)).map(articlesOf)).toEqual(['c b a']);
  });

  it.each([
    [
      'as a whole to one that has said none',
      {},
      { timezone: 'Asia/Tokyo', digestHour: 7, silent: true, readingForm: 'classic' },
    ],
    [
      'no part to one that has said its own',
      { digestWeekday: 3 },
      { timezone: undefined, digestHour: 9, silent: false, readingForm: 'rich' },
    ],
  ])('brings its preferences %s', async (_which, said, after) => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css');
    const old = { timezone: 'Asia/Tokyo', digestHour: 7, silent: true, readingForm: 'classic' } as const;
    await store.preferences.set(GROUP, old, at(1));
    await subscribe(store, SUPERGROUP);
    await store.preferences.set(SUPERGROUP, said, at(1));
    await announce(store, article('a', 'css'), at(1));
    await move(store);
    expect(await store.preferences.get(SUPERGROUP)).toMatchObject({ ...said, ...after });
  });

  it.each([
    ['active', 'gone', 'active'],
    ['stopped', 'gone', 'stopped'],
    ['active', 'stopped', 'stopped'],
    ['stopped', 'active', 'active'],
  ] as const)('that is %s, to one that was %s, is %s afterwards', async (old, known, after) => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css');
    await subscribe(store, SUPERGROUP);
    await store.readers.setState(SUPERGROUP, known, at(1));
    await announce(store, article('a', 'css'), at(1));
    const [row] = await store.ledger.claim(10, at(2), 0);
    if (row === undefined) throw new Error('one was due');
    await store.readers.setState(GROUP, old, at(2));
    await close(store, [row], { state: 'moved', chatId: SUPERGROUP }, 3);
    expect(await store.readers.get(SUPERGROUP)).toMatchObject({ state: after });
  });
});
