import { type Kysely, sql } from 'kysely';
import type { ArticleMemory, KnownArticle } from '../delivery/ports/articles.ts';
import type { Tables } from './schema.ts';
import { readSetting, writeSetting } from './settings.ts';

const BORN_AT = 'born_at';

/** Which articles the database has met, so that new ones stand out. */
export function createArticleMemory(db: Kysely<Tables>): ArticleMemory {
  return {
    async bornAt() {
      const value = await readSetting(db, BORN_AT);
      return value === undefined ? undefined : new Date(Number(value));
    },

    async known() {
      const rows = await db.selectFrom('articles').select(['id', 'key', 'content_hash']).orderBy('id').execute();
      return rows.map((row) => ({ id: row.id, key: row.key, contentHash: row.content_hash }));
    },

    async takeArchive(articles, now) {
      await db.transaction().execute(async (trx) => {
        // Once only: an article that came later would be taken for archive and never be announced.
        if ((await readSetting(trx, BORN_AT)) !== undefined) return;
        await rememberArticles(trx, articles, now);
        await writeSetting(trx, BORN_AT, String(now.getTime()));
      });
    },

    async update(articles, now) {
      await sql`
        update articles set key = new.key, content_hash = new.content_hash, updated_at = ${now.getTime()}
        from (${rowsOf(articles)}) as new
        where articles.id = new.id
      `.execute(db);
    },

    async remember(articles, now) {
      await rememberArticles(db, articles, now);
    },
  };
}

/** Writes articles into the memory, new or known; also for use inside a transaction. */
export async function rememberArticles(
  db: Kysely<Tables>,
  articles: readonly KnownArticle[],
  now: Date,
): Promise<void> {
  await sql`
    insert into articles (id, key, content_hash, first_seen_at, updated_at)
    select id, key, content_hash, ${now.getTime()}, ${now.getTime()} from (${rowsOf(articles)}) where true
    on conflict (id) do update set
      key = excluded.key, content_hash = excluded.content_hash, updated_at = excluded.updated_at
  `.execute(db);
}

/** One parameter however many articles there are. */
function rowsOf(articles: readonly KnownArticle[]) {
  const json = JSON.stringify(articles.map(({ id, key, contentHash }) => [id, key, contentHash]));
  return sql`select value ->> 0 as id, value ->> 1 as key, value ->> 2 as content_hash from json_each(${json})`;
}
