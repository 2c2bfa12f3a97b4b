import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Notes messages of private chats that are no deliveries; for use inside a transaction. */
export async function noteOtherMessages(db: Kysely<Tables>, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .insertInto('other_messages')
    .values(ids.map((id) => ({ message_id: id, noted_at: now.getTime() })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
