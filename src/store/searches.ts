import type { Kysely } from 'kysely';
import type { ChatId } from '../delivery/ports.ts';
import type { SearchKind, Tables } from './schema.ts';

/** Per chat; the buttons of older ones answer "outdated". */
export const SEARCHES_KEPT = 50;

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
        const row = await trx
          .insertInto('searches')
          .values({ id: createId(), chat_id: chatId, kind, query, used_at: now.getTime() })
          .onConflict((conflict) =>
            conflict.columns(['chat_id', 'kind', 'query']).doUpdateSet({ used_at: now.getTime() }),
          )
          .returning('id')
          .executeTakeFirstOrThrow();
        await forgetOldest(trx, chatId, row.id);
        return row.id;
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

    /** Forgets searches last made before an instant; gives how many. */
    async prune(before: Date): Promise<number> {
      const result = await db.deleteFrom('searches').where('used_at', '<', before.getTime()).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
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
