import { type Kysely, sql } from 'kysely';
import type { ClaimedDelivery } from '../delivery/ports/ledger.ts';
import type { Tables } from './schema.ts';

/**
 * `Ledger.unsure`: rows left `sending` by another opening of the database than `claimedBy`. Of a person who has been
 * erased there is no chat left to ask; those rows are closed as skipped.
 */
export async function unsureDeliveries(
  db: Kysely<Tables>,
  limit: number,
  claimedBy: number,
): Promise<readonly ClaimedDelivery[]> {
  await sql`
    update deliveries set state = 'skipped', reason = 'reader erased'
    where state = 'sending' and chat_id is null and claimed_by is not ${claimedBy}
  `.execute(db);
  const { rows } = await unsureQuery(limit, claimedBy).execute(db);
  return rows.map((row) => ({ ...row, languageCode: row.languageCode ?? undefined }));
}

/** The text of the query; exported so that its plan can be checked. */
export function unsureQuery(limit: number, claimedBy: number) {
  // The plus keeps SQLite from reading the whole table in the order of its ids to find the few rows of a small index.
  return sql<ClaimedDelivery & { languageCode: string | null }>`
    select deliveries.id, deliveries.announcement_id as announcementId, announcements.article_id as articleId,
      deliveries.chat_id as chatId, readers.language_code as languageCode, topics.topic, deliveries.attempt,
      deliveries.message_id_before as messageIdBefore
    from deliveries
    join announcements on announcements.id = deliveries.announcement_id
    join announcement_topics as topics
      on topics.announcement_id = deliveries.announcement_id and topics.rank = deliveries.topic_rank
    left join readers on readers.chat_id = deliveries.chat_id
    where deliveries.state = 'sending' and deliveries.chat_id is not null
      and deliveries.claimed_by is not ${claimedBy}
    order by +deliveries.id
    limit ${limit}
  `;
}
