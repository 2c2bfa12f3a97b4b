import Sqlite from 'better-sqlite3';
import type { Cadence } from '../../src/delivery/ports/preferences.ts';
import type { Persona } from '../../src/playground/chat-protocol.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { openStore } from '../../src/store/open-store.ts';

const SEEDED_AT = Date.UTC(2025, 0, 1);

/** What a seeded reader differs in from one who has just pressed Start. */
export interface Habits {
  readonly cadence?: Cadence;
  readonly timezone?: string;
  readonly digestHour?: number;
}

/** So many people, numbered from `first` on. */
export function createCrowd(count: number, first = 5_001): Persona[] {
  return Array.from({ length: count }, (_, index) => ({
    id: first + index,
    firstName: `Reader ${index + 1}`,
    username: `reader_${first + index}`,
    languageCode: 'en',
    role: 'reader',
  }));
}

/** Makes people readers of everything, as if they had all come before the bot was started. */
export async function subscribeCrowd(
  { playground, databasePath }: { readonly playground: Playground; readonly databasePath: string },
  crowd: readonly Persona[],
  habitsOf: (persona: Persona) => Habits = () => ({}),
): Promise<void> {
  const greatestId = Math.max(...crowd.map(({ id }) => playground.person(id).send('Hello').id));
  await fetch(`${playground.apiRoot}/bot${playground.token}/deleteWebhook?drop_pending_updates=true`);
  const store = await openStore(databasePath);
  await store.close();
  const database = new Sqlite(databasePath);
  const addReader = database.prepare(`
    insert into readers (chat_id, state, language_code, first_seen_at, state_changed_at, timezone, digest_hour)
    values (?, 'active', 'en', ${SEEDED_AT}, ${SEEDED_AT}, ?, ?)
  `);
  const subscribe = database.prepare(`
    insert into subscriptions (chat_id, topic, created_at, cadence) values (?, 'all', ${SEEDED_AT}, ?)
  `);
  database.transaction(() => {
    for (const persona of crowd) {
      const { cadence = 'instant', timezone = null, digestHour = 9 } = habitsOf(persona);
      addReader.run(persona.id, timezone, digestHour);
      subscribe.run(persona.id, cadence);
    }
  })();
  database.prepare("insert into settings (key, value) values ('greatest_message_id', ?)").run(String(greatestId));
  database.close();
}
