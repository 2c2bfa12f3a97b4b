import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { articlesOf, claimAll, claimOne, close, sendAll, sent } from './claims.ts';
import { announce, article, at, chat, newStore, subscribe, tag } from './new-store.ts';

const DAY = 24 * 60;

async function failFirst(store: Store, dueInMinute: number): Promise<void> {
  await close(store, [await claimOne(store)], { state: 'pending', dueAt: at(dueInMinute), reason: 'busy' });
}

describe('the order of one reader’s pushes', () => {
  it('is kept when one of them has to be tried again', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    for (const name of ['a', 'b', 'c']) await announce(store, article(name, 'css'), at(0));
    await failFirst(store, 10);
    expect(await sendAll(store, 9)).toEqual([]);
    expect(await store.ledger.nextDueAt()).toEqual(at(10));
    expect(await sendAll(store, 10)).toEqual(['1: a', '1: b', '1: c']);
  });

  it('holds up nobody else', async () => {
    const store = await newStore();
    for (const id of [1, 2]) await subscribe(store, id, 'css');
    for (const name of ['a', 'b']) await announce(store, article(name, 'css'), at(0));
    await failFirst(store, 10);
    expect(await sendAll(store, 9)).toEqual(['2: a', '2: b']);
  });

  it('is kept through several tries', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    for (const name of ['a', 'b']) await announce(store, article(name, 'css'), at(0));
    await failFirst(store, 10);
    expect((await claimAll(store, 5)).map(articlesOf)).toEqual([]);
    const again = await claimAll(store, 10);
    expect(again.map(articlesOf)).toEqual(['a']);
    await close(store, again, { state: 'pending', dueAt: at(20), reason: 'busy' }, 11);
    expect(await claimAll(store, 19)).toEqual([]);
    expect(await sendAll(store, 20)).toEqual(['1: a', '1: b']);
  });

  it.each([
    [
      'has failed for good',
      async (store: Store) => close(store, await claimAll(store, 10), { state: 'failed', reason: 'no' }, 10),
    ],
    [
      'is cancelled',
      async (store: Store) =>
        store.announcements.cancel((await store.announcements.latest(9)).at(-1)?.id as never, at(9)),
    ],
  ])('does not wait for one that %s', async (_how, end) => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    for (const name of ['a', 'b']) await announce(store, article(name, 'css'), at(0));
    await failFirst(store, 10);
    await end(store);
    expect(await sendAll(store, 10)).toEqual(['1: b']);
  });

  it('is kept after a night', async () => {
    const asleep = {
      opensAt: (_reader: unknown, now: Date) => (now < at(DAY) ? at(DAY) : now),
      nextDigestAt: () => at(0),
    };
    const store = await newStore({ timing: asleep });
    await subscribe(store, 1, 'css');
    await store.preferences.set(chat(1), { quietHours: { from: 0, until: 23 } }, at(0));
    for (const name of ['a', 'b']) {
      await announce(store, article(name, 'css'), at(0));
      expect(await sendAll(store, 1)).toEqual([]);
    }
    expect(await store.ledger.nextDueAt()).toEqual(at(DAY));
    expect(await sendAll(store, DAY)).toEqual(['1: a', '1: b']);
  });

  it('passes over a crowd that is asleep to the one who is not', async () => {
    const asleep = { opensAt: () => at(DAY), nextDigestAt: () => at(0) };
    const store = await newStore({ timing: asleep });
    for (let id = 1; id <= 60; id++) {
      await subscribe(store, id, 'css');
      if (id < 60) await store.preferences.set(chat(id), { quietHours: { from: 0, until: 23 } }, at(0));
    }
    await announce(store, article('a', 'css'), at(0));
    expect((await store.ledger.claim(5, at(1), 0)).map(({ chatId }) => chatId)).toEqual([60]);
    await store.subscriptions.add(chat(60), tag('x'), at(1));
    expect(await store.ledger.claim(5, at(1), 0)).toEqual([]);
  });
});

it('two messages to one chat never go at the same time, whatever their kinds', async () => {
  const store = await newStore();
  await subscribe(store, 1, 'css', 'html');
  await store.subscriptions.setCadence(chat(1), tag('html'), 'daily', at(0));
  await announce(store, article('a', 'html'), at(1));
  await announce(store, article('b', 'css'), at(1));
  const pushes = await claimAll(store, DAY);
  expect(pushes.map(articlesOf)).toEqual(['b']);
  expect(await claimAll(store, DAY)).toEqual([]);
  await close(store, pushes, sent(1), DAY);
  expect((await claimAll(store, DAY)).map(articlesOf)).toEqual(['a']);
});
