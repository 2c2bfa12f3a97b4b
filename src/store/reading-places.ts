import { type Kysely, type Selectable, sql } from 'kysely';
import type { ArticleId } from '../catalog/article.ts';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Tables } from './schema.ts';

/** How far a reader has come in an article, when its text had so many pages. */
export interface Place {
  readonly page: number;
  readonly pages: number;
  readonly readAt: Date;
  /** When the end was reached; `undefined` while reading. */
  readonly finishedAt: Date | undefined;
}

export interface BegunArticle extends Place {
  readonly articleId: ArticleId;
}

export type ReadingPlaces = ReturnType<typeof createReadingPlaces>;

/** Where each reader is in what he reads. An article of several pages is begun from its first page on until its end. */
export function createReadingPlaces(db: Kysely<Tables>) {
  return {
    /** Moves the place to a page, of a finished article too, which is then begun anew. The reader must have visited. */
    async set(chatId: ChatId, articleId: ArticleId, place: Pick<Place, 'page' | 'pages'>, now: Date): Promise<void> {
      const { page, pages } = place;
      await sql`
        insert into reading_places (chat_id, article_id, page, pages, read_at)
        values (${chatId}, ${articleId}, ${page}, ${pages}, ${now.getTime()})
        on conflict (chat_id, article_id) do update set
          page = excluded.page, pages = excluded.pages, read_at = excluded.read_at, finished_at = null
        where page <> excluded.page or pages <> excluded.pages or finished_at is not null
      `.execute(db);
    },

    /** Notes that the end was reached, if the article was begun at all; the first time counts. */
    async finish(chatId: ChatId, articleId: ArticleId, now: Date): Promise<void> {
      await db
        .updateTable('reading_places')
        .set({ finished_at: now.getTime() })
        .where('chat_id', '=', chatId)
        .where('article_id', '=', articleId)
        .where('finished_at', 'is', null)
        .execute();
    },

    async get(chatId: ChatId, articleId: ArticleId): Promise<Place | undefined> {
      return (await placesAmong(db, chatId, [articleId])).get(articleId);
    },

    /** What is begun and not finished, the latest first. */
    async begun(chatId: ChatId, limit: number, offset = 0): Promise<readonly BegunArticle[]> {
      const { rows } = await begunQuery(chatId, limit, offset).execute(db);
      return rows.map((row) => ({ articleId: row.article_id, ...toPlace(row) }));
    },

    async countBegun(chatId: ChatId): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from reading_places where chat_id = ${chatId} and finished_at is null and pages > 1
      `.execute(db);
      return rows[0]?.count ?? 0;
    },

    /** The places in those of the articles that the reader has opened, in one query. */
    async among(chatId: ChatId, articleIds: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, Place>> {
      return placesAmong(db, chatId, articleIds);
    },

    /** Whether the reader has ever opened a text. */
    async hasAny(chatId: ChatId): Promise<boolean> {
      const query = db.selectFrom('reading_places').select('page').where('chat_id', '=', chatId).limit(1);
      return (await query.executeTakeFirst()) !== undefined;
    },

    /** As if the article had never been opened. */
    async forget(chatId: ChatId, articleId: ArticleId): Promise<void> {
      await db.deleteFrom('reading_places').where('chat_id', '=', chatId).where('article_id', '=', articleId).execute();
    },

    /** Forgets what was last read before an instant; gives how many. */
    async prune(before: Date): Promise<number> {
      const result = await db.deleteFrom('reading_places').where('read_at', '<', before.getTime()).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

type PlaceRow = Selectable<Tables['reading_places']>;

/** Exported so that its plan can be checked. */
export function begunQuery(chatId: ChatId, limit: number, offset: number) {
  return sql<PlaceRow>`
    select * from reading_places where chat_id = ${chatId} and finished_at is null and pages > 1
    order by read_at desc, article_id desc limit ${limit} offset ${offset}
  `;
}

async function placesAmong(
  db: Kysely<Tables>,
  chatId: ChatId,
  articleIds: readonly ArticleId[],
): Promise<ReadonlyMap<ArticleId, Place>> {
  if (articleIds.length === 0) return new Map();
  const { rows } = await placesQuery(chatId, articleIds).execute(db);
  return new Map(rows.map((row) => [row.article_id, toPlace(row)]));
}

/** Exported so that its plan can be checked. */
export function placesQuery(chatId: ChatId, articleIds: readonly ArticleId[]) {
  return sql<PlaceRow>`
    select reading_places.* from json_each(${JSON.stringify(articleIds)}) as wanted
    cross join reading_places on chat_id = ${chatId} and article_id = wanted.value
  `;
}

function toPlace({ page, pages, read_at: readAt, finished_at: finishedAt }: PlaceRow): Place {
  return {
    page,
    pages,
    readAt: new Date(readAt),
    finishedAt: finishedAt === null ? undefined : new Date(finishedAt),
  };
}
