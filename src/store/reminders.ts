import { type Kysely, sql } from 'kysely';
import type { ArticleId } from '../catalog/article.ts';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Timing } from '../delivery/ports/preferences.ts';
import type { DueReminders } from '../delivery/ports/reminders.ts';
import { claimReminders, nextReminderQuery, unsureReminders } from './claim-reminders.ts';
import { closeReminder } from './close-reminder.ts';
import type { Tables } from './schema.ts';

export interface ReminderSettings {
  /** A number that no earlier opening of the database used. */
  readonly claimedBy: number;
  readonly timing: Timing;
}

export type Reminders = ReturnType<typeof createReminders>;

/** Of which articles readers want to be reminded, and when. */
export function createReminders(db: Kysely<Tables>, settings: ReminderSettings) {
  return {
    /** Sets a reminder, in place of one set before. The reader must have visited. */
    async set(chatId: ChatId, articleId: ArticleId, dueAt: Date): Promise<void> {
      const at = dueAt.getTime();
      // What is on its way no longer belongs to this row, and ends without it.
      const anew = { wanted_at: at, due_at: at, attempt: 0, claimed_by: null, message_id_before: null };
      await db
        .insertInto('reminders')
        .values({ chat_id: chatId, article_id: articleId, ...anew })
        .onConflict((conflict) => conflict.columns(['chat_id', 'article_id']).doUpdateSet(anew))
        .execute();
    },

    /** Moves all that the reader still waits for to another instant. */
    async move(chatId: ChatId, dueAt: Date, now: Date): Promise<void> {
      const to = dueAt.getTime();
      await db
        .updateTable('reminders')
        .set({ wanted_at: to, due_at: to })
        .where('chat_id', '=', chatId)
        .where('claimed_by', 'is', null)
        .where('due_at', '>', now.getTime())
        .execute();
    },

    /** Gives whether there was one. */
    async cancel(chatId: ChatId, articleId: ArticleId): Promise<boolean> {
      return cancelReminder(db, chatId, articleId);
    },

    /** When the reader will be reminded; `undefined` when he will not. */
    async get(chatId: ChatId, articleId: ArticleId): Promise<Date | undefined> {
      const row = await db
        .selectFrom('reminders')
        .select('due_at')
        .where('chat_id', '=', chatId)
        .where('article_id', '=', articleId)
        .executeTakeFirst();
      return row && new Date(row.due_at);
    },

    /** When the reader will be reminded of those of the articles, in one query. */
    async among(chatId: ChatId, articleIds: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, Date>> {
      if (articleIds.length === 0) return new Map();
      const { rows } = await remindersAmongQuery(chatId, articleIds).execute(db);
      return new Map(rows.map(({ articleId, dueAt }) => [articleId, new Date(dueAt)]));
    },

    claim: (limit, now, messageIdBefore) => claimReminders(db, settings, { limit, now, messageIdBefore }),
    unsure: (limit) => unsureReminders(db, limit, settings.claimedBy),
    close: (claim, result, now) => closeReminder(db, claim, result, now),

    async nextDueAt() {
      const { rows } = await nextReminderQuery().execute(db);
      const dueAt = rows[0]?.dueAt ?? undefined;
      return dueAt === undefined ? undefined : new Date(dueAt);
    },
  } satisfies DueReminders & Record<string, unknown>;
}

/** `cancel` for use inside a transaction. */
export async function cancelReminder(db: Kysely<Tables>, chatId: ChatId, articleId: ArticleId): Promise<boolean> {
  const result = await db
    .deleteFrom('reminders')
    .where('chat_id', '=', chatId)
    .where('article_id', '=', articleId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Exported so that its plan can be checked. */
export function remindersAmongQuery(chatId: ChatId, articleIds: readonly ArticleId[]) {
  return sql<{ articleId: ArticleId; dueAt: number }>`
    select article_id as articleId, due_at as dueAt from json_each(${JSON.stringify(articleIds)}) as wanted
    cross join reminders on chat_id = ${chatId} and article_id = wanted.value
  `;
}
