import { type Kysely, sql } from 'kysely';
import type { Announcement } from '../delivery/ports/announcements.ts';
import type { Tables } from './schema.ts';

/** `Ledger.takeFinished`. */
export async function takeFinished(db: Kysely<Tables>, now: Date): Promise<readonly Announcement[]> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: number }>`
      update announcements set finished_at = ${now.getTime()}
      where finished_at is null
        and not exists (
          select 1 from deliveries where announcement_id = announcements.id and state = 'pending'
        )
        and id not in (select announcement_id from deliveries where state = 'sending')
      returning id
    `.execute(trx);
    return rows.length === 0
      ? []
      : progressOf(
          trx,
          rows.map(({ id }) => id),
        );
  });
}

/** One grouped query for all of them, oldest first. */
async function progressOf(db: Kysely<Tables>, ids: readonly number[]): Promise<readonly Announcement[]> {
  const { rows } = await sql<Omit<Announcement, 'startedAt'> & { startedAt: number }>`
    select announcements.id, article_id as articleId, started_at as startedAt,
      count(deliveries.id) as total,
      count(*) filter (where state = 'sent') as sent,
      count(*) filter (where state = 'failed') as failed,
      count(*) filter (where state = 'gone') as gone,
      count(*) filter (where state = 'skipped') as skipped,
      count(*) filter (where state in ('pending', 'sending')) as open
    from announcements
    left join deliveries on deliveries.announcement_id = announcements.id
    where announcements.id in (select value from json_each(${JSON.stringify(ids)}))
    group by announcements.id
    order by announcements.id
  `.execute(db);
  return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt) }));
}
