import Sqlite from 'better-sqlite3';
import type { ClaimedDelivery, DeliveryResult } from '../../src/delivery/ports/ledger.ts';
import type { Store } from '../../src/store/open-store.ts';
import { at } from './new-store.ts';

export async function claimAll(store: Store, minute = 1, messageIdBefore = 100): Promise<readonly ClaimedDelivery[]> {
  return store.ledger.claim(1_000, at(minute), messageIdBefore);
}

export async function claimOne(store: Store, minute = 1): Promise<ClaimedDelivery> {
  const [delivery] = await store.ledger.claim(1, at(minute), 100);
  if (delivery === undefined) throw new Error('nothing was due');
  return delivery;
}

export async function close(
  store: Store,
  claims: readonly ClaimedDelivery[],
  result: DeliveryResult,
  minute = 1,
): Promise<void> {
  await store.ledger.close(
    claims.map(({ id }) => ({ id, result })),
    at(minute),
  );
}

export function sent(messageId: number): DeliveryResult {
  return { state: 'sent', messageId, form: 'text' };
}

/** Sends what is due, message after message; each as `chat: articles`. */
export async function sendAll(store: Store, minute = 1): Promise<string[]> {
  const messages: string[] = [];
  for (;;) {
    const claims = await claimAll(store, minute);
    if (claims.length === 0) return messages;
    for (const claim of claims) {
      messages.push(`${claim.chatId}: ${articlesOf(claim)}`);
      await close(store, [claim], sent(500 + messages.length), minute);
    }
  }
}

export function articlesOf({ articles }: ClaimedDelivery): string {
  return articles.map(({ articleId }) => articleId).join(' ');
}

/** Finished announcements with their counts. */
export async function finished(store: Store, minute: number): Promise<readonly unknown[]> {
  const ids = await store.ledger.takeFinished(at(minute));
  return Promise.all(ids.map((id) => store.announcements.get(id)));
}

/** Announcements whose counts are not those of their rows. */
export function miscounted(path: string): readonly unknown[] {
  const database = new Sqlite(path);
  const rows = database
    .prepare(`
      select announcements.id, announcements.total, announcements.sent, announcements.failed, announcements.gone,
        announcements.skipped, count(deliveries.id) as rows
      from announcements left join deliveries on announcement_id = announcements.id
      group by announcements.id
      having announcements.total <> count(deliveries.id)
        or announcements.sent <> count(*) filter (where deliveries.state = 'sent')
        or announcements.failed <> count(*) filter (where deliveries.state = 'failed')
        or announcements.gone <> count(*) filter (where deliveries.state = 'gone')
        or announcements.skipped <> count(*) filter (where deliveries.state = 'skipped')
    `)
    .all();
  database.close();
  return rows;
}
