import { type Kysely, sql } from 'kysely';
import type { ArticleMemory, KnownArticle } from '../delivery/ports/articles.ts';
import type { Tables } from './schema.ts';
import { readSetting, writeSetting } from './settings.ts';

const BORN_AT = 'born_at';
const LAST_CHECK_AT = 'last_check_at';

/** Which articles the database has met, so that new ones stand out. */
export function createArticleMemory(db: Kysely<Tables>): ArticleMemory {
  return {
    bornAt: () => readInstant(db, BORN_AT),

    async known() {
      const rows = await db
        .selectFrom('articles')
        .select(['id', 'key', 'content_hash', 'file'])
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        key: row.key,
        contentHash: row.content_hash,
        file: row.file ?? undefined,
      }));
    },

    async takeArchive(articles, now) {
      await db.transaction().execute(async (trx) => {
        // Once only: an article that came later would be taken for archive and never be announced.
        if ((await readInstant(trx, BORN_AT)) !== undefined) return;
        await rememberArticles(trx, articles, now);
        await writeInstant(trx, BORN_AT, now);
      });
    },

    async update(articles, now) {
      await sql`
        update articles set
          key = new.key, content_hash = new.content_hash, file = new.file, updated_at = ${now.getTime()}
        from (${rowsOf(articles)}) as new
        where articles.id = new.id
      `.execute(db);
    },

    async remember(articles, now) {
      await rememberArticles(db, articles, now);
    },

    lastCheckAt: () => readInstant(db, LAST_CHECK_AT),
    setLastCheckAt: (now) => writeInstant(db, LAST_CHECK_AT, now),
  };
}

/** Writes articles into the memory, new or known; also for use inside a transaction. */
export async function rememberArticles(
  db: Kysely<Tables>,
  articles: readonly KnownArticle[],
  now: Date,
): Promise<void> {
  await sql`
    insert into articles (id, key, content_hash, file, first_seen_at, updated_at)
    select id, key, content_hash, file, ${now.getTime()}, ${now.getTime()} from (${rowsOf(articles)}) where true
    on conflict (id) do update set
      key = excluded.key, content_hash = excluded.content_hash, file = excluded.file, updated_at = excluded.updated_at
  `.execute(db);
}

/** One parameter however many articles there are. */
function rowsOf(articles: readonly KnownArticle[]) {
  const json = JSON.stringify(articles.map(({ id, key, contentHash, file }) => [id, key, contentHash, file ?? null]));
  return sql`
    select value ->> 0 as id, value ->> 1 as key, value ->> 2 as content_hash, value ->> 3 as file
    from json_each(${json})
  `;
}

async function readInstant(db: Kysely<Tables>, key: string): Promise<Date | undefined> {
  const value = await readSetting(db, key);
  return value === undefined ? undefined : new Date(Number(value));
}

async function writeInstant(db: Kysely<Tables>, key: string, at: Date): Promise<void> {
  await writeSetting(db, key, String(at.getTime()));
}
