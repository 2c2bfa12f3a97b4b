import { type Kysely, sql } from 'kysely';
import type { AnnouncementId, DeliveryId } from '../delivery/ports/ids.ts';
import type { ClaimedDelivery } from '../delivery/ports/ledger.ts';
import { MATCHES } from './claim-query.ts';
import { countEnded } from './counts.ts';
import type { Tables } from './schema.ts';
import { type ClaimedRow, leadFirst, toClaimed } from './to-claimed.ts';

interface UnsureRow extends ClaimedRow {
  readonly leadId: DeliveryId | null;
  readonly matches: number;
}

/**
 * `Ledger.unsure`: rows left `sending` by another opening of the database than `claimedBy`. Of a person who has been
 * erased there is no chat left to ask; those rows are closed as skipped.
 */
export async function unsureDeliveries(
  db: Kysely<Tables>,
  limit: number,
  claimedBy: number,
): Promise<readonly ClaimedDelivery[]> {
  return db.transaction().execute(async (trx) => {
    await skipErased(trx, claimedBy);
    const { rows } = await unsureQuery(limit, claimedBy).execute(trx);
    const messages = Map.groupBy(rows, ({ id, leadId }) => leadId ?? id);
    return [...messages].map(([lead, parts]) =>
      toClaimed(parts[0]?.leadId === null ? 'push' : 'digest', parts.toSorted(leadFirst(lead))),
    );
  });
}

async function skipErased(db: Kysely<Tables>, claimedBy: number): Promise<void> {
  const { rows } = await sql<{ announcementId: AnnouncementId }>`
    update deliveries set state = 'skipped', reason = 'reader erased'
    where state = 'sending' and chat_id is null and claimed_by is not ${claimedBy}
    returning announcement_id as announcementId
  `.execute(db);
  await countEnded(
    db,
    rows.map(({ announcementId }) => ({ announcementId, state: 'skipped' })),
  );
}

/** The rows of the first messages, whole ones; exported so that its plan can be checked. */
export function unsureQuery(limit: number, claimedBy: number) {
  // The plus keeps SQLite from reading the whole table in the order of its ids to find the few rows of a small index.
  return sql<UnsureRow>`
    select deliveries.id, deliveries.lead_id as leadId, deliveries.announcement_id as announcementId,
      announcements.article_id as articleId, deliveries.chat_id as chatId, readers.language_code as languageCode,
      max(announcements.silent, coalesce(readers.silent, 0)) as silent, topics.topic, deliveries.attempt,
      deliveries.message_id_before as messageIdBefore, ${MATCHES} as matches
    from deliveries
    join announcements on announcements.id = deliveries.announcement_id
    join announcement_topics as topics
      on topics.announcement_id = deliveries.announcement_id and topics.rank = deliveries.topic_rank
    left join readers on readers.chat_id = deliveries.chat_id
    where deliveries.state = 'sending' and deliveries.chat_id is not null
      and deliveries.claimed_by is not ${claimedBy}
      and coalesce(deliveries.lead_id, deliveries.id) in (
        select distinct coalesce(lead_id, +id) from deliveries
        where state = 'sending' and chat_id is not null and claimed_by is not ${claimedBy}
        order by 1 limit ${limit}
      )
    order by +deliveries.id
  `;
}
