import Sqlite from 'better-sqlite3';
import { openStore } from '../src/store/open-store.ts';

const SEEDED_AT = Date.UTC(2025, 0, 1);

export interface SeedOptions {
  readonly readers: number;
  /** Each reader is subscribed to the first topic, every third one to the second as well, every ninth to the third. */
  readonly topics: readonly string[];
}

/** Fills a new database with active readers, numbered from 1, and their subscriptions. */
export async function seedReaders(path: string, { readers, topics }: SeedOptions): Promise<void> {
  const store = await openStore(path);
  await store.close();
  const database = new Sqlite(path);
  try {
    database.exec(`
      with recursive reader (id) as (select 1 union all select id + 1 from reader where id < ${readers})
      insert into readers (chat_id, state, language_code, first_seen_at, state_changed_at)
      select id, 'active', 'en', ${SEEDED_AT}, ${SEEDED_AT} from reader
    `);
    const subscribe = database.prepare(`
      insert into subscriptions (chat_id, topic, created_at)
      select chat_id, ?, ${SEEDED_AT} from readers where chat_id % ? = 0
    `);
    for (const [index, topic] of topics.entries()) subscribe.run(topic, 3 ** index);
  } finally {
    database.close();
  }
}
