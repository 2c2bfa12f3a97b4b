import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { AnnouncementState, NewArticle } from '../delivery/ports/announcements.ts';
import type { KnownArticle } from '../delivery/ports/articles.ts';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { Topic } from '../delivery/ports/preferences.ts';
import { rememberArticles } from './article-memory.ts';
import type { Tables } from './schema.ts';

// Few milliseconds of writing.
const TOPICS_AT_ONCE = 1_000;

/** `Announcements.announce`. */
export async function announceArticle(
  db: Kysely<Tables>,
  article: NewArticle,
  state: AnnouncementState,
  now: Date,
): Promise<AnnouncementId | undefined> {
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
      .values({
        article_id: article.id,
        title: article.title,
        card_hash: article.cardHash,
        state,
        started_at: now.getTime(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await insertTopics(trx, id, article);
    return id;
  });
}

/** `Announcements.amend`. */
export async function amendAnnouncement(
  db: Kysely<Tables>,
  id: AnnouncementId,
  article: Omit<NewArticle, keyof KnownArticle>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('announcements')
      .set({ title: article.title, card_hash: article.cardHash })
      .where('id', '=', id)
      .where('state', 'in', ['held', 'approval'])
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await trx.deleteFrom('announcement_topics').where('announcement_id', '=', id).execute();
    await insertTopics(trx, id, article);
    return true;
  });
}

async function insertTopics(
  db: Kysely<Tables>,
  id: AnnouncementId,
  { tagKeys, watches }: Pick<NewArticle, 'tagKeys' | 'watches'>,
): Promise<void> {
  const topics: readonly Topic[] = [...new Set<Topic>([...tagKeys, ...watches, 'all'])];
  for (let from = 0; from < topics.length; from += TOPICS_AT_ONCE) {
    if (from > 0) await nextTurn();
    const json = JSON.stringify(topics.slice(from, from + TOPICS_AT_ONCE));
    await sql`
      insert into announcement_topics (announcement_id, rank, topic)
      select ${id}, cast(${from} as integer) + key, value from json_each(${json})
    `.execute(db);
  }
}
