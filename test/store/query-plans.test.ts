import Sqlite from 'better-sqlite3';
import { type RawBuilder, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { AnnouncementId, DeliveryId } from '../../src/delivery/ports/ids.ts';
import { retryQuery } from '../../src/store/announcement-transitions.ts';
import { announcementsQuery, reasonsQuery } from '../../src/store/announcement-views.ts';
import { dueAnnouncementsQuery, dueOfChatsQuery, dueQuery } from '../../src/store/claim-query.ts';
import {
  dueChatsQuery,
  dueRemindersQuery,
  nextReminderQuery,
  unsureRemindersQuery,
} from '../../src/store/claim-reminders.ts';
import { sendingQuery } from '../../src/store/close-deliveries.ts';
import { openDatabase } from '../../src/store/database.ts';
import { audienceQuery, deliveriesInsert, digestHabitsQuery, lastRankQuery } from '../../src/store/delivery-rows.ts';
import { accountIdsQuery, nextDueQuery } from '../../src/store/ledger.ts';
import { waitingForQuery } from '../../src/store/lose-readers.ts';
import { begunQuery, placesQuery } from '../../src/store/reading-places.ts';
import { remindersAmongQuery } from '../../src/store/reminders.ts';
import { waitingQuery } from '../../src/store/replan-reader.ts';
import { digestQuery, sentQuery } from '../../src/store/sent-messages.ts';
import { soughtQuery } from '../../src/store/sought-words.ts';
import { watchesQuery } from '../../src/store/subscriptions.ts';
import { unsureQuery } from '../../src/store/unsure-deliveries.ts';
import { announce, article, articleId, at, chat, newPath, newStore, subscribe } from './new-store.ts';

const ID = 1 as AnnouncementId;
const DELIVERY = 1 as DeliveryId;
const STRETCH = { id: ID, startedAt: 0, rank: 0, lastRank: 2, after: -9, until: 9 };

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
  it.each(['push', 'digest'] as const)('a claim reads due rows of the %s lane along the index', async (lane) => {
    const plan = await planOf(dueQuery(lane, 30, at(0)));
    expect(plan.slice(0, 2)).toEqual([
      'SCAN announcements USING INDEX announcements_open',
      'SEARCH deliveries USING INDEX deliveries_due (announcement_id=? AND is_digest=? AND due_at<?)',
    ]);
    // The few topics of one article are sorted for each row, the rows are not.
    const sorts = plan.filter((step) => step.includes('TEMP B-TREE'));
    expect([sorts.length, plan.at(-1)?.includes('TEMP B-TREE')]).toEqual([1, false]);
    expect(plan.filter((step) => /^SCAN (?!announcements )/.test(step))).toEqual([]);
  });

  const ofChat = 'deliveries USING INDEX sqlite_autoindex_deliveries_1 (announcement_id=? AND chat_id=?)';
  it.each([
    [
      'the look for open lanes',
      dueAnnouncementsQuery('push', at(0)),
      'COVERING INDEX deliveries_due (announcement_id=?',
    ],
    ['what is due to some chats', dueOfChatsQuery('push', [chat(1)], [ID], at(0)), ofChat],
    ['what waits for readers who left', waitingForQuery([chat(1)]), ofChat],
    ['what waits for a change of mind', waitingQuery(chat(1), at(0)), ofChat],
    ['the end of claims', sendingQuery([DELIVERY]), 'deliveries USING INDEX deliveries_by_lead (lead_id=?)'],
    ['the end of naps', nextDueQuery(), 'COVERING INDEX deliveries_due (announcement_id=? AND is_digest=?)'],
    ['a correction', sentQuery({ announcement_id: ID, cursor: 1 }, 2, 3), 'PRIMARY KEY (rowid>? AND rowid<?)'],
    ['a corrected digest', digestQuery([DELIVERY]), 'deliveries USING INDEX deliveries_by_lead (lead_id=?)'],
  ])('%s is found along an index', async (_what, query, step) => {
    const plan = await planOf(query as RawBuilder<unknown>);
    expect(plan.join('\n')).toContain(step);
    expect(plan.filter((line) => line.startsWith('SCAN deliveries'))).toEqual([]);
  });

  it.each([
    ['planning', deliveriesInsert(STRETCH, [], 0)],
    ['the count of an audience', audienceQuery(STRETCH)],
    ['the search for digest times', digestHabitsQuery(STRETCH)],
  ])('%s walks a stretch of subscriptions along an index that holds all it asks, without sorting', async (_, query) => {
    const plan = await planOf(query as RawBuilder<unknown>);
    expect(plan).toContain(
      'SEARCH walked USING COVERING INDEX subscriptions_by_topic (topic=? AND chat_id>? AND chat_id<?)',
    );
    expect(plan.filter((step) => /^SCAN (?!reached|json_each)|TEMP B-TREE FOR ORDER/.test(step))).toEqual([]);
  });

  it('planning measures its topics, and the watched searches are read, along an index', async () => {
    const measuring = await planOf(lastRankQuery(ID, 0, 4_000) as RawBuilder<unknown>);
    expect(measuring.filter((step) => step.includes('subscriptions_by_topic (topic=?)'))).toHaveLength(2);
    const reading = await planOf(watchesQuery('SEARCH ', 'SEARCH!', 9) as RawBuilder<unknown>);
    expect(reading.filter((step) => step.includes('subscriptions_by_topic (topic>? AND topic<?)'))).toHaveLength(2);
    for (const plan of [measuring, reading])
      expect(plan.filter((step) => /^SCAN (?!walk|found|\(subquery|CONSTANT)|TEMP B-TREE/.test(step))).toEqual([]);
  });

  it('planning looks up a digest time by all that it depends on', async () => {
    const plan = await planOf(deliveriesInsert(STRETCH, [], 0));
    expect(plan.join('\n')).toContain(
      'digests USING AUTOMATIC COVERING INDEX (cadence=? AND zone=? AND hour=? AND weekday=?)',
    );
  });

  it('an announcement is shown without counting its deliveries', async () => {
    const plan = await planOf(announcementsQuery(sql`where id = 1`));
    const probe = 'SEARCH deliveries USING COVERING INDEX deliveries_due (announcement_id=? AND is_digest=?)';
    expect(plan.filter((step) => step.includes('deliveries'))).toEqual([probe, probe]);
  });

  it('reasons are counted and failures retried without reading what was sent', async () => {
    const reading = (plan: string[]) => plan.filter((step) => /(SEARCH|SCAN) deliveries/.test(step));
    expect(reading(await planOf(reasonsQuery(ID)))).toEqual([
      'SEARCH deliveries USING COVERING INDEX deliveries_unsuccessful (announcement_id=? AND state=?)',
    ]);
    expect(reading(await planOf(retryQuery(ID, at(0))))).toEqual([
      'SEARCH deliveries USING INTEGER PRIMARY KEY (rowid=?)',
      'SEARCH deliveries USING INDEX deliveries_unsuccessful (announcement_id=? AND state=?)',
    ]);
  });

  it('a start finds what was being sent without reading what has been sent', async () => {
    const plan = await planOf(unsureQuery(16, 1));
    expect(plan.some((step) => step.includes('deliveries USING INDEX deliveries_sending'))).toBe(true);
    expect(plan.filter((step) => step === 'SCAN deliveries')).toEqual([]);
  });

  it('the search for a lost message reads known ids along their index', async () => {
    const plan = await planOf(accountIdsQuery(7));
    expect(plan).toContain('SEARCH deliveries USING INDEX deliveries_by_message (message_id>?)');
    expect(plan).toContain('SEARCH other_messages USING INTEGER PRIMARY KEY (rowid>?)');
    // Authors and what they are shown are few.
    expect(
      plan.filter((step) => step.startsWith('SCAN') && !/SCAN \(subquery|SCAN author_messages/.test(step)),
    ).toEqual([]);
  });

  const inReminders = 'SEARCH reminders USING PRIMARY KEY (chat_id=?';
  it.each([
    ['who is to be reminded', dueChatsQuery(9, at(0)), 'SEARCH due USING INDEX reminders_due (due_at<?)'],
    ['who is reminded already', dueChatsQuery(9, at(0)), inReminders],
    ['what somebody is to be reminded of', dueRemindersQuery([chat(1)], at(0)), inReminders],
    ['the next reminder', nextReminderQuery(), 'SEARCH reminders USING INDEX reminders_due'],
    ['what was on its way', unsureRemindersQuery(1), 'reminders USING INDEX reminders_claimed'],
    ['reminders in a list', remindersAmongQuery(chat(1), [articleId('a')]), `${inReminders} AND article_id=?)`],
    ['what is begun', begunQuery(chat(1), 8, 0), 'SEARCH reading_places USING INDEX reading_places_begun (chat_id=?)'],
    [
      'places in a list',
      placesQuery(chat(1), [articleId('a')]),
      'SEARCH reading_places USING PRIMARY KEY (chat_id=? AND article_id=?)',
    ],
  ])('%s is found along an index', async (_what, query, step) => {
    const plan = await planOf(query as RawBuilder<unknown>);
    expect(plan.join('\n')).toContain(step);
    expect(
      plan.filter((line) => /^SCAN (?!\(|chats|wanted|reminders USING INDEX reminders_claimed)/.test(line)),
    ).toEqual([]);
  });

  it('what was sought lately is counted without reading older days', async () => {
    const plan = await planOf(soughtQuery(at(0), 100));
    expect(plan).toContain('SEARCH sought_words USING PRIMARY KEY (day>?)');
  });

  it('begun articles come newest first without sorting', async () => {
    const plan = await planOf(begunQuery(chat(1), 8, 0));
    expect(plan.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  });

  it('the index of due rows holds what is still to send and nothing else', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    for (let id = 1; id <= 5; id++) await subscribe(store, id, 'css');
    await announce(store, article('a', 'css'), at(0));
    await store.ledger.claim(3, at(1), 0);
    const database = new Sqlite(path);
    const entries = "select count(*) from deliveries indexed by deliveries_due where state = 'pending'";
    expect(database.prepare(entries).pluck().get()).toBe(2);
    database.close();
  });
});
