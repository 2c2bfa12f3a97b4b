import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DeliveryResult } from '../delivery/ports/ledger.ts';
import type { ClaimedReminder } from '../delivery/ports/reminders.ts';
import { loseReaders } from './lose-readers.ts';
import { moveChat } from './move-chat.ts';
import { noteOtherMessages } from './other-messages.ts';
import type { Tables } from './schema.ts';

/** `DueReminders.close`. */
export async function closeReminder(
  db: Kysely<Tables>,
  claim: ClaimedReminder,
  result: DeliveryResult,
  now: Date,
): Promise<void> {
  const { chatId } = claim;
  await db.transaction().execute(async (trx) => {
    switch (result.state) {
      case 'sent':
        await sql`delete from reminders where ${claimed(claim)}`.execute(trx);
        // So that no lost push is looked for under its number.
        if (chatId > 0) await noteOtherMessages(trx, [result.messageId], now);
        return;
      case 'failed':
        await sql`delete from reminders where ${claimed(claim)}`.execute(trx);
        return;
      case 'gone':
        await trx.deleteFrom('reminders').where('chat_id', '=', chatId).execute();
        await loseReaders(trx, new Map([[chatId, result.reason]]), now);
        return;
      case 'pending':
        await release(trx, claim, result.dueAt);
        return;
      case 'moved':
        await release(trx, claim, now);
        await moveChat(trx, chatId, result.chatId, now);
        return;
      default:
        result satisfies never;
    }
  });
}

async function release(db: Kysely<Tables>, claim: ClaimedReminder, dueAt: Date): Promise<void> {
  await sql`
    update reminders set claimed_by = null, message_id_before = null, due_at = ${dueAt.getTime()}
    where ${claimed(claim)}
  `.execute(db);
}

/** The rows that are still the claim's: one set anew meanwhile is claimed by nobody. */
function claimed({ chatId, articleIds, messageIdBefore }: ClaimedReminder): RawBuilder<unknown> {
  const articles = JSON.stringify(articleIds);
  return sql`
    chat_id = ${chatId} and article_id in (select value from json_each(${articles}))
      and +claimed_by is not null and message_id_before = ${messageIdBefore}
  `;
}
