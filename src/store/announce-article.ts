import type { Kysely } from 'kysely';
import type { AnnouncementState, NewArticle } from '../delivery/ports/announcements.ts';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { Topic } from '../delivery/ports/preferences.ts';
import { rememberArticles } from './article-memory.ts';
import type { Tables } from './schema.ts';

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
  article: Pick<NewArticle, 'title' | 'tagKeys' | 'cardHash'>,
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
  { tagKeys }: Pick<NewArticle, 'tagKeys'>,
): Promise<void> {
  const topics: readonly Topic[] = [...new Set<Topic>([...tagKeys, 'all'])];
  await db
    .insertInto('announcement_topics')
    .values(topics.map((topic, rank) => ({ announcement_id: id, rank, topic })))
    .execute();
}
