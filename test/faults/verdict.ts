import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import type { ChatMessage, Persona } from '../../src/playground/chat-protocol.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { isFull } from './scale.ts';

/** One delivery as the database has it. */
export interface LedgerRow {
  readonly chatId: number;
  readonly title: string;
  readonly state: string;
  readonly messageId: number | null;
  readonly reason: string | null;
}

/** Every delivery, in the order of announcements and readers. */
export function readLedger(databasePath: string): LedgerRow[] {
  return query<LedgerRow>(
    databasePath,
    `select chat_id as chatId, title, deliveries.state, message_id as messageId, reason
     from deliveries join announcements on announcements.id = announcement_id
     order by announcement_id, chat_id`,
  );
}

/** Asks a database that a bot may be using. */
export function query<Row>(databasePath: string, text: string): Row[] {
  const database = new Sqlite(databasePath, { readonly: true });
  try {
    return database.prepare<[], Row>(text).all();
  } finally {
    database.close();
  }
}

/** Those of the titles that a person's messages from the bot bring, in the order in which they came. */
export function receivedBy(playground: Playground, id: number, titles: readonly string[]): string[] {
  return playground.person(id).messages.flatMap((message) => titlesIn(message, titles));
}

/** Digests list several. */
export function titlesIn({ from, text }: ChatMessage, titles: readonly string[]): string[] {
  return from === 'bot' ? titles.filter((title) => text.includes(title)) : [];
}

/** Each of these readers has every article once, in order, and the ledger names the very message that brought it. */
export function expectEachOnce(
  { playground, databasePath }: { readonly playground: Playground; readonly databasePath: string },
  readers: readonly Persona[],
  titles: readonly string[],
): void {
  const wrong = readers.flatMap(({ id }) => {
    const received = receivedBy(playground, id, titles);
    return received.join() === titles.join() ? [] : [`${id}: ${received.join(', ')}`];
  });
  expect(wrong).toEqual([]);
  const ids = new Set(readers.map(({ id }) => id));
  const misnamed = readLedger(databasePath).filter(({ chatId, title, state, messageId }) => {
    if (!ids.has(chatId) || !titles.includes(title)) return false;
    const message = playground.person(chatId).messages.find(({ id }) => id === messageId);
    return state !== 'sent' || message === undefined || titlesIn(message, [title]).length === 0;
  });
  expect(misnamed).toEqual([]);
}

// The judge shares its processor with everything else that is tested meanwhile.
const TOLERANCE_OF_QUICK_RUNS = 1.15;

/** Nothing was sent faster than Telegram allows. The quick form cannot tell a late arrival from a late judge by a hair. */
export function expectPaceKept({ pace }: Playground, perSecond: number): void {
  if (isFull) expect(pace).toMatchObject({ overAll: 0, overChat: 0, overGroup: 0, duringWait: 0 });
  expect(pace.peakPerSecond).toBeLessThanOrEqual(Math.ceil(perSecond * TOLERANCE_OF_QUICK_RUNS));
  expect(pace.overChat).toBe(0);
}

/** How often something happened, for whoever reads the output of a long run. */
export function tell(facts: Readonly<Record<string, unknown>>): void {
  if (isFull) process.stdout.write(`  ${JSON.stringify(facts)}\n`);
}
