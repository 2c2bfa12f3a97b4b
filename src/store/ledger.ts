import { type Kysely, sql } from 'kysely';
import type { AnnouncementId, ChatId } from '../delivery/ports/ids.ts';
import type { Ledger } from '../delivery/ports/ledger.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import type { ClaimSettings } from './claim-lane.ts';
import { closeDeliveries } from './close-deliveries.ts';
import type { Tables } from './schema.ts';
import { unsureDeliveries } from './unsure-deliveries.ts';

// Whoever looks for a message looks at the ids closest to where it began.
const MOST_KNOWN_IDS = 20_000;

/**
 * The ledger in SQLite. `claimedBy` is a number that no earlier opening of the database used: rows left `sending`
 * under another number are unsure.
 */
export function createLedger(db: Kysely<Tables>, settings: ClaimSettings): Ledger {
  return {
    claim: (limit, now, messageIdBefore) => claimDeliveries(db, settings, { limit, now, messageIdBefore }),
    unsure: (limit) => unsureDeliveries(db, limit, settings.claimedBy),
    close: (closings, now) => closeDeliveries(db, closings, now),

    async nextDueAt() {
      const { rows } = await nextDueQuery().execute(db);
      const dueAt = rows[0]?.dueAt ?? undefined;
      return dueAt === undefined ? undefined : new Date(dueAt);
    },

    async knownMessageIds(chatId, after) {
      const { rows } = await (chatId > 0 ? accountIdsQuery(after) : chatIdsQuery(chatId, after)).execute(db);
      return new Set(rows.map((row) => row.messageId));
    },

    async noteSetBack(ms, now) {
      await db.transaction().execute(async (trx) => {
        await sql`
          update announcements set opens_at = opens_at - ${ms}
          where state in ('planning', 'running', 'paused') and opens_at > ${now.getTime()}
        `.execute(trx);
        // What waits for the end of quiet hours is decided anew, see `decide`.
        await sql`
          update deliveries set due_at = due_at - ${ms}
          where announcement_id in (select id from announcements where state in ('planning', 'running', 'paused'))
            and is_digest = 0 and state = 'pending' and due_at > ${now.getTime()}
        `.execute(trx);
      });
    },

    async takeFinished(now) {
      const { rows } = await sql<{ id: AnnouncementId }>`
        update announcements set state = 'finished', finished_at = ${now.getTime()}
        where state in ('planning', 'running', 'paused') and state = 'running' and opens_at <= ${now.getTime()}
          and sent + failed + gone + skipped = total
        returning id
      `.execute(db);
      return rows.map(({ id }) => id).toSorted((a, b) => a - b);
    },
  };
}

/** Of each lane the first due row, not before the announcement opens. Exported so that its plan can be checked. */
export function nextDueQuery() {
  return sql<{ dueAt: number | null }>`
    with open as materialized (
      select id, state, opens_at, resume_at, sent + failed + gone + skipped = total as is_done
      from announcements where state in ('planning', 'running', 'paused')
    )
    select min(at) as dueAt from (
      select max(opens_at, (
        select min(due_at) from deliveries
        where announcement_id = open.id and is_digest = lane.value and deliveries.state = 'pending'
      )) as at
      from open cross join json_each('[0, 1]') as lane where open.state = 'running'
      union all
      select iif(state = 'paused', resume_at, opens_at) from open where state = 'paused' or (state = 'running' and is_done)
    )
  `;
}

/** The text of the query for private chats; exported so that its plan can be checked. */
export function accountIdsQuery(after: number) {
  return sql<{ messageId: number }>`
    select * from (
      select message_id as messageId from deliveries
      where message_id > ${after} and chat_id > 0
      order by message_id limit ${MOST_KNOWN_IDS}
    )
    union all
    select * from (
      select message_id from other_messages where message_id > ${after} order by message_id limit ${MOST_KNOWN_IDS}
    )
    union all
    select message_id from author_messages where message_id > ${after} and author_id > 0
  `;
}

function chatIdsQuery(chatId: ChatId, after: number) {
  return sql<{ messageId: number }>`
    select message_id as messageId from deliveries
    where announcement_id in (select id from announcements) and chat_id = ${chatId} and message_id > ${after}
  `;
}
