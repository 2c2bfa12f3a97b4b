import { type Kysely, sql } from 'kysely';
import type { ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { Cadence, Timing } from '../delivery/ports/preferences.ts';
import { READER_AND_TOPIC } from './claim-query.ts';
import { isDigested } from './decide.ts';
import { type TimingColumns, timingOf } from './reader-timing.ts';
import type { Tables } from './schema.ts';

interface WaitingRow extends TimingColumns {
  readonly id: DeliveryId;
  readonly isDigest: number;
  readonly dueAt: number;
  readonly cadence: Cadence | null;
}

/**
 * Puts what waits for a reader where he wants it now: into his next digest, or due at once, where the claim decides
 * anew. What has been tried keeps its place in line, and what is due already is decided by the next claim. For use
 * inside the transaction that changes his preferences.
 */
export async function replanReader(db: Kysely<Tables>, chatId: ChatId, timing: Timing, now: Date): Promise<void> {
  const { rows } = await waitingQuery(chatId, now).execute(db);
  const places = rows.flatMap((row) => {
    const { cadence } = row;
    // Nobody wants it as things are. Until it is due he may change his mind; then the claim skips it.
    if (cadence === null || cadence === 'muted') return [];
    const dueAt = isDigested(cadence) ? timing.nextDigestAt(timingOf(row), cadence, now) : now;
    return [[row.id, isDigested(cadence) ? 1 : 0, dueAt.getTime()]];
  });
  if (places.length === 0) return;
  await sql`
    update deliveries set is_digest = row.value ->> 1, due_at = row.value ->> 2
    from json_each(${JSON.stringify(places)}) as row
    where deliveries.id = row.value ->> 0
  `.execute(db);
}

/** A reader's rows that were never tried and are not due yet; exported so that its plan can be checked. */
export function waitingQuery(chatId: ChatId, now: Date) {
  return sql<WaitingRow>`
    select deliveries.id, deliveries.is_digest as isDigest, deliveries.due_at as dueAt, subscriptions.cadence,
      readers.timezone, readers.digest_hour, readers.digest_weekday, readers.quiet_from, readers.quiet_until,
      readers.paused_until
    from announcements
    cross join deliveries on deliveries.announcement_id = announcements.id and deliveries.chat_id = ${chatId}
    ${READER_AND_TOPIC}
    where announcements.state in ('planning', 'running', 'paused')
      and +deliveries.state = 'pending' and deliveries.attempt = 0 and +deliveries.due_at > ${now.getTime()}
      and readers.chat_id is not null
  `;
}
