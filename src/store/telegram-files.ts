import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** A file as Telegram stores it. A file id is good for one bot and one kind of sending only. */
export interface FileKey {
  readonly botId: number;
  readonly kind: 'photo' | 'document' | 'animation';
  readonly contentHash: string;
}

export type TelegramFiles = ReturnType<typeof createTelegramFiles>;

/** File ids of what has been uploaded, so that nothing is uploaded twice. */
export function createTelegramFiles(db: Kysely<Tables>) {
  return {
    async get(key: FileKey): Promise<string | undefined> {
      const row = await db
        .selectFrom('telegram_files')
        .select('file_id')
        .where('bot_id', '=', key.botId)
        .where('kind', '=', key.kind)
        .where('content_hash', '=', key.contentHash)
        .executeTakeFirst();
      return row?.file_id;
    },

    async set(key: FileKey, fileId: string, now: Date): Promise<void> {
      const values = { file_id: fileId, stored_at: now.getTime() };
      await db
        .insertInto('telegram_files')
        .values({ bot_id: key.botId, kind: key.kind, content_hash: key.contentHash, ...values })
        .onConflict((conflict) => conflict.columns(['bot_id', 'kind', 'content_hash']).doUpdateSet(values))
        .execute();
    },

    /** For a file id that Telegram no longer takes. */
    async forget(key: FileKey): Promise<void> {
      await db
        .deleteFrom('telegram_files')
        .where('bot_id', '=', key.botId)
        .where('kind', '=', key.kind)
        .where('content_hash', '=', key.contentHash)
        .execute();
    },
  };
}
