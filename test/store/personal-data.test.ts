import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { close, finished, miscounted, sent } from './claims.ts';
import { announce, article, articleId, at, chat, newPath, newStore, subscribe, tag } from './new-store.ts';

const ME = 4_242;
const BEFORE = 313_131;
const PERSONAL = /4242|313131|987654/;
const state = { version: [0, 0], state: {} } as never;
const press = (update_id: number, id: number) => ({ update_id, callback_query: { from: { id }, data: 'secret' } });

/** A reader with one of everything: a message sent, one being sent, one waiting. */
async function live(store: Store, id: number): Promise<void> {
  await subscribe(store, id, 'css', 'all');
  await store.saved.add(chat(id), articleId('s'), at(1));
  await store.searches.remember(chat(id), 'articles', 'my words', at(2));
  await store.readingPlaces.set(chat(id), articleId('p'), { page: 2, pages: 7 }, at(1));
  await store.readingPlaces.set(chat(id), articleId('q'), { page: 1, pages: 1 }, at(2));
  await store.readingPlaces.finish(chat(id), articleId('q'), at(3));
  await store.reminders.set(chat(id), articleId('s'), at(600));
  await store.conversations.write(`${id}:${id}`, state);
  await store.conversations.write(`${id}`, state);
  await store.inbox.store([press(id, id)], at(3));
  await store.authorMessages.set({ kind: 'held', subject: 1, authorId: id }, { messageId: 8, shows: 'x' });
}

async function send(store: Store, messageId: number): Promise<void> {
  for (const row of await store.ledger.claim(10, at(4), BEFORE)) {
    await close(store, [row], sent(messageId), 4);
  }
}

describe('export', () => {
  it('names a watched search as people write it', async () => {
    const store = await newStore();
    await subscribe(store, ME, 'SEARCH kafka lag #machine_learning');
    const { subscriptions } = await store.personalData.export(chat(ME));
    expect(subscriptions).toMatchObject([{ topic: 'search: kafka lag #machine learning', cadence: 'instant' }]);
  });

  it('gives everything held about the chat and nothing of others', async () => {
    const store = await newStore();
    await live(store, ME);
    await announce(store, article('a', 'css'), at(4));
    await send(store, 77);
    await live(store, ME + 1);
    await announce(store, article('b', 'css'), at(4));
    const preferences = { timezone: 'Asia/Tokyo', quietHours: { from: 22, until: 7 }, pausedUntil: at(2) };
    await store.preferences.set(chat(ME), { readingForm: 'classic' }, at(5));
    await store.preferences.set(chat(ME), preferences, at(5));
    await store.subscriptions.setCadence(chat(ME), tag('css'), 'weekly', at(5));
    const data = await store.personalData.export(chat(ME));
    const instant = (minute: number) => at(minute).toISOString();
    expect(data).toEqual({
      chatId: ME,
      reader: {
        state: 'active',
        stateReason: null,
        languageCode: 'en',
        firstSeenAt: instant(0),
        stateChangedAt: instant(0),
        preferences: {
          timezone: 'Asia/Tokyo',
          digestHour: 9,
          digestWeekday: 1,
          quietHours: { from: 22, until: 7 },
          pausedUntil: instant(2),
          silent: false,
          readingForm: 'classic',
        },
      },
      subscriptions: [
        { topic: 'all', since: instant(0), cadence: 'instant' },
        { topic: 'css', since: instant(0), cadence: 'weekly' },
      ],
      saved: [{ articleId: 's', savedAt: instant(1) }],
      readingPlaces: [
        { articleId: 'p', page: 2, pages: 7, readAt: instant(1), finishedAt: null },
        { articleId: 'q', page: 1, pages: 1, readAt: instant(2), finishedAt: instant(3) },
      ],
      reminders: [{ articleId: 's', dueAt: instant(600) }],
      searches: [{ kind: 'articles', query: 'my words', usedAt: instant(2) }],
      deliveries: [
        { articleId: 'a', state: 'sent', at: instant(4), messageId: 77, reason: null },
        { articleId: 'b', state: 'pending', at: instant(4), messageId: null, reason: null },
      ],
      authorMessages: 1,
      conversation: true,
      waitingUpdates: 1,
    });
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  it('is empty for a stranger', async () => {
    const store = await newStore();
    await live(store, ME);
    expect(await store.personalData.export(chat(42))).toEqual({
      chatId: 42,
      reader: null,
      subscriptions: [],
      saved: [],
      readingPlaces: [],
      reminders: [],
      searches: [],
      deliveries: [],
      authorMessages: 0,
      conversation: false,
      waitingUpdates: 0,
    });
  });
});

describe('erase', () => {
  it('leaves no trace of the chat in any table, and others alone', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    for (const id of [ME, 42]) await live(store, id);
    for (const name of ['a', 'b', 'c']) await announce(store, article(name, 'css'), at(4));
    await send(store, 987_654);
    await store.ledger.claim(10, at(4), BEFORE);
    const others = await store.personalData.export(chat(42));
    await store.personalData.erase(chat(ME));
    expect(traces(path, PERSONAL)).toEqual(['313131', '987654', '313131'].map((id) => `deliveries: ${id}`));
    expect(await store.personalData.export(chat(42))).toEqual(others);
  });

  it('keeps the counts of announcements right', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    for (const id of [ME, 42]) await live(store, id);
    await announce(store, article('a', 'css'), at(4));
    await send(store, 5);
    await announce(store, article('b', 'css'), at(4));
    const sending = await store.ledger.claim(10, at(4), BEFORE);
    await announce(store, article('c', 'css'), at(4));
    await store.personalData.erase(chat(ME));
    expect(await store.ledger.unsure(10)).toEqual([]);
    await close(store, sending, sent(6), 5);
    await send(store, 7);
    expect(await finished(store, 6)).toMatchObject([
      { articleId: 'a', total: 2, sent: 2, skipped: 0 },
      { articleId: 'b', total: 2, sent: 2, skipped: 0 },
      { articleId: 'c', total: 2, sent: 1, skipped: 1 },
    ]);
    expect(miscounted(path)).toEqual([]);
  });

  it('forgets the preferences of a person who comes again', async () => {
    const store = await newStore();
    await live(store, ME);
    const usual = await store.preferences.get(chat(ME));
    await store.preferences.set(
      chat(ME),
      { silent: true, digestHour: 4, timezone: 'Asia/Tokyo', readingForm: 'classic' },
      at(1),
    );
    await store.personalData.erase(chat(ME));
    await live(store, ME);
    expect(await store.preferences.get(chat(ME))).toEqual(usual);
    expect(usual).toMatchObject({ silent: false, digestHour: 9, readingForm: 'rich' });
  });

  it('does not write back what was being sent', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await live(store, ME);
    for (const result of [
      sent(987_654),
      { state: 'pending', dueAt: at(9), reason: 'busy' },
      { state: 'moved', chatId: chat(987_654) },
      { state: 'gone', reason: 'blocked' },
    ] as const) {
      await announce(store, article(result.state, 'css'), at(4));
      const [row] = await store.ledger.claim(10, at(4), BEFORE);
      if (row === undefined) throw new Error('one was due');
      await store.personalData.erase(chat(ME));
      await close(store, [row], result, 5);
      expect(traces(path, PERSONAL)).toEqual([]);
      expect(await finished(store, 5)).toMatchObject([{ total: 1, open: 0 }]);
      await live(store, ME);
    }
  });

  it('does not let an update that was waiting take effect again', async () => {
    const store = await newStore();
    await live(store, ME);
    await store.personalData.erase(chat(ME));
    expect(await store.inbox.pending()).toEqual([]);
    expect(await store.inbox.store([press(ME, ME)], at(5))).toEqual([]);
  });

  it('lets the person begin anew without old articles', async () => {
    const store = await newStore();
    await live(store, ME);
    await announce(store, article('a', 'css'), at(4));
    await store.personalData.erase(chat(ME));
    await live(store, ME);
    expect(await store.ledger.claim(10, at(9), 0)).toEqual([]);
  });
});

/** Where in the database something matches, update numbers aside: they belong to Telegram's queue, not to a person. */
function traces(path: string, pattern: RegExp): string[] {
  const database = new Sqlite(path);
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[];
  const found = tables.flatMap((table) =>
    database
      .prepare(`select * from ${table}`)
      .all()
      .flatMap((row) => Object.entries(row as object))
      .filter(([column, value]) => column !== 'update_id' && pattern.test(String(value)))
      .map(([, value]) => `${table}: ${value}`),
  );
  database.close();
  return found;
}
