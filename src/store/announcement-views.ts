import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type {
  AnnouncedArticle,
  Announcement,
  AnnouncementState,
  FailureReason,
} from '../delivery/ports/announcements.ts';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { AnnouncementsTable, Tables } from './schema.ts';

const MOST_REASONS = 20;
const UNDER_WAY: readonly AnnouncementState[] = ['planning', 'running', 'paused'];

type Row = Selectable<AnnouncementsTable> & { readonly next_due_at: number | null };

/** `get`, `latest`, `inState`, `unreported`, `reasons` and `announced` of `Announcements`. */
export function createAnnouncementViews(db: Kysely<Tables>) {
  return {
    async get(id: AnnouncementId): Promise<Announcement | undefined> {
      return (await select(db, sql`where id = ${id}`))[0];
    },

    async latest(limit: number): Promise<readonly Announcement[]> {
      return select(db, sql`order by id desc limit ${limit}`);
    },

    async inState(...states: readonly AnnouncementState[]): Promise<readonly Announcement[]> {
      return states.length === 0 ? [] : select(db, sql`where state in (${sql.join(states)}) order by id`);
    },

    async unreported(): Promise<readonly Announcement[]> {
      return select(
        db,
        sql`
          where state in (${sql.join(UNDER_WAY)})
            or (state in ('finished', 'cancelled', 'retracted') and reported_at is null)
          order by id
        `,
      );
    },

    async reasons(id: AnnouncementId): Promise<readonly FailureReason[]> {
      return (await reasonsQuery(id).execute(db)).rows;
    },

    async announced(): Promise<readonly AnnouncedArticle[]> {
      const rows = await db.selectFrom('announcements').selectAll().orderBy('id').execute();
      return rows.map((row) => ({
        id: row.id,
        articleId: row.article_id,
        state: row.state,
        reached: row.sent > 0 || (UNDER_WAY.includes(row.state) && openOf(row) > 0),
        cardHash: row.card_hash ?? undefined,
        missingSince: dateOf(row.missing_since),
        missingLeft: row.missing_left === 1,
      }));
    },
  };
}

/** Exported so that its plan can be checked. */
export function announcementsQuery(which: RawBuilder<unknown>) {
  const nextOf = (isDigest: 0 | 1) => sql`
    (select min(due_at) from deliveries
      where announcement_id = announcements.id and state = 'pending' and is_digest = ${sql.lit(isDigest)})
  `;
  // The aggregate min() passes over nulls, the one with several arguments does not.
  return sql<Row>`
    select announcements.*,
      (select min(column1) from (values (${nextOf(0)}), (${nextOf(1)}))) as next_due_at
    from announcements ${which}
  `;
}

/** Says its states as the index does, else SQLite does not see that they fit. Exported so that its plan can be checked. */
export function reasonsQuery(id: AnnouncementId) {
  return sql<FailureReason>`
    select state, coalesce(reason, '') as reason, count(*) as count from deliveries
    where announcement_id = ${id} and (state = 'failed' or state = 'gone' or state = 'skipped')
    group by state, reason
    order by count desc, state, reason limit ${MOST_REASONS}
  `;
}

async function select(db: Kysely<Tables>, which: RawBuilder<unknown>): Promise<readonly Announcement[]> {
  return (await announcementsQuery(which).execute(db)).rows.map(toAnnouncement);
}

function toAnnouncement(row: Row): Announcement {
  return {
    id: row.id,
    articleId: row.article_id,
    title: row.title,
    state: row.state,
    silent: row.silent === 1,
    startedAt: new Date(row.started_at),
    opensAt: dateOf(row.opens_at),
    finishedAt: dateOf(row.finished_at),
    pause:
      row.pause_reason === null
        ? undefined
        : { reason: row.pause_reason, note: row.pause_note ?? '', resumeAt: dateOf(row.resume_at) },
    total: row.total,
    sent: row.sent,
    failed: row.failed,
    gone: row.gone,
    skipped: row.skipped,
    open: openOf(row),
    nextDueAt: dateOf(row.next_due_at),
  };
}

function openOf({ total, sent, failed, gone, skipped }: Selectable<AnnouncementsTable>): number {
  return total - sent - failed - gone - skipped;
}

function dateOf(milliseconds: number | null): Date | undefined {
  return milliseconds === null ? undefined : new Date(milliseconds);
}
