import { type Kysely, sql } from 'kysely';
import type { AnnouncementId, ChatId } from '../delivery/ports/ids.ts';
import { countEnded } from './counts.ts';
import type { Tables } from './schema.ts';

/**
 * Marks readers gone, each for a reason, with everything that waits for them; their preferences stay. A stopped reader
 * stays stopped, see `setReaderState`. For use inside a transaction.
 */
export async function loseReaders(db: Kysely<Tables>, gone: ReadonlyMap<ChatId, string>, now: Date): Promise<void> {
  if (gone.size === 0) return;
  const json = JSON.stringify([...gone]);
  await sql`
    update readers set state = 'gone', state_reason = lost.value ->> 1, state_changed_at = ${now.getTime()}
    from json_each(${json}) as lost
    where readers.chat_id = lost.value ->> 0 and readers.state = 'active'
  `.execute(db);
  const { rows } = await sql<{ announcementId: AnnouncementId }>`
    update deliveries set state = 'gone', reason = lost.reason, changed_at = ${now.getTime()}
    from (
      select announcements.id as announcement_id, lost.value ->> 0 as chat_id, lost.value ->> 1 as reason
      from json_each(${json}) as lost
      cross join announcements where announcements.state in ('planning', 'running', 'paused')
    ) as lost
    where deliveries.announcement_id = lost.announcement_id and deliveries.chat_id = lost.chat_id
      and +deliveries.state = 'pending'
    returning announcement_id as announcementId
  `.execute(db);
  await countEnded(
    db,
    rows.map(({ announcementId }) => ({ announcementId, state: 'gone' })),
  );
}
