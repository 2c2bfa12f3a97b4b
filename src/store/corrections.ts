import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Correction, CorrectionOutcome, Corrections } from '../delivery/ports/corrections.ts';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { Tables } from './schema.ts';
import { sentMessages } from './sent-messages.ts';

// Deliveries of several announcements lie side by side, and of a million few may have been sent: no more of them are
// read in one go, so that others get their turns.
const LOOK_AT = 20_000;

type CorrectionRow = Selectable<Tables['corrections']>;

/** Walks what was sent of announcements and keeps how far each walk has come. */
export function createCorrections(db: Kysely<Tables>, now: () => Date): Corrections {
  return {
    async start(id, kind, card, at) {
      await db.transaction().execute(async (trx) => {
        await trx
          .updateTable('announcements')
          .set({ title: card.title, card_hash: card.cardHash })
          .where('id', '=', id)
          .execute();
        await begin(trx, id, kind, at);
      });
    },

    async next(limit) {
      for (;;) {
        const correction = await nextCorrection(db);
        if (correction === undefined) return undefined;
        const until = Math.min(correction.cursor + LOOK_AT, correction.last_id);
        const messages = await sentMessages(db, correction, until, limit);
        if (messages.length > 0) return toCorrection(correction, messages);
        await pass(db, correction, until, now());
        await nextTurn();
      }
    },

    async advance(correction, outcomes) {
      if (outcomes.length === 0) return;
      await db.transaction().execute(async (trx) => {
        await forgetDeleted(trx, outcomes);
        await moveCursor(trx, correction, outcomes);
      });
    },
  };
}

async function begin(db: Kysely<Tables>, id: AnnouncementId, kind: Correction['kind'], now: Date): Promise<void> {
  await sql`
    insert into corrections (announcement_id, kind, started_at, cursor, last_id)
    select ${id}, ${kind}, ${now.getTime()}, coalesce(min(id), 1) - 1, coalesce(max(id), 0)
    from deliveries where announcement_id = ${id}
    on conflict (announcement_id) do update set
      kind = excluded.kind, started_at = max(excluded.started_at, started_at + 1),
      cursor = excluded.cursor, last_id = excluded.last_id,
      corrected = 0, deleted = 0, missing = 0, failed = 0, finished_at = null
  `.execute(db);
}

/** The oldest that has not ended and need not wait for what is on its way. */
async function nextCorrection(db: Kysely<Tables>): Promise<CorrectionRow | undefined> {
  // The plus keeps SQLite to the few rows of the small index.
  const { rows } = await sql<CorrectionRow>`
    select * from corrections
    where finished_at is null and not exists (
      select 1 from deliveries
      where deliveries.state = 'sending' and +deliveries.announcement_id = corrections.announcement_id
        and deliveries.changed_at <= corrections.started_at
    )
    order by started_at, announcement_id limit 1
  `.execute(db);
  return rows[0];
}

function toCorrection(row: CorrectionRow, messages: Correction['messages']): Correction {
  return { announcementId: row.announcement_id, kind: row.kind, startedAt: new Date(row.started_at), messages };
}

/** Moves the cursor over deliveries among which nothing is to be corrected; past the last one, it has ended. */
async function pass(db: Kysely<Tables>, row: CorrectionRow, until: number, now: Date): Promise<void> {
  await sql`
    update corrections set cursor = ${until}, finished_at = iif(${until} >= last_id, ${now.getTime()}, null)
    where announcement_id = ${row.announcement_id} and started_at = ${row.started_at} and cursor = ${row.cursor}
  `.execute(db);
}

/** The whole message is gone, so all its deliveries forget it. */
async function forgetDeleted(db: Kysely<Tables>, outcomes: readonly CorrectionOutcome[]): Promise<void> {
  const deleted = outcomes.filter(({ state }) => state === 'deleted').map(({ cursor }) => cursor);
  if (deleted.length === 0) return;
  const json = JSON.stringify(deleted);
  await sql`
    update deliveries set message_id = null, form = null
    where id in (
      select value from json_each(${json})
      union all
      select others.id from json_each(${json})
      cross join deliveries as corrected on corrected.id = value
      cross join deliveries as others on others.lead_id = corrected.lead_id
    )
  `.execute(db);
}

/** What the cursor has passed already was counted then. */
async function moveCursor(
  db: Kysely<Tables>,
  { announcementId, startedAt }: Correction,
  outcomes: readonly CorrectionOutcome[],
): Promise<void> {
  const row = await db
    .selectFrom('corrections')
    .selectAll()
    .where('announcement_id', '=', announcementId)
    .where('started_at', '=', startedAt.getTime())
    .executeTakeFirst();
  if (row === undefined) return;
  const passed = outcomes.filter(({ cursor }) => cursor > row.cursor);
  const count = (state: CorrectionOutcome['state']) => passed.filter((outcome) => outcome.state === state).length;
  await db
    .updateTable('corrections')
    .set({
      cursor: Math.max(row.cursor, ...passed.map(({ cursor }) => cursor)),
      corrected: row.corrected + count('corrected'),
      deleted: row.deleted + count('deleted'),
      missing: row.missing + count('missing'),
      failed: row.failed + count('failed'),
    })
    .where('announcement_id', '=', announcementId)
    .execute();
}
