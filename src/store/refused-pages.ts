import { type Kysely, sql } from 'kysely';
import type { RefusalMemory } from '../reading/show-page.ts';
import type { Tables } from './schema.ts';

const DAY_MS = 86_400_000;
// After a day a page is tried again, so that an upgraded server or a mended fault is noticed. The author need not hear
// of the same refusal each time, so it is remembered for longer.
const COUNTS_FOR_MS = DAY_MS;
const NEWS_AFTER_MS = 30 * DAY_MS;
const ALL_PAGES = { contentHash: '', page: 0 };

/** What one API server would not take. */
export function createRefusedPages(db: Kysely<Tables>, server: string, now: () => Date): RefusalMemory {
  return {
    async refuses({ contentHash, page }) {
      const { rows } = await sql`
        select 1 from refused_pages where server = ${server} and noted_at > ${now().getTime() - COUNTS_FOR_MS}
          and (content_hash, page) in (values (${contentHash}, ${page}), (${ALL_PAGES.contentHash}, ${ALL_PAGES.page}))
        limit 1
      `.execute(db);
      return rows.length > 0;
    },

    async note(page, reason) {
      const at = now().getTime();
      const { contentHash, page: number } = page ?? ALL_PAGES;
      return db.transaction().execute(async (trx) => {
        const known = await trx
          .selectFrom('refused_pages')
          .select('noted_at')
          .where('server', '=', server)
          .where('content_hash', '=', contentHash)
          .where('page', '=', number)
          .executeTakeFirst();
        await trx
          .insertInto('refused_pages')
          .values({ server, content_hash: contentHash, page: number, reason, noted_at: at })
          .onConflict((conflict) =>
            conflict.columns(['server', 'content_hash', 'page']).doUpdateSet({ reason, noted_at: at }),
          )
          .execute();
        return known === undefined || known.noted_at <= at - NEWS_AFTER_MS;
      });
    },
  };
}

/** Forgets refusals of which nobody would be surprised to hear again. */
export async function pruneRefusedPages(db: Kysely<Tables>, now: Date): Promise<void> {
  await db
    .deleteFrom('refused_pages')
    .where('noted_at', '<=', now.getTime() - NEWS_AFTER_MS)
    .execute();
}
