import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { article, articleId, at, chat, newStore, subscribe } from './new-store.ts';

const GROUP = chat(-5);
const SUPERGROUP = chat(-1_005);

/** Claims what is due, closes the old chat's delivery as moved to the new one, and hands the others back. */
async function move(store: Store): Promise<void> {
  const rows = await store.ledger.claim(10, at(2), 0);
  expect(rows.map(({ chatId }) => chatId)).toContain(GROUP);
  for (const row of rows) {
    const moved = { state: 'moved', chatId: SUPERGROUP } as const;
    const handedBack = { state: 'pending', dueAt: at(3), reason: 'stopping' } as const;
    await store.ledger.close(row.id, row.chatId === GROUP ? moved : handedBack, at(3));
  }
}

async function sendAll(store: Store, minute: number): Promise<string[]> {
  const sent: string[] = [];
  for (;;) {
    const rows = await store.ledger.claim(10, at(minute), 0);
    if (rows.length === 0) return sent;
    for (const row of rows) {
      sent.push(`${row.articleId} to ${row.chatId}`);
      await store.ledger.close(row.id, { state: 'sent', messageId: 9 }, at(minute));
    }
  }
}

describe('a chat that moves', () => {
  it('takes everything along and gets the message at its new id at once', async () => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css');
    await store.saved.add(GROUP, articleId('s'), at(1));
    const search = await store.searches.remember(GROUP, 'tags', 'cs', at(1));
    await store.ledger.announce(article('a', 'css'), at(1));
    await store.ledger.announce(article('b', 'css'), at(1));
    await move(store);
    expect(await store.readers.get(GROUP)).toBeUndefined();
    expect(await store.readers.get(SUPERGROUP)).toMatchObject({ state: 'active', firstSeenAt: at(0) });
    expect(await store.subscriptions.list(SUPERGROUP)).toHaveLength(1);
    expect(await store.saved.has(SUPERGROUP, articleId('s'))).toBe(true);
    expect(await store.searches.get(search, SUPERGROUP)).toBeDefined();
    expect(await sendAll(store, 3)).toEqual([`a to ${SUPERGROUP}`, `b to ${SUPERGROUP}`]);
  });

  it('forgets message ids of the old chat', async () => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css');
    await store.ledger.announce(article('a', 'css'), at(1));
    await sendAll(store, 1);
    expect(await store.ledger.knownMessageIds(GROUP, 0)).toEqual(new Set([9]));
    await store.ledger.announce(article('b', 'css'), at(1));
    await move(store);
    expect(await store.ledger.knownMessageIds(SUPERGROUP, 0)).toEqual(new Set());
  });

  it('is merged with a chat already known, which gets each article once', async () => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css', 'html');
    await store.saved.add(GROUP, articleId('s'), at(1));
    await store.ledger.announce(article('early', 'css'), at(1));
    await sendAll(store, 1);
    await subscribe(store, SUPERGROUP, 'css', 'rust');
    await store.saved.add(SUPERGROUP, articleId('s'), at(2));
    await store.ledger.announce(article('shared', 'css'), at(2));
    await store.ledger.announce(article('own', 'html'), at(2));
    await move(store);
    expect(await store.readers.get(GROUP)).toBeUndefined();
    const topics = (await store.subscriptions.list(SUPERGROUP)).map(({ topic }) => topic);
    expect(topics.toSorted()).toEqual(['css', 'html', 'rust']);
    expect(await store.saved.list(SUPERGROUP)).toHaveLength(1);
    expect((await store.personalData.export(SUPERGROUP)).deliveries).toMatchObject([
      { articleId: 'early', state: 'sent' },
      { articleId: 'shared', state: 'pending' },
      { articleId: 'own', state: 'pending' },
    ]);
    expect((await store.personalData.export(GROUP)).deliveries).toEqual([]);
    expect(await sendAll(store, 4)).toEqual([`shared to ${SUPERGROUP}`, `own to ${SUPERGROUP}`]);
  });

  it('lets a sent message of the old chat stand for one that waits in the new', async () => {
    const store = await newStore();
    await subscribe(store, GROUP, 'css');
    await subscribe(store, SUPERGROUP, 'css');
    await store.ledger.announce(article('a', 'css'), at(1));
    const rows = await store.ledger.claim(10, at(1), 0);
    for (const row of rows) {
      const sent = { state: 'sent', messageId: 1 } as const;
      const busy = { state: 'pending', dueAt: at(4), reason: 'busy' } as const;
      await store.ledger.close(row.id, row.chatId === GROUP ? sent : busy, at(1));
    }
    await store.ledger.announce(article('b', 'css'), at(1));
    await move(store);
    expect((await store.personalData.export(SUPERGROUP)).deliveries).toMatchObject([
      { articleId: 'a', state: 'skipped' },
      { articleId: 'b', state: 'pending' },
    ]);
    expect(await sendAll(store, 4)).toEqual([`b to ${SUPERGROUP}`]);
    expect(await store.ledger.takeFinished(at(5))).toMatchObject([
      { articleId: 'a', total: 2, sent: 1, skipped: 1 },
      { articleId: 'b', total: 2, sent: 1, skipped: 1 },
    ]);
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
    await store.ledger.announce(article('a', 'css'), at(1));
    const [row] = await store.ledger.claim(10, at(2), 0);
    if (row === undefined) throw new Error('one was due');
    await store.readers.setState(GROUP, old, at(2));
    await store.ledger.close(row.id, { state: 'moved', chatId: SUPERGROUP }, at(3));
    expect(await store.readers.get(SUPERGROUP)).toMatchObject({ state: after });
  });
});
