import { type Kysely, sql } from 'kysely';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { Tables } from './schema.ts';

export type EndState = 'sent' | 'failed' | 'gone' | 'skipped';

export interface Ended {
  readonly announcementId: AnnouncementId;
  readonly state: EndState;
}

/** Adds deliveries that end in this transaction to the counts of their announcements. */
export async function countEnded(db: Kysely<Tables>, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return;
  const counts = new Map<AnnouncementId, Record<EndState, number>>();
  for (const { announcementId, state } of ended) {
    const count = counts.get(announcementId) ?? { sent: 0, failed: 0, gone: 0, skipped: 0 };
    count[state] += 1;
    counts.set(announcementId, count);
  }
  const json = JSON.stringify(
    [...counts].map(([id, { sent, failed, gone, skipped }]) => [id, sent, failed, gone, skipped]),
  );
  await sql`
    update announcements set
      sent = sent + (row.value ->> 1), failed = failed + (row.value ->> 2),
      gone = gone + (row.value ->> 3), skipped = skipped + (row.value ->> 4)
    from json_each(${json}) as row
    where announcements.id = row.value ->> 0
  `.execute(db);
}
