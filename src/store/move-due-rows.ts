import { type Kysely, sql } from 'kysely';
import type { Candidate } from './claim-query.ts';
import { countEnded } from './counts.ts';
import type { Decision } from './decide.ts';
import type { Tables } from './schema.ts';

export type Moved = readonly [Candidate, Exclude<Decision, { to: 'send' }>];

/** Writes what was decided of due rows that are not handed out, with the counts. For use inside a transaction. */
export async function moveDueRows(db: Kysely<Tables>, rows: readonly Moved[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows.map(([row, decision]) => [row.id, ...newValues(row, decision)]));
  await sql`
    update deliveries set
      state = row.value ->> 1, is_digest = row.value ->> 2, due_at = coalesce(row.value ->> 3, due_at),
      reason = row.value ->> 4, changed_at = ${now.getTime()}
    from json_each(${json}) as row
    where deliveries.id = row.value ->> 0
  `.execute(db);
  const skipped = rows.filter(([, decision]) => decision.to === 'skip');
  await countEnded(
    db,
    skipped.map(([{ announcementId }]) => ({ announcementId, state: 'skipped' })),
  );
}

function newValues(row: Candidate, decision: Moved[1]): readonly (string | number | null)[] {
  switch (decision.to) {
    case 'skip':
      return ['skipped', row.isDigest, null, decision.reason];
    case 'postpone':
      return ['pending', row.isDigest, decision.dueAt.getTime(), null];
    case 'digest':
      return ['pending', 1, decision.dueAt.getTime(), null];
    default:
      return decision satisfies never;
  }
}
