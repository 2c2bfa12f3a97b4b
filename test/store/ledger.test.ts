import { describe, expect, it } from 'vitest';
import type { ClaimedDelivery } from '../../src/delivery/ports/ledger.ts';
import type { Store } from '../../src/store/open-store.ts';
import { article, at, chat, newPath, newStore, subscribe, tag } from './new-store.ts';

async function claimAll(store: Store, minute = 1, messageIdBefore = 100): Promise<readonly ClaimedDelivery[]> {
  return store.ledger.claim(1_000, at(minute), messageIdBefore);
}

async function claimOne(store: Store, minute = 1): Promise<ClaimedDelivery> {
  const [delivery] = await store.ledger.claim(1, at(minute), 100);
  if (delivery === undefined) throw new Error('nothing was due');
  return delivery;
}

describe('announce', () => {
  it('plans one delivery for each matching active reader and gives the count', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await subscribe(store, 2, 'html');
    await subscribe(store, 3, 'rust');
    const progress = await store.ledger.announce(article('a', 'css', 'html'), at(0));
    expect(progress).toMatchObject({ articleId: 'a', total: 2, open: 2, sent: 0, startedAt: at(0) });
    expect((await claimAll(store)).map((row) => row.chatId)).toEqual([1, 2]);
  });

  it('announces an article once', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    await subscribe(store, 2, 'css');
    const again = { ...article('a', 'css'), contentHash: 'edited' };
    expect(await store.ledger.announce(again, at(1))).toBeUndefined();
    expect(await claimAll(store)).toHaveLength(1);
    expect(await store.articles.known()).toEqual([{ id: 'a', key: 'key-a', contentHash: 'hash-a' }]);
  });

  it('gives a reader of several matching topics one delivery, for the first of the article’s tags', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'all', 'html', 'css');
    await subscribe(store, 2, 'all');
    await store.ledger.announce(article('a', 'css', 'html'), at(0));
    const topics = (await claimAll(store)).map((row) => [row.chatId, row.topic]);
    expect(topics).toEqual([
      [1, 'css'],
      [2, 'all'],
    ]);
  });

  it('leaves out stopped and gone readers', async () => {
    const store = await newStore();
    await store.readers.setState(await subscribe(store, 1, 'css'), 'stopped', at(0));
    await store.readers.setState(await subscribe(store, 2, 'css'), 'gone', at(0), 'blocked');
    const progress = await store.ledger.announce(article('a', 'css'), at(0));
    expect(progress?.total).toBe(0);
  });

  it('reaches readers of everything with an article without tags', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'all');
    expect((await store.ledger.announce(article('a'), at(0)))?.total).toBe(1);
  });
});

describe('claim', () => {
  it('says what the sender needs to know', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    const progress = await store.ledger.announce(article('a', 'css'), at(0));
    expect(await claimAll(store, 1, 777)).toEqual([
      {
        id: expect.any(Number),
        announcementId: progress?.id,
        articleId: 'a',
        chatId: 1,
        languageCode: 'en',
        topic: 'css',
        attempt: 1,
        messageIdBefore: 777,
      },
    ]);
  });

  it('hands a row out once', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    await claimOne(store);
    expect(await claimAll(store)).toEqual([]);
  });

  it('hands out one at a time to a chat, oldest announcement first', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    await store.ledger.announce(article('b', 'css'), at(0));
    const first = await claimAll(store);
    expect(first.map((row) => row.articleId)).toEqual(['a']);
    expect(await claimAll(store)).toEqual([]);
    for (const row of first) await store.ledger.close(row.id, { state: 'sent', messageId: 1 }, at(1));
    expect((await claimAll(store)).map((row) => row.articleId)).toEqual(['b']);
  });

  it('hands out no more than asked for and nothing before it is due', async () => {
    const store = await newStore();
    for (const id of [1, 2, 3]) await subscribe(store, id, 'css');
    await store.ledger.announce(article('a', 'css'), at(5));
    expect(await store.ledger.claim(2, at(4), 0)).toEqual([]);
    expect(await store.ledger.claim(2, at(5), 0)).toHaveLength(2);
    expect(await store.ledger.claim(2, at(5), 0)).toHaveLength(1);
  });

  it.each([
    ['stopped', async (store: Store) => store.readers.setState(chat(1), 'stopped', at(1))],
    ['gone', async (store: Store) => store.readers.setState(chat(1), 'gone', at(1))],
    ['unsubscribed', async (store: Store) => store.subscriptions.remove(chat(1), tag('css'))],
    ['erased', async (store: Store) => store.personalData.erase(chat(1))],
  ])('skips a reader who is %s since the announcement', async (_state, leave) => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await subscribe(store, 2, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    await leave(store);
    const claimed = await claimAll(store, 2);
    expect(claimed.map((row) => row.chatId)).toEqual([2]);
    for (const row of claimed) await store.ledger.close(row.id, { state: 'sent', messageId: 9 }, at(2));
    expect(await store.ledger.takeFinished(at(3))).toMatchObject([{ total: 2, sent: 1, skipped: 1, open: 0 }]);
  });

  it('still delivers for another topic of the article after one was given up', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css', 'html');
    await store.ledger.announce(article('a', 'css', 'html'), at(0));
    await store.subscriptions.remove(chat(1), tag('css'));
    expect((await claimOne(store)).topic).toBe('html');
  });

  it('passes over a crowd of readers who left to the one who stayed', async () => {
    const store = await newStore();
    for (let id = 1; id <= 130; id++) await subscribe(store, id, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    for (let id = 1; id < 130; id++) await store.subscriptions.remove(chat(id), tag('css'));
    expect((await claimOne(store)).chatId).toBe(130);
  });
});

describe('close', () => {
  it('keeps the first result', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    const { id } = await claimOne(store);
    await store.ledger.close(id, { state: 'sent', messageId: 7 }, at(1));
    await store.ledger.close(id, { state: 'pending', dueAt: at(1), reason: 'late' }, at(1));
    expect(await claimAll(store)).toEqual([]);
    expect(await store.ledger.takeFinished(at(2))).toMatchObject([{ sent: 1, open: 0 }]);
  });

  it('puts a delivery back in line until its time, counting attempts', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    const { id } = await claimOne(store);
    await store.ledger.close(id, { state: 'pending', dueAt: at(10), reason: 'busy' }, at(1));
    expect(await store.ledger.nextDueAt()).toEqual(at(10));
    expect(await claimAll(store, 9)).toEqual([]);
    expect(await claimAll(store, 10)).toMatchObject([{ id, attempt: 2 }]);
    expect(await store.ledger.nextDueAt()).toBeUndefined();
  });

  it('loses a gone reader with everything that waits for him, preferences kept', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    await store.ledger.announce(article('b', 'css'), at(0));
    await store.ledger.close((await claimOne(store)).id, { state: 'gone', reason: 'bot was blocked' }, at(1));
    expect(await store.readers.get(chat(1))).toMatchObject({ state: 'gone', stateReason: 'bot was blocked' });
    expect(await store.subscriptions.list(chat(1))).toHaveLength(1);
    await store.readers.revive(chat(1), at(2));
    expect(await claimAll(store, 2)).toEqual([]);
    expect(await store.ledger.takeFinished(at(2))).toMatchObject([{ gone: 1 }, { gone: 1 }]);
  });
});

describe('unsure', () => {
  it('finds what an earlier process left in the air, and not what this one sends', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    for (const id of [1, 2, 3]) await subscribe(before, id, 'css');
    await before.ledger.announce(article('a', 'css'), at(0));
    const left = await before.ledger.claim(2, at(1), 50);
    const after = await newStore({ path });
    const own = await after.ledger.claim(10, at(2), 60);
    expect(own.map((row) => row.chatId)).toEqual([3]);
    expect(await after.ledger.unsure(1)).toEqual(left.slice(0, 1));
    expect(await after.ledger.unsure(10)).toEqual(left);
    for (const row of left) await after.ledger.close(row.id, { state: 'sent', messageId: 51 }, at(3));
    expect(await after.ledger.unsure(10)).toEqual([]);
    expect(await before.ledger.unsure(10)).toEqual(own);
  });

  it('names the topic it was claimed for, not the one it was planned for', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    await subscribe(before, 1, 'css', 'html');
    await before.ledger.announce(article('a', 'css', 'html'), at(0));
    await before.subscriptions.remove(chat(1), tag('css'));
    const claimed = await claimOne(before);
    const after = await newStore({ path });
    expect(await after.ledger.unsure(10)).toEqual([claimed]);
    expect(claimed.topic).toBe('html');
  });

  it('gives up on a person who was erased meanwhile', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    await subscribe(before, 1, 'css');
    await before.ledger.announce(article('a', 'css'), at(0));
    await claimOne(before);
    await before.personalData.erase(chat(1));
    const after = await newStore({ path });
    expect(await after.ledger.unsure(10)).toEqual([]);
    expect(await after.ledger.takeFinished(at(3))).toMatchObject([{ total: 1, skipped: 1 }]);
  });
});

describe('takeFinished', () => {
  it('reports an announcement once, when nothing of it is open', async () => {
    const store = await newStore();
    for (const id of [1, 2]) await subscribe(store, id, 'css');
    const progress = await store.ledger.announce(article('a', 'css'), at(0));
    const [first, second] = await claimAll(store);
    if (first === undefined || second === undefined) throw new Error('two were due');
    await store.ledger.close(first.id, { state: 'sent', messageId: 7 }, at(1));
    expect(await store.ledger.takeFinished(at(1))).toEqual([]);
    await store.ledger.close(second.id, { state: 'failed', reason: 'message is too long' }, at(1));
    expect(await store.ledger.takeFinished(at(2))).toEqual([{ ...progress, sent: 1, failed: 1, open: 0 }]);
    expect(await store.ledger.takeFinished(at(3))).toEqual([]);
  });

  it('reports an announcement that had no audience', async () => {
    const store = await newStore();
    await store.ledger.announce(article('a', 'css'), at(0));
    expect(await store.ledger.takeFinished(at(0))).toMatchObject([{ total: 0, open: 0 }]);
  });
});

describe('knownMessageIds', () => {
  it.each([
    ['of every private chat above an id, as they share one sequence', [1, 2], [11, 12, 13, 14, 15]],
    ['of the group alone above an id, as each counts its own', [-2, -1], [11, 13, 15]],
  ])('gives messages %s', async (_which, chats, expected) => {
    const store = await newStore();
    for (const id of chats) await subscribe(store, id, 'css');
    for (const name of ['a', 'b', 'c']) await store.ledger.announce(article(name, 'css'), at(0));
    let messageId = 10;
    for (let round = 0; round < 3; round++) {
      for (const row of await claimAll(store)) {
        await store.ledger.close(row.id, { state: 'sent', messageId: messageId++ }, at(1));
      }
    }
    const asked = chat(chats.find((id) => Math.abs(id) === 1) ?? 0);
    expect(await store.ledger.knownMessageIds(asked, 10)).toEqual(new Set(expected));
  });
});
