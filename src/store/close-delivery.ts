import { type Kysely, sql } from 'kysely';
import type { ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { DeliveryResult } from '../delivery/ports/ledger.ts';
import { moveChat } from './move-chat.ts';
import { setReaderState } from './readers.ts';
import type { DeliveryState, Tables } from './schema.ts';

interface Closing {
  readonly state: DeliveryState;
  readonly dueAt?: Date;
  readonly messageId?: number;
  readonly reason?: string;
}

/** `Ledger.close`. */
export async function closeDelivery(
  db: Kysely<Tables>,
  id: DeliveryId,
  result: DeliveryResult,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('deliveries')
      .select('chat_id')
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .executeTakeFirst();
    if (row === undefined) return;
    await write(trx, id, closingOf(result, row.chat_id !== null, now), now);
    if (row.chat_id === null) return;
    if (result.state === 'gone') await loseReader(trx, row.chat_id, result.reason, now);
    if (result.state === 'moved') await moveChat(trx, row.chat_id, result.chatId, now);
  });
}

/** What becomes of the row. Of a person erased meanwhile no message id is kept, and nothing is tried again. */
function closingOf(result: DeliveryResult, known: boolean, now: Date): Closing {
  switch (result.state) {
    case 'sent':
      return known ? result : { state: 'sent' };
    case 'failed':
    case 'gone':
      return result;
    case 'pending':
      return known ? result : { state: 'skipped', reason: 'reader erased' };
    case 'moved':
      return known
        ? { state: 'pending', dueAt: now, reason: 'chat moved' }
        : { state: 'skipped', reason: 'reader erased' };
    default:
      return result satisfies never;
  }
}

async function write(db: Kysely<Tables>, id: DeliveryId, closing: Closing, now: Date): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({
      state: closing.state,
      reason: closing.reason ?? null,
      message_id: closing.messageId ?? null,
      changed_at: now.getTime(),
      ...(closing.dueAt === undefined ? {} : { due_at: closing.dueAt.getTime() }),
    })
    .where('id', '=', id)
    .execute();
}

async function loseReader(db: Kysely<Tables>, chatId: ChatId, reason: string, now: Date): Promise<void> {
  await setReaderState(db, chatId, 'gone', now, reason);
  await sql`
    update deliveries set state = 'gone', reason = ${reason}, changed_at = ${now.getTime()}
    where announcement_id in (select id from announcements where finished_at is null)
      and chat_id = ${chatId} and state = 'pending'
  `.execute(db);
}
