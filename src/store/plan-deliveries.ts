import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { Timing } from '../delivery/ports/preferences.ts';
import {
  audienceQuery,
  type DigestTime,
  deliveriesInsert,
  digestHabitsQuery,
  type Stretch,
  stretchEndQuery,
  type Walk,
} from './delivery-rows.ts';
import { createDigestTimes } from './digest-times.ts';
import type { Tables } from './schema.ts';

// Chat ids have at most 52 bits (core.telegram.org/bots/api#chat).
const BEFORE_ALL = Number.MIN_SAFE_INTEGER;
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

// What beginning with a topic costs, in subscriptions.
const TOPIC_COST = 100;

export interface PlanOptions {
  readonly timing: Timing;
  /** Subscriptions to a transaction. */
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
      // Many small topics share a transaction.
      for (let left = size; left > 0; ) {
        const place = await unfinishedPlace(trx);
        if (place === undefined) return left === size ? open(trx, at + delayMs) : undefined;
        const stretch = await stretchFrom(trx, place, place.after ?? BEFORE_ALL, left);
        const { rows: habits } = await digestHabitsQuery(stretch).execute(trx);
        // A digest that leaves before the undo window ends leaves without this article.
        await write(trx, stretch, digestTimes(habits, at + delayMs), at);
        left -= stretch.count + TOPIC_COST;
      }
      return undefined;
    });
    if (opened !== undefined) return opened;
    await nextTurn();
  }
  return [];
}

/** `Announcements.audience`, also with turns for others. */
export async function countAudience(db: Kysely<Tables>, id: AnnouncementId, size: number): Promise<number> {
  const { rows: walks } = await sql<Walk>`
    select announcements.id, started_at as startedAt, topic, rank
    from announcements join announcement_topics on announcement_id = announcements.id
    where announcements.id = ${id}
  `.execute(db);
  let total = 0;
  let left = size;
  for (const walk of walks) {
    for (let after = BEFORE_ALL; after < AFTER_ALL; ) {
      const stretch = await stretchFrom(db, walk, after, left);
      const { rows } = await audienceQuery(stretch).execute(db);
      total += rows[0]?.count ?? 0;
      after = stretch.until;
      left -= stretch.count + TOPIC_COST;
      if (left > 0) continue;
      left = size;
      await nextTurn();
    }
  }
  return total;
}

/** Where planning goes on; `undefined` when everything is planned. */
async function unfinishedPlace(db: Kysely<Tables>): Promise<(Walk & { after: number | null }) | undefined> {
  const { rows } = await sql<Walk & { after: number | null }>`
    select announcements.id, started_at as startedAt, topic, rank, plan_chat_id as after
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

async function stretchFrom(
  db: Kysely<Tables>,
  walk: Walk,
  after: number,
  size: number,
): Promise<Stretch & { readonly count: number }> {
  const { rows } = await stretchEndQuery(walk.topic, after, size).execute(db);
  const { count = 0, last } = rows[0] ?? {};
  return { ...walk, after, until: count < size ? AFTER_ALL : (last ?? AFTER_ALL), count };
}

async function write(db: Kysely<Tables>, stretch: Stretch, digests: readonly DigestTime[], now: number): Promise<void> {
  const { numAffectedRows = 0n } = await deliveriesInsert(stretch, digests, now).execute(db);
  const isLast = stretch.until === AFTER_ALL;
  await db
    .updateTable('announcements')
    .set((eb) => ({
      total: eb('total', '+', Number(numAffectedRows)),
      plan_rank: isLast ? stretch.rank + 1 : stretch.rank,
      plan_chat_id: isLast ? null : stretch.until,
    }))
    .where('id', '=', stretch.id)
    .execute();
}
