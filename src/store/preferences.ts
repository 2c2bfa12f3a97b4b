import type { Kysely, Selectable, Updateable } from 'kysely';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Preferences, Timing } from '../delivery/ports/preferences.ts';
import { timingOf } from './reader-timing.ts';
import { replanReader } from './replan-reader.ts';
import type { ReadersTable, Tables } from './schema.ts';

export type PreferencesStore = ReturnType<typeof createPreferences>;

/** What a reader who has never said otherwise prefers; the same as the columns' defaults. */
const UNSAID: Preferences = {
  timezone: undefined,
  digestHour: 9,
  digestWeekday: 1,
  quietHours: undefined,
  pausedUntil: undefined,
  silent: false,
  readingForm: 'rich',
};

// They have no say in when something is due.
const UNTIMED: ReadonlySet<string> = new Set(['silent', 'reading_form']);

/** When and how each reader is sent something. */
export function createPreferences(db: Kysely<Tables>, timing: Timing) {
  return {
    /** Those of a chat that has never talked to the bot are the usual ones. */
    async get(chatId: ChatId): Promise<Preferences> {
      const row = await db.selectFrom('readers').selectAll().where('chat_id', '=', chatId).executeTakeFirst();
      return row === undefined ? UNSAID : toPreferences(row);
    },

    /**
     * Changes what is named, `undefined` included, and puts what waits for the reader where he wants it now. Changes
     * nothing of a chat that has never talked to the bot.
     */
    async set(chatId: ChatId, change: Partial<Preferences>, now: Date): Promise<void> {
      const columns = toColumns(change);
      if (Object.keys(columns).length === 0) return;
      await db.transaction().execute(async (trx) => {
        await trx.updateTable('readers').set(columns).where('chat_id', '=', chatId).execute();
        const isTiming = Object.keys(columns).some((column) => !UNTIMED.has(column));
        if (isTiming) await replanReader(trx, chatId, timing, now);
      });
    },
  };
}

/** A reader's row as his preferences. */
export function toPreferences(row: Selectable<ReadersTable>): Preferences {
  return { ...timingOf(row), silent: row.silent === 1, readingForm: row.reading_form };
}

function toColumns(change: Partial<Preferences>): Updateable<ReadersTable> {
  return {
    ...('timezone' in change && { timezone: change.timezone ?? null }),
    ...(change.digestHour !== undefined && { digest_hour: change.digestHour }),
    ...(change.digestWeekday !== undefined && { digest_weekday: change.digestWeekday }),
    ...('quietHours' in change && {
      quiet_from: change.quietHours?.from ?? null,
      quiet_until: change.quietHours?.until ?? null,
    }),
    ...('pausedUntil' in change && { paused_until: change.pausedUntil?.getTime() ?? null }),
    ...(change.silent !== undefined && { silent: change.silent ? 1 : 0 }),
    ...(change.readingForm !== undefined && { reading_form: change.readingForm }),
  };
}
