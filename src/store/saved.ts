import type { Kysely } from 'kysely';
import type { ArticleId } from '../catalog/article.ts';
import type { ChatId } from '../delivery/ports/ids.ts';
import { cancelReminder } from './reminders.ts';
import type { Tables } from './schema.ts';

export interface SavedArticle {
  readonly articleId: ArticleId;
  readonly savedAt: Date;
}

export type Saved = ReturnType<typeof createSaved>;

/** The articles each reader keeps for later. */
export function createSaved(db: Kysely<Tables>) {
  return {
    /** Gives whether it was not saved before. The reader must have visited. */
    async add(chatId: ChatId, articleId: ArticleId, now: Date): Promise<boolean> {
      const result = await db
        .insertInto('saved')
        .values({ chat_id: chatId, article_id: articleId, saved_at: now.getTime() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    /** Takes a reminder of the article away with it. Gives whether it was saved. */
    async remove(chatId: ChatId, articleId: ArticleId): Promise<boolean> {
      return db.transaction().execute(async (trx) => {
        await cancelReminder(trx, chatId, articleId);
        const result = await trx
          .deleteFrom('saved')
          .where('chat_id', '=', chatId)
          .where('article_id', '=', articleId)
          .executeTakeFirst();
        return result.numDeletedRows > 0n;
      });
    },

    async has(chatId: ChatId, articleId: ArticleId): Promise<boolean> {
      const row = await db
        .selectFrom('saved')
        .select('saved_at')
        .where('chat_id', '=', chatId)
        .where('article_id', '=', articleId)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Newest first. */
    async list(chatId: ChatId): Promise<readonly SavedArticle[]> {
      const rows = await db
        .selectFrom('saved')
        .select(['article_id', 'saved_at'])
        .where('chat_id', '=', chatId)
        .orderBy('saved_at', 'desc')
        .orderBy('article_id')
        .execute();
      return rows.map((row) => ({ articleId: row.article_id, savedAt: new Date(row.saved_at) }));
    },
  };
}
