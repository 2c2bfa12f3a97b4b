import type { Kysely } from 'kysely';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { SearchKind, Tables } from './schema.ts';

/** Per chat; the buttons of older ones answer "outdated". */
export const SEARCHES_KEPT = 50;

const ID_TRIES = 5;

export interface RememberedSearch {
  readonly kind: SearchKind;
  readonly query: string;
}

export type Searches = ReturnType<typeof createSearches>;

/**
 * The words people searched for, under ids short enough for the buttons that page through the results. `createId`
 * gives a fresh id of `[a-z0-9]`.
 */
export function createSearches(db: Kysely<Tables>, createId: () => string) {
  return {
    /** Gives the search's id, the same one for the same words in the same chat. The reader must have visited. */
    async remember(chatId: ChatId, kind: SearchKind, query: string, now: Date): Promise<string> {
      return db.transaction().execute(async (trx) => {
        const known = await trx
          .updateTable('searches')
          .set({ used_at: now.getTime() })
          .where('chat_id', '=', chatId)
          .where('kind', '=', kind)
          .where('query', '=', query)
          .returning('id')
          .executeTakeFirst();
        if (known !== undefined) return known.id;
        const id = await insert(trx, createId, { chat_id: chatId, kind, query, used_at: now.getTime() });
        await forgetOldest(trx, chatId, id);
        return id;
      });
    },

    /** `undefined` when it was forgotten or belongs to another chat. */
    async get(id: string, chatId: ChatId): Promise<RememberedSearch | undefined> {
      return db
        .selectFrom('searches')
        .select(['kind', 'query'])
        .where('id', '=', id)
        .where('chat_id', '=', chatId)
        .executeTakeFirst();
    },

    /** The chat's searches of one kind, the latest first. */
    async queries(chatId: ChatId, kind: SearchKind): Promise<readonly string[]> {
      const rows = await db
        .selectFrom('searches')
        .select('query')
        .where('chat_id', '=', chatId)
        .where('kind', '=', kind)
        .orderBy('used_at', 'desc')
        .execute();
      return rows.map(({ query }) => query);
    },

    /** Forgets searches last made before an instant; gives how many. */
    async prune(before: Date): Promise<number> {
      const result = await db.deleteFrom('searches').where('used_at', '<', before.getTime()).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

async function insert(
  db: Kysely<Tables>,
  createId: () => string,
  values: Omit<Tables['searches'], 'id'>,
): Promise<string> {
  for (let tries = 0; tries < ID_TRIES; tries++) {
    const row = await db
      .insertInto('searches')
      .values({ id: createId(), ...values })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row !== undefined) return row.id;
  }
  throw new Error(`${ID_TRIES} fresh search ids in a row were taken; the source of ids repeats itself`);
}

async function forgetOldest(db: Kysely<Tables>, chatId: ChatId, except: string): Promise<void> {
  const outdated = db
    .selectFrom('searches')
    .select('id')
    .where('chat_id', '=', chatId)
    .where('id', '!=', except)
    .orderBy('used_at', 'desc')
    .orderBy('id')
    .limit(-1)
    .offset(SEARCHES_KEPT - 1);
  await db.deleteFrom('searches').where('id', 'in', outdated).execute();
}
