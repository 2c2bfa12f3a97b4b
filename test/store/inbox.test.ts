import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { chatIdOfUpdate } from '../../src/store/update-chat.ts';
import { at, chat, newPath, newStore } from './new-store.ts';

const message = (update_id: number, chatId = 1) => ({
  update_id,
  message: { message_id: 1, date: 0, chat: { id: chatId, type: 'private' }, text: 'hello' },
});

describe('the inbox', () => {
  it('keeps updates over a restart, in their order, until they are done', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    expect(await before.inbox.store([message(8), message(7)], at(0))).toEqual([message(8), message(7)]);
    await before.inbox.store([message(9)], at(1));
    await before.inbox.done(8, at(1));
    await before.close();
    const after = await newStore({ path });
    expect(await after.inbox.pending()).toEqual([message(7), message(9)]);
  });

  it('gives only the updates it did not know, waiting or done', async () => {
    const store = await newStore();
    await store.inbox.store([message(1), message(2)], at(0));
    await store.inbox.done(1, at(0));
    const batch = [message(1), message(2), message(3), message(3)];
    expect(await store.inbox.store(batch, at(1))).toEqual([message(3)]);
    expect(await store.inbox.store([], at(1))).toEqual([]);
    expect(await store.inbox.pending()).toEqual([message(2), message(3)]);
  });

  it('knows the update received last, even when the numbers began anew', async () => {
    const store = await newStore();
    expect(await store.inbox.lastUpdateId()).toBeUndefined();
    await store.inbox.store([message(900), message(901)], at(0));
    expect(await store.inbox.lastUpdateId()).toBe(901);
    await store.inbox.store([message(5)], at(1));
    expect(await store.inbox.lastUpdateId()).toBe(5);
  });

  it('knows the update received last even when the clock was set back', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await store.inbox.store([message(7)], at(60));
    await store.inbox.store([message(8)], at(1));
    expect(await store.inbox.lastUpdateId()).toBe(8);
    expect(await store.inbox.pending()).toEqual([message(7), message(8)]);
    await store.close();
    const after = await newStore({ path });
    await after.inbox.store([message(5)], at(2));
    expect(await after.inbox.lastUpdateId()).toBe(5);
    await after.inbox.done(8, at(3));
    expect(await after.inbox.prune(at(4))).toBe(1);
  });

  it('forgets what a handled update said, and later that it was', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await store.inbox.store([message(1), message(2)], at(0));
    await store.inbox.done(1, at(1));
    const raw = new Sqlite(path);
    expect(raw.prepare('select body, chat_id from inbox where update_id = 1').get()).toEqual({
      body: null,
      chat_id: null,
    });
    raw.close();
    expect(await store.inbox.prune(at(5))).toBe(1);
    expect(await store.inbox.pending()).toEqual([message(2)]);
  });

  it('forgets every update when it is cleared', async () => {
    const store = await newStore();
    await store.inbox.store([message(1), message(2)], at(0));
    await store.inbox.done(1, at(0));
    await store.inbox.clear();
    expect(await store.inbox.lastUpdateId()).toBeUndefined();
    expect(await store.inbox.store([message(1)], at(1))).toEqual([message(1)]);
  });

  it('leaves out an update that cannot be read back', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await store.inbox.store([message(1), message(2), message(3)], at(0));
    const raw = new Sqlite(path);
    raw.exec(`update inbox set body = '{"update' where update_id = 1; update inbox set body = '7' where update_id = 2`);
    raw.close();
    expect(await store.inbox.pending()).toEqual([message(3)]);
  });
});

describe('the chat of an update', () => {
  it.each([
    ['a message', { message: { chat: { id: -5 }, from: { id: 3 } } }, -5],
    ['a pressed button', { callback_query: { from: { id: 3 }, message: { chat: { id: -5 } } } }, -5],
    ['a button under an inline message', { callback_query: { from: { id: 3 }, inline_message_id: 'x' } }, 3],
    ['a blocked bot', { my_chat_member: { chat: { id: 3 }, from: { id: 3 } } }, 3],
    ['an inline query', { inline_query: { from: { id: 3 } } }, 3],
    ['a poll answer', { poll_answer: { user: { id: 3 } } }, 3],
    ['a poll', { poll: { id: 'x' } }, undefined],
    ['nothing known', { later: null }, undefined],
  ])('of %s', (_kind, update, expected) => {
    expect(chatIdOfUpdate({ update_id: 1, ...update })).toBe(expected);
  });

  it('keeps the ids of what people wrote and were answered out of the search for lost deliveries, over a crash', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    const wrote = { update_id: 1, message: { message_id: 11, date: 0, chat: { id: 5, type: 'private' }, text: 'hi' } };
    const press = {
      update_id: 2,
      callback_query: { id: 'q', from: { id: 5 }, message: { ...wrote.message, message_id: 12 } },
    };
    const group = { update_id: 3, message: { ...wrote.message, message_id: 13, chat: { id: -5, type: 'group' } } };
    await before.inbox.store([wrote, press, group], at(0));
    await before.inbox.done(1, at(0), [14, 15]);
    await before.inbox.done(2, at(1), [16]);
    await before.close();
    const after = await newStore({ path });
    expect(await after.ledger.knownMessageIds(chat(5), 10)).toEqual(new Set([11, 14, 15, 16]));
    expect(await after.ledger.knownMessageIds(chat(5), 14)).toEqual(new Set([15, 16]));
    await after.inbox.prune(at(1));
    expect(await after.ledger.knownMessageIds(chat(5), 10)).toEqual(new Set([16]));
  });
});
