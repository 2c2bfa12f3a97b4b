import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import type { Cadence } from '../../src/delivery/ports/preferences.ts';
import { createAnnouncements } from '../../src/store/announcements.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Tables } from '../../src/store/schema.ts';
import { article, at, chat, newPath, tag } from './new-store.ts';
import { UTC_TIMING } from './utc-timing.ts';

const NOON = at(12 * 60);
const DELAY_MS = 60_000;
const IMMEDIATE_FIRST: readonly Cadence[] = ['instant', 'daily', 'weekly', 'muted'];

const subscription = fc.record({
  topic: fc.constantFrom('x', 'y', 'z', 'SEARCH x', 'SEARCH y #z', 'all'),
  cadence: fc.constantFrom(...IMMEDIATE_FIRST),
  /** Announcements begin at minute 1. */
  minute: fc.constantFrom(0, 0, 1, 2),
});
const reader = fc.record({
  state: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'stopped' as const, 'gone' as const),
  timezone: fc.constantFrom(null, 'Europe/Rome'),
  hour: fc.constantFrom(9, 12, 21),
  weekday: fc.integer({ min: 1, max: 7 }),
  subscriptions: fc.uniqueArray(subscription, { selector: ({ topic }) => topic, maxLength: 6 }),
});
const readers = fc.uniqueArray(fc.record({ id: fc.integer({ min: -20, max: 20 }), reader }), {
  selector: ({ id }) => id,
  maxLength: 14,
});
const tags = fc.uniqueArray(fc.constantFrom('x', 'y', 'z', 'w'));
const watches = fc.uniqueArray(fc.constantFrom('SEARCH x', 'SEARCH y #z', 'SEARCH nobody'));
const articles = fc.array(
  fc.tuple(tags, watches).map((topics) => topics.flat()),
  { minLength: 1, maxLength: 3 },
);
type Reader = typeof reader extends fc.Arbitrary<infer Value> ? Value : never;
type Row = readonly [article: number, chat: number, rank: number, isDigest: number, dueAt: number];

/** The rule, told reader by reader. */
function naiveRow(tags: readonly string[], { state, hour, weekday, subscriptions }: Reader) {
  const matching = (topics: readonly string[]) =>
    topics
      .flatMap((topic) => subscriptions.filter((each) => each.topic === topic && each.minute <= 1))
      .toSorted((one, other) => IMMEDIATE_FIRST.indexOf(one.cadence) - IMMEDIATE_FIRST.indexOf(other.cadence));
  const [best] = [...matching(tags), ...matching(['all'])];
  if (state !== 'active' || best === undefined || best.cadence === 'muted') return undefined;
  const rank = [...tags, 'all'].indexOf(best.topic);
  if (best.cadence === 'instant') return [rank, 0, NOON.getTime()] as const;
  const timing = { timezone: undefined, digestHour: hour, digestWeekday: weekday };
  const opensAt = new Date(NOON.getTime() + DELAY_MS);
  const dueAt = UTC_TIMING.nextDigestAt(
    { ...timing, quietHours: undefined, pausedUntil: undefined },
    best.cadence,
    opensAt,
  );
  return [rank, 1, dueAt.getTime()] as const;
}

async function write(db: Kysely<Tables>, id: number, { state, timezone, hour, weekday, subscriptions }: Reader) {
  const times = { first_seen_at: 0, state_changed_at: 0, timezone, digest_hour: hour, digest_weekday: weekday };
  await db
    .insertInto('readers')
    .values({ chat_id: chat(id), state, ...times })
    .execute();
  for (const { topic, cadence, minute } of subscriptions)
    await db
      .insertInto('subscriptions')
      .values({ chat_id: chat(id), topic: tag(topic), cadence, created_at: at(minute).getTime() })
      .execute();
}

async function rowsOf(db: Kysely<Tables>): Promise<Row[]> {
  const rows = await db.selectFrom('deliveries').selectAll().orderBy('announcement_id').orderBy('chat_id').execute();
  return rows.map((row) => [row.announcement_id, Number(row.chat_id), row.topic_rank, row.is_digest, row.due_at]);
}

it('plans the same as the plain rule, in stretches of any size and however often it is broken off', async () => {
  const path = await newPath();
  const stretch = fc.integer({ min: 1, max: 5 });
  const breaks = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(readers, articles, stretch, breaks, async (audience, tagsOf, size, transactions) => {
      for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
      const { db, close } = await openDatabase(path, 0);
      try {
        for (const { id, reader } of audience) await write(db, id, reader);
        const announcements = createAnnouncements(db, UTC_TIMING, size);
        for (const [index, tags] of tagsOf.entries())
          await announcements.announce(article(`a${index}`, ...tags), 'planning', at(1));
        const ids = tagsOf.map((_, index) => index + 1);
        const counted = await Promise.all(ids.map((id) => announcements.audience(id as never)));
        const opened: number[] = [];
        for (const limit of [...transactions, Number.POSITIVE_INFINITY]) {
          const stopping = new AbortController();
          let begun = 0;
          const now = () => {
            if (++begun >= limit) stopping.abort();
            return NOON;
          };
          opened.push(...(await announcements.plan({ delayMs: DELAY_MS, now, signal: stopping.signal })));
        }
        const expected = tagsOf.flatMap((tags, index) =>
          audience
            .toSorted((one, other) => one.id - other.id)
            .flatMap(({ id, reader }): Row[] => {
              const row = naiveRow(tags, reader);
              return row === undefined ? [] : [[index + 1, id, ...row]];
            }),
        );
        expect(opened).toEqual(ids);
        expect(await rowsOf(db)).toEqual(expected);
        const totals = ids.map((id) => expected.filter(([announcement]) => announcement === id).length);
        expect(counted).toEqual(totals);
        expect((await announcements.inState('running')).map(({ total }) => total)).toEqual(totals);
      } finally {
        await close();
      }
    }),
    { numRuns: 60, seed: 11 },
  );
});
