import { type Kysely, sql } from 'kysely';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Tables } from './schema.ts';

/** Everything held about a chat, as plain data for a JSON file. Instants are ISO 8601 in UTC. */
export interface PersonalData {
  readonly chatId: ChatId;
  readonly reader: {
    readonly state: string;
    readonly stateReason: string | null;
    readonly languageCode: string | null;
    readonly firstSeenAt: string;
    readonly stateChangedAt: string;
  } | null;
  readonly subscriptions: readonly { readonly topic: string; readonly since: string }[];
  readonly saved: readonly { readonly articleId: string; readonly savedAt: string }[];
  readonly searches: readonly { readonly kind: string; readonly query: string; readonly usedAt: string }[];
  readonly deliveries: readonly {
    readonly articleId: string;
    readonly state: string;
    readonly at: string;
    readonly messageId: number | null;
    readonly reason: string | null;
  }[];
  /** Whether a dialogue is under way. */
  readonly conversation: boolean;
  /** Messages and button presses that wait to be handled; they are forgotten afterwards. */
  readonly waitingUpdates: number;
}

export type PersonalDataStore = ReturnType<typeof createPersonalData>;

/** What `/privacy` hands out and takes away. */
export function createPersonalData(db: Kysely<Tables>, now: () => Date) {
  return {
    async export(chatId: ChatId): Promise<PersonalData> {
      return db.transaction().execute((trx) => collect(trx, chatId));
    },

    /**
     * Removes everything about a chat. Delivery rows stay, without the chat, so that an announcement's counts remain
     * right; what was not sent yet is skipped. Updates keep their number only, so that none takes effect again.
     */
    async erase(chatId: ChatId): Promise<void> {
      const at = now().getTime();
      await db.transaction().execute(async (trx) => {
        await sql`
          update deliveries set
            chat_id = null, message_id = null, message_id_before = null,
            reason = case state when 'pending' then 'reader erased' end,
            changed_at = case state when 'pending' then ${at} else changed_at end,
            state = case state when 'pending' then 'skipped' else state end
          where announcement_id in (select id from announcements) and chat_id = ${chatId}
        `.execute(trx);
        await sql`
          update inbox set body = null, chat_id = null, done_at = coalesce(done_at, ${at}) where chat_id = ${chatId}
        `.execute(trx);
        await sql`delete from conversations where ${ownKeys(chatId)}`.execute(trx);
        await trx.deleteFrom('readers').where('chat_id', '=', chatId).execute();
      });
    },
  };
}

/** Keys are `<chat id>` or `<chat id>:<user id>`. */
function ownKeys(chatId: ChatId) {
  return sql`(key = ${String(chatId)} or key glob ${`${chatId}:*`})`;
}

async function collect(db: Kysely<Tables>, chatId: ChatId): Promise<PersonalData> {
  const reader = await db.selectFrom('readers').selectAll().where('chat_id', '=', chatId).executeTakeFirst();
  const subscriptions = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('chat_id', '=', chatId)
    .orderBy('created_at')
    .execute();
  const saved = await db.selectFrom('saved').selectAll().where('chat_id', '=', chatId).orderBy('saved_at').execute();
  const searches = await db
    .selectFrom('searches')
    .selectAll()
    .where('chat_id', '=', chatId)
    .orderBy('used_at')
    .execute();
  const { rows: counts } = await sql<{ conversations: number; updates: number }>`
    select (select count(*) from conversations where ${ownKeys(chatId)}) as conversations,
      (select count(*) from inbox where chat_id = ${chatId} and done_at is null) as updates
  `.execute(db);
  return {
    chatId,
    reader: reader
      ? {
          state: reader.state,
          stateReason: reader.state_reason,
          languageCode: reader.language_code,
          firstSeenAt: iso(reader.first_seen_at),
          stateChangedAt: iso(reader.state_changed_at),
        }
      : null,
    subscriptions: subscriptions.map((row) => ({ topic: row.topic, since: iso(row.created_at) })),
    saved: saved.map((row) => ({ articleId: row.article_id, savedAt: iso(row.saved_at) })),
    searches: searches.map((row) => ({ kind: row.kind, query: row.query, usedAt: iso(row.used_at) })),
    deliveries: await collectDeliveries(db, chatId),
    conversation: (counts[0]?.conversations ?? 0) > 0,
    waitingUpdates: counts[0]?.updates ?? 0,
  };
}

async function collectDeliveries(db: Kysely<Tables>, chatId: ChatId): Promise<PersonalData['deliveries']> {
  const { rows } = await sql<{
    articleId: string;
    state: string;
    at: number;
    messageId: number | null;
    reason: string | null;
  }>`
    select article_id as articleId, state, changed_at as at, message_id as messageId, reason
    from announcements
    cross join deliveries on announcement_id = announcements.id and chat_id = ${chatId}
    order by announcements.id
  `.execute(db);
  return rows.map((row) => ({ ...row, at: iso(row.at) }));
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
