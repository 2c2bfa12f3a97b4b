import Sqlite from 'better-sqlite3';
import type { RawBuilder } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import { deliveriesInsert } from '../../src/store/announce-article.ts';
import { dueQuery } from '../../src/store/claim-deliveries.ts';
import { openDatabase } from '../../src/store/database.ts';
import { accountIdsQuery } from '../../src/store/ledger.ts';
import { unsureQuery } from '../../src/store/unsure-deliveries.ts';
import { article, at, newPath, newStore, subscribe } from './new-store.ts';

async function planOf(query: RawBuilder<unknown>): Promise<string[]> {
  const path = await newPath();
  const { db, close } = await openDatabase(path, 0);
  const { sql, parameters } = query.compile(db);
  await close();
  const database = new Sqlite(path);
  const plan = database.prepare(`explain query plan ${sql}`).all(parameters) as { detail: string }[];
  database.close();
  return plan.map(({ detail }) => detail);
}

describe('at a million rows', () => {
  it('a claim reads due rows along the index, in the order it hands them out', async () => {
    const plan = await planOf(dueQuery(30, at(0)));
    expect(plan).toContain('SCAN announcements USING INDEX announcements_unfinished');
    expect(plan).toContain('SEARCH deliveries USING INDEX deliveries_due (announcement_id=? AND due_at<?)');
    expect(plan.filter((step) => /^SCAN (?!announcements )|TEMP B-TREE/.test(step))).toEqual([]);
  });

  it('an announcement reads its audience along the indexes, without sorting', async () => {
    const plan = await planOf(deliveriesInsert(1 as AnnouncementId, at(0)));
    expect(plan.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([]);
    expect(plan).toContain('SEARCH subscriptions USING COVERING INDEX subscriptions_by_topic (topic=?)');
  });

  it('a start finds what was being sent without reading what has been sent', async () => {
    const plan = await planOf(unsureQuery(16, 1));
    expect(plan.some((step) => step.includes('deliveries USING INDEX deliveries_sending'))).toBe(true);
    expect(plan.filter((step) => step === 'SCAN deliveries')).toEqual([]);
  });

  it('the search for a lost message reads known ids along their index', async () => {
    const plan = await planOf(accountIdsQuery(7));
    expect(plan).toEqual(['SEARCH deliveries USING INDEX deliveries_by_message (message_id>?)']);
  });

  it('the index of due rows holds what is still to send and nothing else', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    for (let id = 1; id <= 5; id++) await subscribe(store, id, 'css');
    await store.ledger.announce(article('a', 'css'), at(0));
    await store.ledger.claim(3, at(1), 0);
    const database = new Sqlite(path);
    const entries = "select count(*) from deliveries indexed by deliveries_due where state = 'pending'";
    expect(database.prepare(entries).pluck().get()).toBe(2);
    database.close();
  });
});
