import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { Timing } from '../delivery/ports/preferences.ts';
import {
  audienceQuery,
  type DigestTime,
  deliveriesInsert,
  digestHabitsQuery,
  lastRankQuery,
  type Stretch,
  stretchEndQuery,
} from './delivery-rows.ts';
import { createDigestTimes } from './digest-times.ts';
import type { Tables } from './schema.ts';

// Chat ids have at most 52 bits (core.telegram.org/bots/api#chat).
const BEFORE_ALL = Number.MIN_SAFE_INTEGER;
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

/** How far the walk over an announcement's topics and their readers has come. */
interface Place {
  readonly id: AnnouncementId;
  readonly startedAt: number;
  readonly rank: number;
  /** The chat that was reached within the topic; `null` at its beginning. */
  readonly after: number | null;
}

export interface PlanOptions {
  readonly timing: Timing;
  /** Subscriptions to a transaction, and topics. */
  readonly size: number;
  readonly delayMs: number;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/**
 * `Announcements.plan`. The topics are walked best first and each topic's readers by their chat ids; the place reached
 * is written together with the rows.
 */
export async function planDeliveries(
  db: Kysely<Tables>,
  { timing, size, delayMs, now, signal }: PlanOptions,
): Promise<readonly AnnouncementId[]> {
  const digestTimes = createDigestTimes(timing);
  while (!signal.aborted) {
    const at = now().getTime();
    const opened = await db.transaction().execute(async (trx) => {
      const place = await unfinishedPlace(trx);
      if (place === undefined) return open(trx, at + delayMs);
      const stretch = await stretchFrom(trx, place, size);
      const { rows: habits } = await digestHabitsQuery(stretch).execute(trx);
      // A digest that leaves before the undo window ends leaves without this article.
      await write(trx, stretch, digestTimes(habits, at + delayMs), at);
      return undefined;
    });
    if (opened !== undefined) return opened;
    await nextTurn();
  }
  return [];
}

/** `Announcements.audience`, also with a turn for others after each stretch. */
export async function countAudience(db: Kysely<Tables>, id: AnnouncementId, size: number): Promise<number> {
  const { rows } = await sql<{ startedAt: number; topics: number }>`
    select started_at as startedAt, count(*) as topics
    from announcements join announcement_topics on announcement_id = announcements.id
    where announcements.id = ${id} group by announcements.id
  `.execute(db);
  const { startedAt = 0, topics = 0 } = rows[0] ?? {};
  let total = 0;
  for (let place: Place = { id, startedAt, rank: 0, after: null }; place.rank < topics; ) {
    const stretch = await stretchFrom(db, place, size);
    const { rows } = await audienceQuery(stretch).execute(db);
    total += rows[0]?.count ?? 0;
    place = { ...place, ...placeAfter(stretch) };
    await nextTurn();
  }
  return total;
}

/** Where planning goes on; `undefined` when everything is planned. */
async function unfinishedPlace(db: Kysely<Tables>): Promise<Place | undefined> {
  const { rows } = await sql<Place>`
    select announcements.id, started_at as startedAt, rank, plan_chat_id as after
    from announcements
    join announcement_topics on announcement_id = announcements.id and rank = plan_rank
    where state = 'planning'
    order by announcements.id limit 1
  `.execute(db);
  return rows[0];
}

async function open(db: Kysely<Tables>, opensAt: number): Promise<readonly AnnouncementId[]> {
  const rows = await db
    .updateTable('announcements')
    .set({ state: 'running', opens_at: opensAt })
    .where('state', '=', 'planning')
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).toSorted((one, other) => one - other);
}

/** As many whole topics as make a stretch, or part of one. */
async function stretchFrom(db: Kysely<Tables>, place: Place, size: number): Promise<Stretch> {
  const { id, startedAt, rank, after } = place;
  const whole = after === null ? (await lastRankQuery(id, rank, size).execute(db)).rows[0]?.lastRank : undefined;
  if (typeof whole === 'number') return { id, startedAt, rank, lastRank: whole, after: BEFORE_ALL, until: AFTER_ALL };
  const from = after ?? BEFORE_ALL;
  const { rows } = await stretchEndQuery(id, rank, from, size).execute(db);
  return { id, startedAt, rank, lastRank: rank, after: from, until: rows[0]?.chatId ?? AFTER_ALL };
}

function placeAfter({ lastRank, until }: Stretch): Pick<Place, 'rank' | 'after'> {
  return until === AFTER_ALL ? { rank: lastRank + 1, after: null } : { rank: lastRank, after: until };
}

async function write(db: Kysely<Tables>, stretch: Stretch, digests: readonly DigestTime[], now: number): Promise<void> {
  const { numAffectedRows = 0n } = await deliveriesInsert(stretch, digests, now).execute(db);
  const { rank, after } = placeAfter(stretch);
  await db
    .updateTable('announcements')
    .set((eb) => ({
      total: eb('total', '+', Number(numAffectedRows)),
      plan_rank: rank,
      plan_chat_id: after,
    }))
    .where('id', '=', stretch.id)
    .execute();
}
