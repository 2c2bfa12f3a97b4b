import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Announcements } from '../../src/delivery/ports/announcements.ts';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import type { Cadence, Timing } from '../../src/delivery/ports/preferences.ts';
import { createAnnouncements } from '../../src/store/announcements.ts';
import { openDatabase } from '../../src/store/database.ts';
import { article, at, chat, newPath, tag } from './new-store.ts';
import { UTC_TIMING } from './utc-timing.ts';

const NOON = at(12 * 60);
const MONDAY_AT_NINE = new Date(Date.UTC(2025, 11, 8, 9));
const TOMORROW_AT_NINE = new Date(Date.UTC(2025, 11, 2, 9));

interface Subscribed {
  readonly [topic: string]: Cadence;
}

/** A database whose planning takes few readers at a time. */
async function newPlan(readers: readonly Subscribed[] = [], size = 2, timing: Timing = UTC_TIMING) {
  const { db, close } = await openDatabase(await newPath(), 0);
  onTestFinished(close);
  const announcements = createAnnouncements(db, timing, size);

  async function addReader(id: number, topics: Subscribed, since = at(0)): Promise<void> {
    await db
      .insertInto('readers')
      .values({ chat_id: chat(id), state: 'active', first_seen_at: 0, state_changed_at: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    for (const [topic, cadence] of Object.entries(topics))
      await db
        .insertInto('subscriptions')
        .values({ chat_id: chat(id), topic: tag(topic), cadence, created_at: since.getTime() })
        .execute();
  }

  /** Each as `article chat: topic lane`. */
  async function rows(): Promise<string[]> {
    const found = await db
      .selectFrom('deliveries')
      .innerJoin('announcements', 'announcements.id', 'deliveries.announcement_id')
      .innerJoin('announcement_topics as topics', (join) =>
        join.onRef('topics.announcement_id', '=', 'announcements.id').onRef('topics.rank', '=', 'topic_rank'),
      )
      .select(['article_id', 'chat_id', 'topic', 'is_digest'])
      .orderBy('article_id')
      .orderBy('chat_id')
      .execute();
    return found.map((row) => `${row.article_id} ${row.chat_id}: ${row.topic} ${row.is_digest ? 'digest' : 'push'}`);
  }

  for (const [index, topics] of readers.entries()) await addReader(index + 1, topics);
  return { db, announcements, addReader, rows };
}

async function begin(announcements: Announcements, id: string, ...tags: string[]): Promise<AnnouncementId> {
  const begun = await announcements.announce(article(id, ...tags), 'planning', at(1));
  if (begun === undefined) throw new Error(`${id} was known`);
  return begun;
}

const plan = (announcements: Announcements, now = NOON, delayMs = 0) =>
  announcements.plan({ delayMs, now: () => now, signal: new AbortController().signal });

/** Plans, and is broken off after so many transactions. */
async function planSome(announcements: Announcements, transactions: number) {
  const stopping = new AbortController();
  let left = transactions;
  return announcements.plan({
    delayMs: 0,
    now() {
      if (--left === 0) stopping.abort();
      return NOON;
    },
    signal: stopping.signal,
  });
}

describe('what earns a reader an article tagged x, then y', () => {
  it.each<[Subscribed, string | undefined]>([
    [{ x: 'instant' }, 'x push'],
    [{ x: 'daily' }, 'x digest'],
    [{ x: 'weekly' }, 'x digest'],
    [{ x: 'muted' }, undefined],
    [{ all: 'instant' }, 'all push'],
    [{ all: 'daily' }, 'all digest'],
    [{ all: 'muted' }, undefined],
    [{ z: 'instant' }, undefined],
    [{ x: 'instant', y: 'instant' }, 'x push'],
    [{ x: 'daily', y: 'daily' }, 'x digest'],
    [{ x: 'daily', y: 'instant' }, 'y push'],
    [{ x: 'weekly', y: 'daily' }, 'y digest'],
    [{ x: 'muted', y: 'weekly' }, 'y digest'],
    [{ x: 'instant', y: 'muted' }, 'x push'],
    [{ x: 'muted', y: 'muted' }, undefined],
    [{ all: 'instant', x: 'muted' }, undefined],
    [{ all: 'instant', y: 'muted' }, undefined],
    [{ all: 'instant', x: 'weekly' }, 'x digest'],
    [{ all: 'instant', y: 'daily' }, 'y digest'],
    [{ all: 'muted', y: 'instant' }, 'y push'],
    [{ all: 'muted', x: 'weekly', y: 'daily' }, 'y digest'],
    [{ all: 'instant', z: 'muted' }, 'all push'],
  ])('%j: %s', async (subscribed, expected) => {
    const { announcements, rows } = await newPlan([subscribed]);
    const id = await begin(announcements, 'a', 'x', 'y');
    expect(await announcements.audience(id)).toBe(expected === undefined ? 0 : 1);
    await plan(announcements);
    expect(await rows()).toEqual(expected === undefined ? [] : [`a 1: ${expected}`]);
  });
});

describe('planning', () => {
  it('pushes at once and puts digests at the reader’s hour after the undo window', async () => {
    const { announcements, db } = await newPlan([{ x: 'instant' }, { x: 'daily' }, { x: 'weekly' }]);
    await db.updateTable('readers').set({ digest_hour: 9, digest_weekday: 1 }).execute();
    await begin(announcements, 'a', 'x');
    await plan(announcements, new Date(Date.UTC(2025, 11, 1, 8, 59, 30)), 60_000);
    const rows = await db.selectFrom('deliveries').select('due_at').orderBy('chat_id').execute();
    expect(rows.map(({ due_at }) => new Date(due_at))).toEqual([
      new Date(Date.UTC(2025, 11, 1, 8, 59, 30)),
      TOMORROW_AT_NINE,
      MONDAY_AT_NINE,
    ]);
  });

  it('asks the calendar once for readers who have everything in common', async () => {
    const asked: unknown[] = [];
    const timing: Timing = {
      ...UTC_TIMING,
      nextDigestAt(reader, cadence, after) {
        asked.push([reader.timezone, reader.digestHour, cadence]);
        return UTC_TIMING.nextDigestAt(reader, cadence, after);
      },
    };
    const { announcements, db, rows } = await newPlan(
      Array.from({ length: 7 }, () => ({ x: 'daily' as const })),
      2,
      timing,
    );
    await db.updateTable('readers').set({ timezone: 'Europe/Rome' }).where('chat_id', '=', chat(5)).execute();
    await db.updateTable('readers').set({ digest_weekday: 3 }).where('chat_id', '=', chat(6)).execute();
    await begin(announcements, 'a', 'x');
    await plan(announcements);
    expect(await rows()).toHaveLength(7);
    expect(asked).toEqual([
      [undefined, 9, 'daily'],
      ['Europe/Rome', 9, 'daily'],
    ]);
  });

  it('works a digest time out anew when it has passed meanwhile', async () => {
    const { announcements, db } = await newPlan(
      Array.from({ length: 4 }, () => ({ x: 'daily' as const })),
      2,
    );
    await begin(announcements, 'a', 'x');
    const clock = [new Date(Date.UTC(2025, 11, 1, 8, 59, 59)), new Date(Date.UTC(2025, 11, 1, 9))];
    await announcements.plan({
      delayMs: 0,
      now: () => clock.shift() ?? new Date(Date.UTC(2025, 11, 1, 9)),
      signal: new AbortController().signal,
    });
    const rows = await db.selectFrom('deliveries').select('due_at').orderBy('chat_id').execute();
    const today = Date.UTC(2025, 11, 1, 9);
    expect(rows.map(({ due_at }) => due_at)).toEqual([today, today, +TOMORROW_AT_NINE, +TOMORROW_AT_NINE]);
  });

  it('leaves out who is not active, and who subscribed after the announcement began', async () => {
    const { announcements, addReader, db, rows } = await newPlan([
      { x: 'instant' },
      { x: 'instant' },
      { x: 'instant' },
    ]);
    await db.updateTable('readers').set({ state: 'stopped' }).where('chat_id', '=', chat(1)).execute();
    await db.updateTable('readers').set({ state: 'gone' }).where('chat_id', '=', chat(2)).execute();
    await addReader(4, { x: 'instant' }, at(1));
    await addReader(5, { x: 'instant' }, at(2));
    await addReader(4, { y: 'muted' }, at(2));
    const id = await begin(announcements, 'a', 'y', 'x');
    expect(await announcements.audience(id)).toBe(2);
    await plan(announcements);
    expect(await rows()).toEqual(['a 3: x push', 'a 4: x push']);
  });

  it('opens all announcements together, after the last of them is planned', async () => {
    const { announcements, rows } = await newPlan([{ x: 'instant' }, { y: 'daily', all: 'instant' }, { x: 'instant' }]);
    const first = await begin(announcements, 'a', 'x');
    const second = await begin(announcements, 'b', 'y', 'x');
    const held = await announcements.announce(article('c', 'x'), 'held', at(1));
    expect(await plan(announcements, NOON, 60_000)).toEqual([first, second]);
    for (const id of [first, second]) {
      const opened = await announcements.get(id);
      expect(opened).toMatchObject({ state: 'running', opensAt: at(12 * 60 + 1), total: 3, open: 3 });
    }
    expect(await announcements.inState('held')).toMatchObject([{ id: held, total: 0, opensAt: undefined }]);
    expect(await rows()).toHaveLength(6);
    expect(await plan(announcements)).toEqual([]);
  });

  it('plans as many whole topics at once as come to the size of a stretch', async () => {
    const topics = ['t', 'u', 'v', 'w', 'x', 'y'];
    const { announcements } = await newPlan(
      topics.map((topic) => ({ [topic]: 'instant' as const })),
      4,
    );
    const id = await begin(announcements, 'a', ...topics);
    for (const total of [2, 4, 6]) {
      await planSome(announcements, 1);
      expect(await announcements.get(id)).toMatchObject({ total });
    }
    expect(await plan(announcements)).toEqual([id]);
  });

  it('gives others their turns between stretches', async () => {
    const { announcements } = await newPlan(Array.from({ length: 9 }, () => ({ x: 'instant' as const })));
    await begin(announcements, 'a', 'x');
    let planned = false;
    const planning = plan(announcements).finally(() => {
      planned = true;
    });
    const totals = new Set<number>();
    while (!planned) {
      totals.add((await announcements.latest(1))[0]?.total ?? 0);
      await nextTurn();
    }
    await planning;
    expect(totals.size).toBeGreaterThan(3);
  });
});

describe('planning that was broken off', () => {
  const readers: Subscribed[] = [
    { x: 'instant', all: 'instant' },
    { y: 'daily', x: 'weekly' },
    { all: 'instant' },
    { all: 'instant', y: 'muted' },
    { x: 'muted', y: 'instant' },
    { x: 'instant' },
  ];
  const expected = ['a 1: x push', 'a 2: y digest', 'a 3: all push', 'a 5: y push', 'a 6: x push'];

  it.each([1, 2, 3, 4, 5, 6])('goes on after %i transactions', async (transactions) => {
    const { announcements, rows } = await newPlan(readers);
    const id = await begin(announcements, 'a', 'x', 'y');
    expect(await planSome(announcements, transactions)).toEqual([]);
    expect(await announcements.get(id)).toMatchObject({ state: 'planning', total: (await rows()).length });
    expect(await plan(announcements)).toEqual([id]);
    expect(await rows()).toEqual(expected);
    expect(await announcements.get(id)).toMatchObject({ state: 'running', total: expected.length });
  });

  it('goes on after a crash in the middle of a transaction', async () => {
    let crashes = 1;
    const timing: Timing = {
      ...UTC_TIMING,
      nextDigestAt(...reader) {
        if (crashes-- > 0) throw new Error('the lights went out');
        return UTC_TIMING.nextDigestAt(...reader);
      },
    };
    const { announcements, rows } = await newPlan(
      [{ x: 'instant' }, { x: 'instant' }, { x: 'instant' }, { x: 'daily' }],
      2,
      timing,
    );
    const id = await begin(announcements, 'a', 'x');
    await expect(plan(announcements)).rejects.toThrow('lights');
    expect(await rows()).toEqual(['a 1: x push', 'a 2: x push']);
    expect(await announcements.get(id)).toMatchObject({ state: 'planning', total: 2 });
    expect(await plan(announcements)).toEqual([id]);
    expect(await rows()).toHaveLength(4);
  });

  it('ends at once for one that is cancelled meanwhile', async () => {
    const { announcements, rows } = await newPlan(readers);
    const id = await begin(announcements, 'a', 'x', 'y');
    await planSome(announcements, 1);
    await announcements.cancel(id, NOON);
    const planned = await rows();
    expect(await plan(announcements)).toEqual([]);
    expect(await rows()).toEqual(planned);
  });

  it('finds the other readers when a retracted one is restored', async () => {
    const { announcements, rows } = await newPlan(readers);
    const id = await begin(announcements, 'a', 'x', 'y');
    await planSome(announcements, 1);
    await announcements.retract(id, NOON);
    expect(await plan(announcements)).toEqual([]);
    await announcements.restore(id);
    expect(await plan(announcements)).toEqual([id]);
    expect(await rows()).toEqual(expected);
  });

  it('shares the work when two plan at once', async () => {
    const { announcements, rows } = await newPlan(readers);
    const id = await begin(announcements, 'a', 'x', 'y');
    const opened = await Promise.all([plan(announcements), plan(announcements)]);
    expect(opened.flat()).toEqual([id]);
    expect(await rows()).toEqual(expected);
  });
});
