import type { Update } from 'grammy/types';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { noteOtherMessages } from './other-messages.ts';
import type { Tables } from './schema.ts';
import { chatIdOfUpdate } from './update-chat.ts';

const storedUpdate = z.looseObject({ update_id: z.int() });

const privateMessage = z.object({
  message: z.object({ message_id: z.int(), chat: z.object({ id: z.int().positive() }) }),
});

export type Inbox = ReturnType<typeof createInbox>;

/**
 * Updates from Telegram, written down before they are confirmed and kept until they are handled. Finished ones are
 * remembered by number, so that an update that Telegram hands out again does not take effect twice.
 */
export function createInbox(db: Kysely<Tables>) {
  return {
    /** Stores a batch in one transaction and gives the updates that were not known yet, in their order. */
    async store<U extends { readonly update_id: number }>(updates: readonly U[], now: Date): Promise<readonly U[]> {
      if (updates.length === 0) return [];
      const receivedAt = await nextReceipt(db, now);
      const rows = updates.map((update) => ({
        update_id: update.update_id,
        chat_id: chatIdOfUpdate(update) ?? null,
        body: JSON.stringify(update),
        received_at: receivedAt,
      }));
      const stored = await db.transaction().execute(async (trx) => {
        await noteOtherMessages(trx, updates.flatMap(writtenMessageId), now);
        return trx
          .insertInto('inbox')
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .returning('update_id')
          .execute();
      });
      const fresh = new Set(stored.map((row) => row.update_id));
      // `delete` drops an id at its first use: a batch that names one twice gives it once.
      return updates.filter((update) => fresh.delete(update.update_id));
    },

    /** Updates stored and not handled, in the order they came. One that cannot be read back is left out. */
    async pending(): Promise<readonly Update[]> {
      const rows = await sql<{ body: string }>`
        select body from inbox where done_at is null and body is not null order by received_at, update_id
      `.execute(db);
      return rows.rows.flatMap((row) => parseUpdate(row.body) ?? []);
    },

    /** Notes that an update has been handled, with the ids of the messages it was answered by; forgets what it said. */
    async done(updateId: number, now: Date, answers: readonly number[] = []): Promise<void> {
      const finish = (executor: Kysely<Tables>) =>
        executor
          .updateTable('inbox')
          .set({ done_at: now.getTime(), body: null, chat_id: null })
          .where('update_id', '=', updateId)
          .where('done_at', 'is', null)
          .execute();
      if (answers.length === 0) return void (await finish(db));
      await db.transaction().execute(async (trx) => {
        await noteOtherMessages(trx, answers, now);
        await finish(trx);
      });
    },

    /**
     * The update received last. Not always the greatest number: after a week without updates Telegram goes on from a
     * random one (core.telegram.org/bots/api#update).
     */
    async lastUpdateId(): Promise<number | undefined> {
      const row = await db
        .selectFrom('inbox')
        .select('update_id')
        .orderBy('received_at', 'desc')
        .orderBy('update_id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.update_id;
    },

    /** Forgets every update, for a database that changes hands: another bot's numbers mean nothing here. */
    async clear(): Promise<void> {
      await db.deleteFrom('other_messages').execute();
      await db.deleteFrom('inbox').execute();
    },

    /** Forgets updates handled before an instant; gives how many. Telegram repeats none older than a day. */
    async prune(before: Date): Promise<number> {
      await db.deleteFrom('other_messages').where('noted_at', '<', before.getTime()).execute();
      const result = await db.deleteFrom('inbox').where('done_at', '<', before.getTime()).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

/**
 * Rises from batch to batch even when the clock is set back: it tells the order, and from the last of them Telegram is
 * asked to go on. An older one in its place would bring the same updates again and again, and never the newer ones.
 */
async function nextReceipt(db: Kysely<Tables>, now: Date): Promise<number> {
  const last = await db
    .selectFrom('inbox')
    .select('received_at')
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? now.getTime() : Math.max(now.getTime(), last.received_at + 1);
}

/** The id of a message that a person wrote in a private chat. Not that under a pressed button, which may be a delivery. */
function writtenMessageId(update: object): number[] {
  const { success, data } = privateMessage.safeParse(update);
  return success ? [data.message.message_id] : [];
}

function parseUpdate(body: string): Update | undefined {
  try {
    const parsed = storedUpdate.safeParse(JSON.parse(body));
    return parsed.success ? (parsed.data as unknown as Update) : undefined;
  } catch {
    // Not JSON: there is nothing left to handle.
    return undefined;
  }
}
