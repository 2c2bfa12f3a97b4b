import { type Kysely, type Selectable, sql } from 'kysely';
import type { AnnouncementId, ChatId } from '../delivery/ports/ids.ts';
import type { Topic } from '../delivery/ports/preferences.ts';
import { isWatch, watchName } from '../search/watch.ts';
import { countEnded } from './counts.ts';
import { toPreferences } from './preferences.ts';
import type { ReadersTable, Tables } from './schema.ts';

/** Everything held about a chat, as plain data for a JSON file. Instants are ISO 8601 in UTC. */
export interface PersonalData {
  readonly chatId: ChatId;
  readonly reader: {
    readonly state: string;
    readonly stateReason: string | null;
    readonly languageCode: string | null;
    readonly firstSeenAt: string;
    readonly stateChangedAt: string;
    readonly preferences: {
      readonly timezone: string | null;
      readonly digestHour: number;
      readonly digestWeekday: number;
      readonly quietHours: { readonly from: number; readonly until: number } | null;
      readonly pausedUntil: string | null;
      readonly silent: boolean;
      readonly readingForm: string;
    };
  } | null;
  /** `topic` is a tag, `all`, or `search: ` and what is watched. */
  readonly subscriptions: readonly { readonly topic: string; readonly since: string; readonly cadence: string }[];
  readonly saved: readonly { readonly articleId: string; readonly savedAt: string }[];
  readonly readingPlaces: readonly {
    readonly articleId: string;
    readonly page: number;
    readonly pages: number;
    readonly readAt: string;
    readonly finishedAt: string | null;
  }[];
  readonly reminders: readonly { readonly articleId: string; readonly dueAt: string }[];
  readonly searches: readonly { readonly kind: string; readonly query: string; readonly usedAt: string }[];
  readonly deliveries: readonly {
    readonly articleId: string;
    readonly state: string;
    readonly at: string;
    readonly messageId: number | null;
    readonly reason: string | null;
  }[];
  /** How many messages about announcements an author has in this chat. */
  readonly authorMessages: number;
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
        await eraseDeliveries(trx, chatId, at);
        await sql`
          update inbox set body = null, chat_id = null, done_at = coalesce(done_at, ${at}) where chat_id = ${chatId}
        `.execute(trx);
        await sql`delete from conversations where ${ownKeys(chatId)}`.execute(trx);
        await trx.deleteFrom('author_messages').where('author_id', '=', chatId).execute();
        await trx.deleteFrom('readers').where('chat_id', '=', chatId).execute();
      });
    },
  };
}

async function eraseDeliveries(db: Kysely<Tables>, chatId: ChatId, at: number): Promise<void> {
  const all = sql`announcement_id in (select id from announcements) and chat_id = ${chatId}`;
  const { rows } = await sql<{ announcementId: AnnouncementId }>`
    update deliveries set state = 'skipped', reason = 'reader erased', changed_at = ${at}
    where ${all} and +state = 'pending'
    returning announcement_id as announcementId
  `.execute(db);
  await countEnded(
    db,
    rows.map(({ announcementId }) => ({ announcementId, state: 'skipped' })),
  );
  await sql`
    update deliveries set
      chat_id = null, message_id = null, message_id_before = null, reason = iif(reason = 'reader erased', reason, null)
    where ${all}
  `.execute(db);
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
  const { rows: counts } = await sql<{ conversations: number; updates: number; authorMessages: number }>`
    select (select count(*) from conversations where ${ownKeys(chatId)}) as conversations,
      (select count(*) from author_messages where author_id = ${chatId}) as authorMessages,
      (select count(*) from inbox where chat_id = ${chatId} and done_at is null) as updates
  `.execute(db);
  return {
    chatId,
    reader: reader === undefined ? null : exportReader(reader),
    subscriptions: subscriptions.map((row) => ({
      topic: nameOf(row.topic),
      since: iso(row.created_at),
      cadence: row.cadence,
    })),
    saved: saved.map((row) => ({ articleId: row.article_id, savedAt: iso(row.saved_at) })),
    ...(await collectReading(db, chatId)),
    searches: searches.map((row) => ({ kind: row.kind, query: row.query, usedAt: iso(row.used_at) })),
    deliveries: await collectDeliveries(db, chatId),
    authorMessages: counts[0]?.authorMessages ?? 0,
    conversation: (counts[0]?.conversations ?? 0) > 0,
    waitingUpdates: counts[0]?.updates ?? 0,
  };
}

function nameOf(topic: Topic): string {
  return isWatch(topic) ? `search: ${watchName(topic)}` : topic;
}

function exportReader(row: Selectable<ReadersTable>): PersonalData['reader'] {
  const { timezone, digestHour, digestWeekday, quietHours, pausedUntil, silent, readingForm } = toPreferences(row);
  return {
    state: row.state,
    stateReason: row.state_reason,
    languageCode: row.language_code,
    firstSeenAt: iso(row.first_seen_at),
    stateChangedAt: iso(row.state_changed_at),
    preferences: {
      timezone: timezone ?? null,
      digestHour,
      digestWeekday,
      quietHours: quietHours ?? null,
      pausedUntil: pausedUntil?.toISOString() ?? null,
      silent,
      readingForm,
    },
  };
}

async function collectReading(
  db: Kysely<Tables>,
  chatId: ChatId,
): Promise<Pick<PersonalData, 'readingPlaces' | 'reminders'>> {
  const places = await db
    .selectFrom('reading_places')
    .selectAll()
    .where('chat_id', '=', chatId)
    .orderBy('read_at')
    .execute();
  const reminders = await db
    .selectFrom('reminders')
    .select(['article_id', 'due_at'])
    .where('chat_id', '=', chatId)
    .orderBy('due_at')
    .execute();
  return {
    readingPlaces: places.map(({ article_id: articleId, page, pages, read_at: readAt, finished_at: finishedAt }) => ({
      ...{ articleId, page, pages, readAt: iso(readAt) },
      finishedAt: finishedAt === null ? null : iso(finishedAt),
    })),
    reminders: reminders.map((row) => ({ articleId: row.article_id, dueAt: iso(row.due_at) })),
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
    select article_id as articleId, deliveries.state, changed_at as at, message_id as messageId, reason
    from announcements
    cross join deliveries on announcement_id = announcements.id and chat_id = ${chatId}
    order by announcements.id
  `.execute(db);
  return rows.map((row) => ({ ...row, at: iso(row.at) }));
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
