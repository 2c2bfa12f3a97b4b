import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AnnouncementId, ChatId } from '../delivery/ports/ids.ts';
import { countEnded } from './counts.ts';
import type { Tables } from './schema.ts';

/**
 * Gives a chat's belongings to the id it has now; where that one is known already, the two are merged. For use inside
 * a transaction.
 */
export async function moveChat(db: Kysely<Tables>, from: ChatId, to: ChatId, now: Date): Promise<void> {
  if (from === to) return;
  const existing = await db.selectFrom('readers').select('state').where('chat_id', '=', to).executeTakeFirst();
  if (existing === undefined) {
    // What a reader has follows by its foreign keys.
    await db.updateTable('readers').set({ chat_id: to }).where('chat_id', '=', from).execute();
  } else {
    await mergeReaders(db, from, to, now);
  }
  await moveDeliveries(db, from, to, now);
  // Their ids mean nothing in the new chat, where the author is told anew.
  await db.deleteFrom('author_messages').where('author_id', '=', from).execute();
  await db.updateTable('inbox').set({ chat_id: to }).where('chat_id', '=', from).execute();
}

async function mergeReaders(db: Kysely<Tables>, from: ChatId, to: ChatId, now: Date): Promise<void> {
  // The move itself shows that the new chat can be reached, so there the old chat's wish counts.
  await sql`
    update readers set state = old.state, state_reason = old.state_reason, state_changed_at = ${now.getTime()}
    from readers as old
    where readers.chat_id = ${to} and readers.state = 'gone' and old.chat_id = ${from}
  `.execute(db);
  // Preferences come as a whole, where the new chat has never said any.
  await sql`
    update readers set
      timezone = old.timezone, digest_hour = old.digest_hour, digest_weekday = old.digest_weekday,
      quiet_from = old.quiet_from, quiet_until = old.quiet_until, silent = old.silent, paused_until = old.paused_until,
      reading_form = old.reading_form
    from readers as old
    where readers.chat_id = ${to} and old.chat_id = ${from} and readers.timezone is null
      and readers.digest_hour = 9 and readers.digest_weekday = 1 and readers.quiet_from is null
      and readers.silent = 0 and readers.paused_until is null
      and readers.reading_form = 'rich'
  `.execute(db);
  for (const table of ['subscriptions', 'saved', 'searches', 'reading_places', 'reminders']) {
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
  await skipMerged(
    db,
    now,
    sql`
    ${all} and chat_id = ${to} and +deliveries.state = 'pending' and exists (
      select 1 from deliveries as old
      where old.announcement_id = deliveries.announcement_id and old.chat_id = ${from} and +old.state = 'sent'
    )
  `,
  );
  await sql`
    update or ignore deliveries set chat_id = ${to}, message_id = null, form = null where ${all} and chat_id = ${from}
  `.execute(db);
  await skipMerged(db, now, sql`${all} and chat_id = ${from} and +state = 'pending'`);
  await sql`
    update deliveries set chat_id = null, message_id = null, form = null where ${all} and chat_id = ${from}
  `.execute(db);
}

async function skipMerged(db: Kysely<Tables>, now: Date, where: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ announcementId: AnnouncementId }>`
    update deliveries set state = 'skipped', reason = 'chats merged', changed_at = ${now.getTime()}
    where ${where}
    returning announcement_id as announcementId
  `.execute(db);
  await countEnded(
    db,
    rows.map(({ announcementId }) => ({ announcementId, state: 'skipped' })),
  );
}
