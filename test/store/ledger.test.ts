import { describe, expect, it } from 'vitest';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import type { Store } from '../../src/store/open-store.ts';
import { claimAll, claimOne, close, finished, miscounted, sent } from './claims.ts';
import { announce, article, at, chat, newPath, newStore, subscribe, tag } from './new-store.ts';

const never = new AbortController().signal;

describe('claim', () => {
  it('says what the sender needs to know', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    const announcementId = await announce(store, article('a', 'css'), at(0));
    expect(await claimAll(store, 1, 777)).toEqual([
      {
        id: expect.any(Number),
        kind: 'push',
        chatId: 1,
        languageCode: 'en',
        articles: [{ deliveryId: expect.any(Number), announcementId, articleId: 'a', topic: 'css' }],
        silent: false,
        attempt: 1,
        messageIdBefore: 777,
      },
    ]);
  });

  it('hands a row out once', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await announce(store, article('a', 'css'), at(0));
    await claimOne(store);
    expect(await claimAll(store)).toEqual([]);
  });

  it('hands out one at a time to a chat, oldest announcement first', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await announce(store, article('a', 'css'), at(0));
    await announce(store, article('b', 'css'), at(0));
    const first = await claimAll(store);
    expect(first).toMatchObject([{ articles: [{ articleId: 'a' }] }]);
    expect(await claimAll(store)).toEqual([]);
    await close(store, first, sent(1));
    expect(await claimAll(store)).toMatchObject([{ articles: [{ articleId: 'b' }] }]);
  });

  it('hands out no more than asked for and nothing before the undo window ends', async () => {
    const store = await newStore();
    for (const id of [1, 2, 3]) await subscribe(store, id, 'css');
    await store.announcements.announce(article('a', 'css'), 'planning', at(0));
    await store.announcements.plan({ delayMs: 300_000, now: () => at(0), signal: never });
    expect(await store.ledger.claim(2, at(4), 0)).toEqual([]);
    expect(await store.ledger.claim(2, at(5), 0)).toHaveLength(2);
    expect(await store.ledger.claim(2, at(5), 0)).toHaveLength(1);
  });

  it.each([
    ['paused', (store: Store, id: AnnouncementId) => store.announcements.pause(id, { reason: 'author', note: '' })],
    ['cancelled', (store: Store, id: AnnouncementId) => store.announcements.cancel(id, at(1))],
    ['retracted', (store: Store, id: AnnouncementId) => store.announcements.retract(id, at(1))],
  ])('hands out nothing of an announcement that is %s', async (_state, change) => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    const id = await announce(store, article('a', 'css'), at(0));
    await announce(store, article('b', 'css'), at(0));
    await change(store, id);
    expect(await claimAll(store)).toMatchObject([{ articles: [{ articleId: 'b' }] }]);
  });

  it('goes on with an announcement whose pause ends by itself', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    const id = await announce(store, article('a', 'css'), at(0));
    await store.announcements.pause(id, { reason: 'faults', note: 'busy', resumeAt: at(5) });
    expect(await store.ledger.nextDueAt()).toEqual(at(5));
    expect(await claimAll(store, 4)).toEqual([]);
    expect(await claimAll(store, 5)).toHaveLength(1);
    expect(await store.announcements.get(id)).toMatchObject({ state: 'running', pause: undefined });
  });

  it.each([
    ['stopped', async (store: Store) => store.readers.setState(chat(1), 'stopped', at(1))],
    ['gone', async (store: Store) => store.readers.setState(chat(1), 'gone', at(1))],
    ['unsubscribed', async (store: Store) => store.subscriptions.remove(chat(1), tag('css'))],
    ['muting', async (store: Store) => store.subscriptions.setCadence(chat(1), tag('css'), 'muted', at(1))],
    ['erased', async (store: Store) => store.personalData.erase(chat(1))],
  ])('skips a reader who is %s since the announcement', async (_state, leave) => {
    const path = await newPath();
    const store = await newStore({ path });
    await subscribe(store, 1, 'css');
    await subscribe(store, 2, 'css');
    await announce(store, article('a', 'css'), at(0));
    await leave(store);
    const claimed = await claimAll(store, 2);
    expect(claimed.map((row) => row.chatId)).toEqual([2]);
    await close(store, claimed, sent(9), 2);
    expect(await finished(store, 3)).toMatchObject([{ total: 2, sent: 1, skipped: 1, open: 0 }]);
    expect(miscounted(path)).toEqual([]);
  });

  it('still delivers for another topic of the article after one was given up', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css', 'html');
    await announce(store, article('a', 'css', 'html'), at(0));
    await store.subscriptions.remove(chat(1), tag('css'));
    expect(await claimOne(store)).toMatchObject({ articles: [{ topic: 'html' }] });
  });

  it('passes over a crowd of readers who left to the one who stayed', async () => {
    const store = await newStore();
    for (let id = 1; id <= 130; id++) await subscribe(store, id, 'css');
    await announce(store, article('a', 'css'), at(0));
    for (let id = 1; id < 130; id++) await store.subscriptions.remove(chat(id), tag('css'));
    expect((await claimOne(store)).chatId).toBe(130);
  });

  it.each([
    ['the reader', async (store: Store) => store.preferences.set(chat(1), { silent: true }, at(0))],
    [
      'the author',
      async (store: Store, id: AnnouncementId) => {
        await store.announcements.publish([id], true);
        await store.announcements.plan({ delayMs: 0, now: () => at(0), signal: never });
      },
    ],
  ])('is silent as %s wants it', async (_who, wish) => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    const id = await store.announcements.announce(article('a', 'css'), 'held', at(0));
    await wish(store, id as AnnouncementId);
    await store.announcements.publish([id as AnnouncementId], false);
    await store.announcements.plan({ delayMs: 0, now: () => at(0), signal: never });
    expect(await claimOne(store)).toMatchObject({ silent: true });
  });
});

describe('close', () => {
  it('keeps the first result', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await announce(store, article('a', 'css'), at(0));
    const claim = await claimOne(store);
    await store.ledger.close(
      [
        { id: claim.id, result: sent(7) },
        { id: claim.id, result: { state: 'failed', reason: 'twice in one go' } },
      ],
      at(1),
    );
    await close(store, [claim], { state: 'pending', dueAt: at(1), reason: 'late' });
    expect(await claimAll(store)).toEqual([]);
    expect(await finished(store, 2)).toMatchObject([{ sent: 1, failed: 0, open: 0 }]);
  });

  it('ends claims of all kinds in one go', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    for (const id of [1, 2, 3, -4]) await subscribe(store, id, 'css');
    await announce(store, article('a', 'css'), at(0));
    const claims = await claimAll(store);
    const results = {
      1: sent(7),
      2: { state: 'failed', reason: 'too long' },
      3: { state: 'gone', reason: 'blocked' },
      [-4]: { state: 'moved', chatId: chat(-104) },
    } as const;
    await store.ledger.close(
      claims.map(({ id, chatId }) => ({ id, result: results[chatId as unknown as keyof typeof results] })),
      at(1),
    );
    expect(miscounted(path)).toEqual([]);
    expect((await claimAll(store)).map(({ chatId }) => chatId)).toEqual([-104]);
  });

  it('puts a delivery back in line until its time, counting attempts', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await announce(store, article('a', 'css'), at(0));
    const claim = await claimOne(store);
    await close(store, [claim], { state: 'pending', dueAt: at(10), reason: 'busy' });
    expect(await store.ledger.nextDueAt()).toEqual(at(10));
    expect(await claimAll(store, 9)).toEqual([]);
    expect(await claimAll(store, 10)).toMatchObject([{ id: claim.id, attempt: 2 }]);
    expect(await store.ledger.nextDueAt()).toBeUndefined();
  });

  it('loses a gone reader with everything that waits for him, preferences kept', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await subscribe(store, 1, 'css');
    await announce(store, article('a', 'css'), at(0));
    await announce(store, article('b', 'css'), at(0));
    await close(store, [await claimOne(store)], { state: 'gone', reason: 'bot was blocked' });
    expect(await store.readers.get(chat(1))).toMatchObject({ state: 'gone', stateReason: 'bot was blocked' });
    expect(await store.subscriptions.list(chat(1))).toHaveLength(1);
    await store.readers.revive(chat(1), at(2));
    expect(await claimAll(store, 2)).toEqual([]);
    expect(miscounted(path)).toEqual([]);
    expect(await finished(store, 2)).toMatchObject([{ gone: 1 }, { gone: 1 }]);
  });

  it('leaves a reader stopped who has stopped and then blocks the bot', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await announce(store, article('a', 'css'), at(0));
    const claim = await claimOne(store);
    await store.readers.setState(chat(1), 'stopped', at(1));
    await close(store, [claim], { state: 'gone', reason: 'bot was blocked' });
    expect(await store.readers.get(chat(1))).toMatchObject({ state: 'stopped' });
  });
});

describe('takeFinished', () => {
  it('gives an announcement once, when nothing of it is open', async () => {
    const store = await newStore();
    for (const id of [1, 2]) await subscribe(store, id, 'css');
    const id = await announce(store, article('a', 'css'), at(0));
    const [first, second] = await claimAll(store);
    if (first === undefined || second === undefined) throw new Error('two were due');
    await close(store, [first], sent(7));
    expect(await store.ledger.takeFinished(at(1))).toEqual([]);
    await close(store, [second], { state: 'failed', reason: 'message is too long' });
    expect(await store.ledger.takeFinished(at(2))).toEqual([id]);
    expect(await store.announcements.get(id)).toMatchObject({
      state: 'finished',
      finishedAt: at(2),
      sent: 1,
      failed: 1,
    });
    expect(await store.ledger.takeFinished(at(3))).toEqual([]);
  });

  it('gives one without readers when its undo window ends, and says when that is', async () => {
    const store = await newStore();
    const id = await store.announcements.announce(article('a', 'css'), 'planning', at(0));
    await store.announcements.plan({ delayMs: 60_000, now: () => at(0), signal: never });
    expect(await store.ledger.takeFinished(at(0))).toEqual([]);
    expect(await store.ledger.nextDueAt()).toEqual(at(1));
    expect(await store.ledger.takeFinished(at(1))).toEqual([id]);
    expect(await store.ledger.nextDueAt()).toBeUndefined();
  });
});

describe('knownMessageIds', () => {
  it.each([
    ['of every private chat above an id, as they share one sequence', [1, 2], [11, 12, 13, 14, 15]],
    ['of the group alone above an id, as each counts its own', [-2, -1], [11, 13, 15]],
  ])('gives messages %s', async (_which, chats, expected) => {
    const store = await newStore();
    for (const id of chats) await subscribe(store, id, 'css');
    for (const name of ['a', 'b', 'c']) await announce(store, article(name, 'css'), at(0));
    let messageId = 10;
    for (let round = 0; round < 3; round++) {
      for (const claim of await claimAll(store)) await close(store, [claim], sent(messageId++));
    }
    const asked = chat(chats.find((id) => Math.abs(id) === 1) ?? 0);
    expect(await store.ledger.knownMessageIds(asked, 10)).toEqual(new Set(expected));
  });
});
