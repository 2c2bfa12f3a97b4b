import { type Kysely, sql } from 'kysely';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { ReaderState, ReadersTable, Tables } from './schema.ts';

/** A chat that has talked to the bot. Nothing more is known of the person. */
export interface Reader {
  readonly chatId: ChatId;
  readonly state: ReaderState;
  /** Why the state is what it is, e.g. Telegram's words for a blocked bot. */
  readonly stateReason: string | undefined;
  readonly languageCode: string | undefined;
  readonly firstSeenAt: Date;
  readonly stateChangedAt: Date;
}

export interface Visit {
  readonly chatId: ChatId;
  readonly languageCode: string | undefined;
}

export type Readers = ReturnType<typeof createReaders>;

/** Who receives, and in which state. */
export function createReaders(db: Kysely<Tables>) {
  return {
    /**
     * Notes that a chat has written: a new one becomes an active reader, a known one gets its language updated and
     * keeps its state. Comes before anything else that is stored for a chat.
     */
    async visit(visit: Visit, now: Date): Promise<void> {
      await db
        .insertInto('readers')
        .values({
          chat_id: visit.chatId,
          state: 'active',
          language_code: visit.languageCode ?? null,
          first_seen_at: now.getTime(),
          state_changed_at: now.getTime(),
        })
        .onConflict((conflict) =>
          conflict
            .column('chat_id')
            .doUpdateSet({ language_code: visit.languageCode ?? null })
            // A write, even an idle one, costs a sync of the disk, and most visits change nothing.
            .where('readers.language_code', 'is not', visit.languageCode ?? null),
        )
        .execute();
    },

    async get(chatId: ChatId): Promise<Reader | undefined> {
      const row = await db.selectFrom('readers').selectAll().where('chat_id', '=', chatId).executeTakeFirst();
      return row && toReader(row);
    },

    /**
     * Puts a known reader into a state. A stopped reader who blocks the bot stays stopped, so that unblocking does not
     * bring back messages he had silenced.
     */
    async setState(chatId: ChatId, state: ReaderState, now: Date, reason?: string): Promise<void> {
      await setReaderState(db, chatId, state, now, reason);
    },

    /** Makes a gone reader active again; any other stays as he is. Gives whether it did. */
    async revive(chatId: ChatId, now: Date): Promise<boolean> {
      const result = await db
        .updateTable('readers')
        .set({ state: 'active', state_reason: null, state_changed_at: now.getTime() })
        .where('chat_id', '=', chatId)
        .where('state', '=', 'gone')
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async countByState(): Promise<Readonly<Record<ReaderState, number>>> {
      const rows = await db
        .selectFrom('readers')
        .select(['state', sql<number>`count(*)`.as('count')])
        .groupBy('state')
        .execute();
      return { active: 0, stopped: 0, gone: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) };
    },
  };
}

/** `setState` for use inside a transaction. */
export async function setReaderState(
  db: Kysely<Tables>,
  chatId: ChatId,
  state: ReaderState,
  now: Date,
  reason?: string,
): Promise<void> {
  await db
    .updateTable('readers')
    .set({ state, state_reason: reason ?? null, state_changed_at: now.getTime() })
    .where('chat_id', '=', chatId)
    .where('state', '!=', state)
    .$if(state === 'gone', (query) => query.where('state', '!=', 'stopped'))
    .execute();
}

function toReader(row: Omit<ReadersTable, 'digest_hour' | 'digest_weekday' | 'silent' | 'reading_form'>): Reader {
  return {
    chatId: row.chat_id,
    state: row.state,
    stateReason: row.state_reason ?? undefined,
    languageCode: row.language_code ?? undefined,
    firstSeenAt: new Date(row.first_seen_at),
    stateChangedAt: new Date(row.state_changed_at),
  };
}
