import type { ConversationData, ConversationStorage } from '@grammyjs/conversations';
import Sqlite from 'better-sqlite3';
import type { Context } from 'grammy';
import { describe, expect, it } from 'vitest';
import { at, newPath, newStore } from './new-store.ts';

const state = { version: [0, 2] as [0, number], state: { search: [{ args: '[]', interrupts: [0], replay: {} }] } };

describe('conversations', () => {
  it('fit the plugin’s storage and survive a restart', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    const storage: ConversationStorage<Context, ConversationData> = {
      type: 'key',
      version: 2,
      adapter: before.conversations,
    };
    await storage.adapter.write('1:1', { ...state, state: {} });
    await storage.adapter.write('1:1', state as never);
    await before.close();
    const after = await newStore({ path });
    expect(await after.conversations.read('1:1')).toEqual(state);
    expect(await after.conversations.read('1')).toBeUndefined();
    await after.conversations.delete('1:1');
    expect(await after.conversations.read('1:1')).toBeUndefined();
  });

  it.each(['{"version":[0', 'null', '{"state":{}}', '{"version":[1,2],"state":{}}'])('ignore %s', async (text) => {
    const path = await newPath();
    const store = await newStore({ path });
    await store.conversations.write('1', state as never);
    const raw = new Sqlite(path);
    raw.prepare('update conversations set state = ?').run(text);
    raw.close();
    expect(await store.conversations.read('1')).toBeUndefined();
  });

  it('are pruned when nobody goes on with them', async () => {
    let minute = 0;
    const store = await newStore({ now: () => at(minute) });
    await store.conversations.write('1', state as never);
    await store.conversations.write('2', state as never);
    minute = 5;
    await store.conversations.write('2', state as never);
    expect(await store.conversations.prune(at(5))).toBe(1);
    expect(await store.conversations.read('2')).toBeDefined();
  });
});

describe('telegram files', () => {
  it('are known by bot, kind and content', async () => {
    const { telegramFiles } = await newStore();
    const key = { botId: 1, kind: 'photo', contentHash: 'h' } as const;
    await telegramFiles.set(key, 'first', at(0));
    await telegramFiles.set(key, 'second', at(1));
    expect(await telegramFiles.get(key)).toBe('second');
    expect(await telegramFiles.get({ ...key, botId: 2 })).toBeUndefined();
    expect(await telegramFiles.get({ ...key, kind: 'document' })).toBeUndefined();
    expect(await telegramFiles.get({ ...key, contentHash: 'other' })).toBeUndefined();
    await telegramFiles.forget(key);
    expect(await telegramFiles.get(key)).toBeUndefined();
  });
});

describe('settings', () => {
  it('hold the last value', async () => {
    const { settings } = await newStore();
    expect(await settings.get('bot')).toBeUndefined();
    await settings.set('bot', '1');
    await settings.set('bot', '2');
    expect(await settings.get('bot')).toBe('2');
  });
});

describe('pruning', () => {
  it('removes what has outlived its use and nothing younger', async () => {
    const now = new Date(Date.UTC(2026, 5, 1));
    const store = await newStore({ now: () => at(0) });
    await store.conversations.write('1', state as never);
    await store.inbox.store([{ update_id: 1 }], at(0));
    await store.inbox.store([{ update_id: 2 }], now);
    await store.inbox.done(1, at(0));
    await store.inbox.done(2, now);
    await store.prune(now);
    expect(await store.conversations.read('1')).toBeUndefined();
    expect(await store.inbox.store([{ update_id: 1 }, { update_id: 2 }], now)).toEqual([{ update_id: 1 }]);
  });
});
