import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql, type UpdateObject } from 'kysely';
import type { AnnouncementState, PauseReason } from '../delivery/ports/announcements.ts';
import type { AnnouncementId } from '../delivery/ports/ids.ts';
import type { Tables } from './schema.ts';

// Rows put back in line in one transaction, so that others hardly wait.
const RETRIED_AT_ONCE = 2_000;

const UNPAUSED = { pause_reason: null, pause_note: null, resume_at: null } as const;

type Change = UpdateObject<Tables, 'announcements'>;

/** What moves announcements from one state to another. Each is one statement that names the states it applies to. */
export function createAnnouncementTransitions(db: Kysely<Tables>) {
  function move(ids: readonly AnnouncementId[], from: readonly AnnouncementState[], change: Change) {
    return db.updateTable('announcements').set(change).where('id', 'in', idsIn(ids)).where('state', 'in', from);
  }

  async function moved(query: ReturnType<typeof move>): Promise<number> {
    return Number((await query.executeTakeFirst()).numUpdatedRows);
  }

  return {
    async publish(ids: readonly AnnouncementId[], silent: boolean): Promise<number> {
      return moved(move(ids, ['held', 'approval'], { state: 'planning', silent: silent ? 1 : 0 }));
    },

    async dismiss(ids: readonly AnnouncementId[], now: Date): Promise<number> {
      const change = { state: 'cancelled', finished_at: now.getTime(), reported_at: null } as const;
      return moved(move(ids, ['held', 'approval'], change));
    },

    async pause(
      id: AnnouncementId,
      { reason, note, resumeAt }: { readonly reason: PauseReason; readonly note: string; readonly resumeAt?: Date },
    ): Promise<boolean> {
      const change: Change = {
        state: 'paused',
        pause_reason: reason,
        pause_note: note,
        resume_at: resumeAt?.getTime() ?? null,
      };
      return (await moved(move([id], ['running'], change))) > 0;
    },

    async resume(id: AnnouncementId, reason?: PauseReason): Promise<boolean> {
      const query = move([id], ['paused'], { state: 'running', reported_at: null, ...UNPAUSED });
      return (await moved(reason === undefined ? query : query.where('pause_reason', '=', reason))) > 0;
    },

    async cancel(id: AnnouncementId, now: Date): Promise<boolean> {
      const change = { state: 'cancelled', finished_at: now.getTime(), reported_at: null, ...UNPAUSED } as const;
      return (await moved(move([id], ['planning', 'running', 'paused'], change))) > 0;
    },

    async retract(id: AnnouncementId, now: Date): Promise<boolean> {
      const at = now.getTime();
      const unsent = move([id], ['held', 'approval'], { state: 'cancelled', finished_at: at, reported_at: null });
      if ((await moved(unsent)) > 0) return true;
      const query = move([id], ['planning', 'running', 'paused', 'finished', 'cancelled'], {
        state: 'retracted',
        finished_at: sql<number>`coalesce(finished_at, ${at})`,
        reported_at: null,
        ...UNPAUSED,
      });
      // One that was cancelled before anything could go out has nothing to take back, and nothing to restore either.
      return (await moved(query.where(sql<boolean>`(state <> 'cancelled' or opens_at is not null)`))) > 0;
    },

    async restore(id: AnnouncementId): Promise<boolean> {
      // One that was retracted before its readers were all found has to find the others first.
      const query = move([id], ['retracted'], {
        state: sql<AnnouncementState>`iif(opens_at is null, 'planning', 'running')`,
        finished_at: null,
        reported_at: null,
      });
      return (await moved(query)) > 0;
    },

    async retryFailed(id: AnnouncementId, now: Date): Promise<number> {
      let total = 0;
      for (;;) {
        const retried = await db.transaction().execute((trx) => retryFailedStep(trx, id, now));
        total += retried;
        if (retried < RETRIED_AT_ONCE) return total;
        await nextTurn();
      }
    },

    async setMissing(ids: readonly AnnouncementId[], since: Date | undefined): Promise<void> {
      await db
        .updateTable('announcements')
        .set(
          since === undefined
            ? { missing_since: null, missing_left: 0 }
            : // What was found missing before has been asked about under that instant.
              { missing_since: sql<number>`coalesce(missing_since, ${since.getTime()})` },
        )
        .where('id', 'in', idsIn(ids))
        .execute();
    },

    async leaveMissing(ids: readonly AnnouncementId[], now: Date): Promise<void> {
      const isPaused = sql`state = 'paused'`;
      await sql`
        update announcements set
          missing_left = 1,
          state = iif(${isPaused}, 'cancelled', state),
          finished_at = iif(${isPaused}, ${now.getTime()}, finished_at),
          reported_at = iif(${isPaused}, null, reported_at),
          pause_reason = null, pause_note = null, resume_at = null
        where id in (${idsIn(ids)}) and missing_since is not null
      `.execute(db);
    },

    // Begun again meanwhile, it will have another end to tell of.
    async setReported(id: AnnouncementId, now: Date): Promise<boolean> {
      const query = move([id], ['finished', 'cancelled', 'retracted'], { reported_at: now.getTime() });
      return (await moved(query.where(sql<boolean>`not ${isUnderWay(id)}`))) > 0;
    },
  };
}

/** Whether a message of an announcement is on its way. Few rows are `sending`, however many an announcement has. */
function isUnderWay(id: AnnouncementId) {
  return sql`exists (
    select 1 from deliveries indexed by deliveries_sending where state = 'sending' and announcement_id = ${id}
  )`;
}

/** One parameter however many ids there are. */
function idsIn(ids: readonly AnnouncementId[]) {
  return sql<AnnouncementId>`(select value from json_each(${JSON.stringify(ids)}))`;
}

/** Gives how many. Rows that failed again since the retry began stay as they are. */
async function retryFailedStep(db: Kysely<Tables>, id: AnnouncementId, now: Date): Promise<number> {
  const { numAffectedRows = 0n } = await retryQuery(id, now).execute(db);
  const retried = Number(numAffectedRows);
  if (retried === 0) return 0;
  const stays = sql`pause_reason is 'missing'`;
  await sql`
    update announcements set
      failed = failed - ${retried}, finished_at = null, reported_at = null,
      state = iif(${stays}, state, 'running'), pause_note = iif(${stays}, pause_note, null),
      resume_at = iif(${stays}, resume_at, null), pause_reason = iif(${stays}, pause_reason, null)
    where id = ${id}
  `.execute(db);
  return retried;
}

/** Exported so that its plan can be checked. */
export function retryQuery(id: AnnouncementId, now: Date) {
  // The plus keeps SQLite from going through all of the announcement's chats.
  return sql`
    update deliveries set
      state = 'pending', due_at = ${now.getTime()}, attempt = 0, reason = null, lead_id = null, claimed_by = null,
      changed_at = ${now.getTime()}
    where id in (
      select deliveries.id from announcements
      cross join deliveries on announcement_id = announcements.id and deliveries.state = 'failed'
      where announcements.id = ${id} and announcements.state in ('running', 'paused', 'finished')
        and +chat_id is not null and changed_at <= ${now.getTime()}
      limit ${RETRIED_AT_ONCE}
    )
  `;
}
