import { type Kysely, sql } from 'kysely';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Tables } from './schema.ts';

/**
 * Gives a chat's belongings to the id it has now; where that one is known already, the two are merged. For use inside
 * a transaction.
 */
export async function moveChat(db: Kysely<Tables>, from: ChatId, to: ChatId, now: Date): Promise<void> {
  if (from === to) return;
  const existing = await db.selectFrom('readers').select('state').where('chat_id', '=', to).executeTakeFirst();
  if (existing === undefined) {
    // Subscriptions, saved articles and searches follow by their foreign keys.
    await db.updateTable('readers').set({ chat_id: to }).where('chat_id', '=', from).execute();
  } else {
    await mergeReaders(db, from, to, now);
  }
  await moveDeliveries(db, from, to, now);
  await db.updateTable('inbox').set({ chat_id: to }).where('chat_id', '=', from).execute();
}

async function mergeReaders(db: Kysely<Tables>, from: ChatId, to: ChatId, now: Date): Promise<void> {
  // The move itself shows that the new chat can be reached, so there the old chat's wish counts.
  await sql`
    update readers set state = old.state, state_reason = old.state_reason, state_changed_at = ${now.getTime()}
    from readers as old
    where readers.chat_id = ${to} and readers.state = 'gone' and old.chat_id = ${from}
  `.execute(db);
  for (const table of ['subscriptions', 'saved', 'searches']) {
    // What both have stays behind and goes with the old reader.
    await sql`update or ignore ${sql.table(table)} set chat_id = ${to} where chat_id = ${from}`.execute(db);
  }
  await db.deleteFrom('readers').where('chat_id', '=', from).execute();
}

/**
 * Where both chats have a delivery of one article, only one may go out: a waiting one gives way to a sent one, and
 * the old chat's to the new one's. Message ids of the old chat mean nothing in the new one.
 */
async function moveDeliveries(db: Kysely<Tables>, from: ChatId, to: ChatId, now: Date): Promise<void> {
  const all = sql`announcement_id in (select id from announcements)`;
  await sql`
    update deliveries set state = 'skipped', reason = 'chats merged', changed_at = ${now.getTime()}
    where ${all} and chat_id = ${to} and state = 'pending' and exists (
      select 1 from deliveries as old
      where old.announcement_id = deliveries.announcement_id and old.chat_id = ${from} and old.state = 'sent'
    )
  `.execute(db);
  await sql`
    update or ignore deliveries set chat_id = ${to}, message_id = null where ${all} and chat_id = ${from}
  `.execute(db);
  await sql`
    update deliveries set state = 'skipped', reason = 'chats merged', changed_at = ${now.getTime()}
    where ${all} and chat_id = ${from} and state = 'pending'
  `.execute(db);
  await sql`
    update deliveries set chat_id = null, message_id = null where ${all} and chat_id = ${from}
  `.execute(db);
}
