import { type Kysely, sql } from 'kysely';
import type { AnnouncementId, ChatId, DeliveryId } from '../delivery/ports/ids.ts';
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
  const { rows } = await waitingForQuery([...gone.keys()]).execute(db);
  if (rows.length === 0) return;
  await sql`
    update deliveries set state = 'gone', reason = row.value ->> 1, changed_at = ${now.getTime()}
    from json_each(${JSON.stringify(rows.map(({ id, chatId }) => [id, gone.get(chatId)]))}) as row
    where deliveries.id = row.value ->> 0
  `.execute(db);
  await countEnded(
    db,
    rows.map(({ announcementId }) => ({ announcementId, state: 'gone' })),
  );
}

/** What waits for these chats; exported so that its plan can be checked. */
export function waitingForQuery(chats: readonly ChatId[]) {
  return sql<{ id: DeliveryId; announcementId: AnnouncementId; chatId: ChatId }>`
    select deliveries.id, announcement_id as announcementId, chat_id as chatId
    from json_each(${JSON.stringify(chats)}) as chats
    cross join announcements
    cross join deliveries on announcement_id = announcements.id and chat_id = chats.value
    where announcements.state in ('planning', 'running', 'paused') and +deliveries.state = 'pending'
  `;
}
