import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.ts';

/** Makes paused announcements whose pause ends by itself `running` again. For use inside a transaction. */
export async function wakeAnnouncements(db: Kysely<Tables>, now: Date): Promise<void> {
  await sql`
    update announcements set
      state = 'running', reported_at = null, pause_reason = null, pause_note = null, resume_at = null
    where state in ('planning', 'running', 'paused') and state = 'paused' and resume_at <= ${now.getTime()}
  `.execute(db);
}
