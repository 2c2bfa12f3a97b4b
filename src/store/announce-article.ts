import { type Kysely, sql } from 'kysely';
import type { Announcement, NewArticle } from '../delivery/ports/announcements.ts';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { Topic } from '../delivery/ports/preferences.ts';
import { rememberArticles } from './article-memory.ts';
import type { Tables } from './schema.ts';

/** `Ledger.announce`. */
export async function announceArticle(
  db: Kysely<Tables>,
  article: NewArticle,
  now: Date,
): Promise<Announcement | undefined> {
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('announcements')
      .select('id')
      .where('article_id', '=', article.id)
      .executeTakeFirst();
    if (before !== undefined) return undefined;
    await rememberArticles(trx, [article], now);
    const { id } = await trx
      .insertInto('announcements')
      .values({ article_id: article.id, started_at: now.getTime() })
      .returning('id')
      .executeTakeFirstOrThrow();
    await insertTopics(trx, id, article);
    const total = await insertDeliveries(trx, id, now);
    return {
      id,
      articleId: article.id,
      total,
      sent: 0,
      failed: 0,
      gone: 0,
      skipped: 0,
      open: total,
      startedAt: now,
    };
  });
}

async function insertTopics(db: Kysely<Tables>, id: AnnouncementId, article: NewArticle): Promise<void> {
  const topics: readonly Topic[] = [...new Set<Topic>([...article.tagKeys, 'all'])];
  await db
    .insertInto('announcement_topics')
    .values(topics.map((topic, rank) => ({ announcement_id: id, rank, topic })))
    .execute();
}

async function insertDeliveries(db: Kysely<Tables>, id: AnnouncementId, now: Date): Promise<number> {
  const result = await deliveriesInsert(id, now).execute(db);
  return Number(result.numAffectedRows ?? 0n);
}

/**
 * One row for each active reader of the audience. Topics are walked best first and a reader's second match finds his
 * row in place, so the first match earns it. CROSS JOIN keeps SQLite to that order, which needs no sorting: every
 * table is read along an index. Exported so that this plan can be checked.
 */
export function deliveriesInsert(id: AnnouncementId, now: Date) {
  return sql`
    insert into deliveries (announcement_id, chat_id, topic_rank, due_at, changed_at)
    select topics.announcement_id, readers.chat_id, topics.rank, ${now.getTime()}, ${now.getTime()}
    from announcement_topics as topics
    cross join subscriptions on subscriptions.topic = topics.topic
    cross join readers on readers.chat_id = subscriptions.chat_id
    where topics.announcement_id = ${id} and readers.state = 'active'
    order by topics.rank
    on conflict (announcement_id, chat_id) do nothing
  `;
}
