import { type Kysely, sql } from 'kysely';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Ledger } from '../delivery/ports/ledger.ts';
import { announceArticle } from './announce-article.ts';
import { takeFinished } from './announcement-progress.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { closeDelivery } from './close-delivery.ts';
import type { Tables } from './schema.ts';
import { unsureDeliveries } from './unsure-deliveries.ts';

// Whoever looks for a message looks at the ids closest to where it began.
const MOST_KNOWN_IDS = 20_000;

/**
 * The ledger in SQLite. `claimedBy` is a number that no earlier opening of the database used: rows left `sending`
 * under another number are unsure.
 */
export function createLedger(db: Kysely<Tables>, claimedBy: number): Ledger {
  return {
    announce: (article, now) => announceArticle(db, article, now),
    claim: (limit, now, messageIdBefore) => claimDeliveries(db, { limit, now, messageIdBefore, claimedBy }),
    unsure: (limit) => unsureDeliveries(db, limit, claimedBy),
    close: (id, result, now) => closeDelivery(db, id, result, now),
    takeFinished: (now) => takeFinished(db, now),

    async nextDueAt() {
      const { rows } = await sql<{ dueAt: number | null }>`
        select min((
          select min(due_at) from deliveries where announcement_id = announcements.id and state = 'pending'
        )) as dueAt
        from announcements where finished_at is null
      `.execute(db);
      const dueAt = rows[0]?.dueAt ?? undefined;
      return dueAt === undefined ? undefined : new Date(dueAt);
    },

    async knownMessageIds(chatId, after) {
      const { rows } = await (chatId > 0 ? accountIdsQuery(after) : chatIdsQuery(chatId, after)).execute(db);
      return new Set(rows.map((row) => row.messageId));
    },
  };
}

/** The text of the query for private chats; exported so that its plan can be checked. */
export function accountIdsQuery(after: number) {
  return sql<{ messageId: number }>`
    select message_id as messageId from deliveries
    where message_id > ${after} and chat_id > 0
    order by message_id limit ${MOST_KNOWN_IDS}
  `;
}

function chatIdsQuery(chatId: ChatId, after: number) {
  return sql<{ messageId: number }>`
    select message_id as messageId from deliveries
    where announcement_id in (select id from announcements) and chat_id = ${chatId} and message_id > ${after}
  `;
}
