import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Cadence, Timing, Topic } from '../delivery/ports/preferences.ts';
import { WATCH_RANGE, type WatchTopic } from '../search/watch.ts';
import { replanReader } from './replan-reader.ts';
import type { Tables } from './schema.ts';

// A few milliseconds of reading.
const WATCHES_AT_ONCE = 500;

export interface Subscription {
  readonly topic: Topic;
  readonly since: Date;
  readonly cadence: Cadence;
}

export type Subscriptions = ReturnType<typeof createSubscriptions>;

/** What each reader is subscribed to. */
export function createSubscriptions(db: Kysely<Tables>, timing: Timing) {
  return {
    /** Oldest first. */
    async list(chatId: ChatId): Promise<readonly Subscription[]> {
      const rows = await db
        .selectFrom('subscriptions')
        .select(['topic', 'created_at', 'cadence'])
        .where('chat_id', '=', chatId)
        .orderBy('created_at')
        .orderBy('topic')
        .execute();
      return rows.map((row) => ({ topic: row.topic, since: new Date(row.created_at), cadence: row.cadence }));
    },

    async has(chatId: ChatId, topic: Topic): Promise<boolean> {
      const row = await db
        .selectFrom('subscriptions')
        .select('created_at')
        .where('chat_id', '=', chatId)
        .where('topic', '=', topic)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Gives whether the subscription is new. The reader must have visited. */
    async add(chatId: ChatId, topic: Topic, now: Date): Promise<boolean> {
      const result = await db
        .insertInto('subscriptions')
        .values({ chat_id: chatId, topic, created_at: now.getTime() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    /**
     * Changes how the articles of a subscription come and puts what waits for the reader where he wants it now. Gives
     * whether there is such a subscription.
     */
    async setCadence(chatId: ChatId, topic: Topic, cadence: Cadence, now: Date): Promise<boolean> {
      return db.transaction().execute(async (trx) => {
        const result = await trx
          .updateTable('subscriptions')
          .set({ cadence })
          .where('chat_id', '=', chatId)
          .where('topic', '=', topic)
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) return false;
        await replanReader(trx, chatId, timing, now);
        return true;
      });
    },

    /** Gives whether there was such a subscription. */
    async remove(chatId: ChatId, topic: Topic): Promise<boolean> {
      const result = await db
        .deleteFrom('subscriptions')
        .where('chat_id', '=', chatId)
        .where('topic', '=', topic)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },

    /** Gives how many there were. */
    async removeAll(chatId: ChatId): Promise<number> {
      const result = await db.deleteFrom('subscriptions').where('chat_id', '=', chatId).executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    /**
     * The topics that are watched searches, each once, however many readers share one, in stretches between which
     * others get their turns.
     */
    async *watches(): AsyncGenerator<readonly WatchTopic[], void, void> {
      for (let [after, until]: readonly [string, string] = WATCH_RANGE; ; ) {
        const { rows } = await watchesQuery(after, until, WATCHES_AT_ONCE).execute(db);
        const last = rows.at(-1);
        if (last === undefined) return;
        yield rows.map(({ topic }) => topic);
        after = last.topic;
        await nextTurn();
      }
    },

    /** Active readers subscribed to the topic. */
    async count(topic: Topic): Promise<number> {
      const row = await db
        .selectFrom('subscriptions')
        .innerJoin('readers', 'readers.chat_id', 'subscriptions.chat_id')
        .select(sql<number>`count(*)`.as('count'))
        .where('topic', '=', topic)
        .where('state', '=', 'active')
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}

/**
 * The next few watches. Each is looked up by the one before, so that a search of many readers costs no more than that of
 * one. Exported so that its plan can be checked.
 */
export function watchesQuery(after: string, until: string, limit: number) {
  const next = (than: RawBuilder<unknown>) => sql`
    select min(topic) from subscriptions where topic > ${than} and topic < ${until}
  `;
  return sql<{ topic: WatchTopic }>`
    with recursive found (topic) as (
      ${next(sql`${after}`)}
      union all
      select (${next(sql`found.topic`)}) from found where topic is not null
      limit ${limit}
    )
    select topic from found where topic is not null
  `;
}
