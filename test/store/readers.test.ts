import { describe, expect, it } from 'vitest';
import { articleId, at, chat, newStore, subscribe, tag } from './new-store.ts';

describe('readers', () => {
  it('become active at their first visit', async () => {
    const store = await newStore();
    expect(await store.readers.get(chat(1))).toBeUndefined();
    await store.readers.visit({ chatId: chat(1), languageCode: undefined }, at(3));
    expect(await store.readers.get(chat(1))).toEqual({
      chatId: 1,
      state: 'active',
      stateReason: undefined,
      languageCode: undefined,
      firstSeenAt: at(3),
      stateChangedAt: at(3),
    });
  });

  it('keep state and first day when they come again, and bring a new language', async () => {
    const store = await newStore();
    await store.readers.visit({ chatId: chat(1), languageCode: 'en' }, at(0));
    await store.readers.setState(chat(1), 'stopped', at(1));
    for (const languageCode of ['de', 'de', undefined]) {
      await store.readers.visit({ chatId: chat(1), languageCode }, at(2));
      expect(await store.readers.get(chat(1))).toMatchObject({ languageCode, state: 'stopped', firstSeenAt: at(0) });
    }
  });

  it('come back from gone, and only from gone, by being revived', async () => {
    const store = await newStore();
    for (const id of [1, 2, 3]) await subscribe(store, id);
    await store.readers.setState(chat(1), 'gone', at(1), 'blocked');
    await store.readers.setState(chat(2), 'stopped', at(1));
    expect(await store.readers.revive(chat(1), at(2))).toBe(true);
    expect(await store.readers.revive(chat(2), at(2))).toBe(false);
    expect(await store.readers.revive(chat(9), at(2))).toBe(false);
    expect(await store.readers.get(chat(1))).toMatchObject({ state: 'active', stateReason: undefined });
    expect(await store.readers.countByState()).toEqual({ active: 2, stopped: 1, gone: 0 });
  });

  it('stay stopped when they block the bot, until they start again', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    await store.readers.setState(chat(1), 'stopped', at(1));
    await store.readers.setState(chat(1), 'gone', at(2), 'blocked');
    expect(await store.readers.get(chat(1))).toMatchObject({ state: 'stopped', stateChangedAt: at(1) });
    await store.readers.setState(chat(1), 'active', at(3));
    expect(await store.readers.get(chat(1))).toMatchObject({ state: 'active' });
  });

  it('of a group are told by their negative id, of a new account by its long one', async () => {
    const store = await newStore();
    for (const id of [-1_001_234_567_890, 2 ** 52 - 1]) {
      await subscribe(store, id, 'css');
      expect(await store.readers.get(chat(id))).toMatchObject({ chatId: id });
    }
  });
});

describe('subscriptions', () => {
  it('are added and removed once', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    expect(await store.subscriptions.add(chat(1), tag('next.js'), at(1))).toBe(true);
    expect(await store.subscriptions.add(chat(1), tag('next.js'), at(2))).toBe(false);
    expect(await store.subscriptions.add(chat(1), 'all', at(2))).toBe(true);
    expect(await store.subscriptions.list(chat(1))).toEqual([
      { topic: 'next.js', since: at(1), cadence: 'instant' },
      { topic: 'all', since: at(2), cadence: 'instant' },
    ]);
    expect(await store.subscriptions.remove(chat(1), tag('next.js'))).toBe(true);
    expect(await store.subscriptions.remove(chat(1), tag('next.js'))).toBe(false);
    expect(await store.subscriptions.removeAll(chat(1))).toBe(1);
    expect(await store.subscriptions.list(chat(1))).toEqual([]);
  });

  it('keep how their articles come, over a repeated subscription too', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css', 'html');
    expect(await store.subscriptions.setCadence(chat(1), tag('css'), 'weekly', at(1))).toBe(true);
    expect(await store.subscriptions.setCadence(chat(1), tag('rust'), 'weekly', at(1))).toBe(false);
    await store.subscriptions.add(chat(1), tag('css'), at(2));
    expect(await store.subscriptions.list(chat(1))).toMatchObject([
      { topic: 'css', cadence: 'weekly' },
      { topic: 'html', cadence: 'instant' },
    ]);
  });

  it('count the active readers of a topic', async () => {
    const store = await newStore();
    for (const id of [1, 2, 3]) await subscribe(store, id, 'css');
    await store.readers.setState(chat(3), 'stopped', at(1));
    expect(await store.subscriptions.count(tag('css'))).toBe(2);
    expect(await store.subscriptions.count('all')).toBe(0);
  });

  it('need a reader', async () => {
    const store = await newStore();
    await expect(store.subscriptions.add(chat(1), 'all', at(0))).rejects.toThrow('FOREIGN KEY');
  });
});

describe('saved articles', () => {
  it('are listed newest first', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    await subscribe(store, 2);
    expect(await store.saved.add(chat(1), articleId('a'), at(1))).toBe(true);
    expect(await store.saved.add(chat(1), articleId('b'), at(2))).toBe(true);
    expect(await store.saved.add(chat(1), articleId('a'), at(3))).toBe(false);
    expect(await store.saved.list(chat(1))).toEqual([
      { articleId: 'b', savedAt: at(2) },
      { articleId: 'a', savedAt: at(1) },
    ]);
    expect(await store.saved.has(chat(2), articleId('a'))).toBe(false);
    expect(await store.saved.remove(chat(1), articleId('a'))).toBe(true);
    expect(await store.saved.remove(chat(1), articleId('a'))).toBe(false);
    expect(await store.saved.has(chat(1), articleId('a'))).toBe(false);
  });
});
