import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

export type Settings = ReturnType<typeof createSettings>;

/** Single values the program remembers about itself, such as which bot it ran as. */
export function createSettings(db: Kysely<Tables>) {
  return {
    async get(key: string): Promise<string | undefined> {
      return readSetting(db, key);
    },

    async set(key: string, value: string): Promise<void> {
      await writeSetting(db, key, value);
    },
  };
}

/** `get` for use inside a transaction. */
export async function readSetting(db: Kysely<Tables>, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

/** `set` for use inside a transaction. */
export async function writeSetting(db: Kysely<Tables>, key: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
