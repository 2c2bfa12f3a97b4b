import type { ConversationData, VersionedState, VersionedStateStorage } from '@grammyjs/conversations';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from './schema.ts';

const storedState = z.object({
  version: z.tuple([z.literal(0), z.union([z.string(), z.number()])]),
  state: z.record(z.string(), z.array(z.unknown())),
});

export interface Conversations extends VersionedStateStorage<string, ConversationData> {
  /** Forgets dialogues that nobody has gone on with since an instant; gives how many. */
  prune(before: Date): Promise<number>;
}

/**
 * Dialogues under way, in the shape the conversations plugin asks of a storage. Keys are `<chat id>` or
 * `<chat id>:<user id>`. A row that cannot be read back counts as no dialogue: the reader starts it anew.
 */
export function createConversations(db: Kysely<Tables>, now: () => Date): Conversations {
  return {
    async read(key) {
      const row = await db.selectFrom('conversations').select('state').where('key', '=', key).executeTakeFirst();
      return row && parseState(row.state);
    },

    async write(key, state) {
      const values = { state: JSON.stringify(state), updated_at: now().getTime() };
      await db
        .insertInto('conversations')
        .values({ key, ...values })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
        .execute();
    },

    async delete(key) {
      await db.deleteFrom('conversations').where('key', '=', key).execute();
    },

    async prune(before) {
      const result = await db.deleteFrom('conversations').where('updated_at', '<', before.getTime()).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function parseState(text: string): VersionedState<ConversationData> | undefined {
  try {
    const parsed = storedState.safeParse(JSON.parse(text));
    return parsed.success ? (parsed.data as VersionedState<ConversationData>) : undefined;
  } catch {
    // Not JSON: as good as no row.
    return undefined;
  }
}
