import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { ClaimedDelivery } from '../delivery/ports/ledger.ts';
import type { Timing } from '../delivery/ports/preferences.ts';
import { type ClaimRequest, type ClaimSettings, claimLane, type Step } from './claim-lane.ts';
import type { Candidate } from './claim-query.ts';
import type { Tables } from './schema.ts';
import { type ClaimedRow, toClaimed } from './to-claimed.ts';
import { wakeAnnouncements } from './wake-announcements.ts';

// So many rows are looked at in one transaction once nobody was found in fewer: passing over a crowd that has
// unsubscribed or sleeps should not take a transaction for each of them, nor keep others waiting for long.
const MOST_LOOKED_AT = 250;

/** `Ledger.claim`. */
export async function claimDeliveries(
  db: Kysely<Tables>,
  settings: ClaimSettings,
  request: ClaimRequest,
): Promise<readonly ClaimedDelivery[]> {
  const remembering = { ...settings, timing: rememberOpenings(settings.timing, request.now) };
  for (let lookAt = 2 * request.limit; ; lookAt = Math.max(lookAt, MOST_LOOKED_AT)) {
    const { messages, moved } = await db.transaction().execute((trx) => claimStep(trx, remembering, request, lookAt));
    if (messages.length > 0 || moved === 0) {
      return messages.map((message) => toClaimed(message.kind, message.rows.map(claimedRow(request))));
    }
    // The database works in this thread: let others have a turn.
    await nextTurn();
  }
}

/** At one instant, readers of one zone with the same hours all open at the same time. */
function rememberOpenings(timing: Timing, now: Date): Timing {
  const known = new Map<string, Date>();
  return {
    nextDigestAt: timing.nextDigestAt,
    opensAt(reader, at) {
      if (at !== now) return timing.opensAt(reader, at);
      const { timezone, quietHours, pausedUntil } = reader;
      const key = `${timezone} ${quietHours?.from} ${quietHours?.until} ${pausedUntil?.getTime()}`;
      const opensAt = known.get(key) ?? timing.opensAt(reader, at);
      known.set(key, opensAt);
      return opensAt;
    },
  };
}

async function claimStep(
  db: Kysely<Tables>,
  settings: ClaimSettings,
  request: ClaimRequest,
  lookAt: number,
): Promise<Step> {
  await wakeAnnouncements(db, request.now);
  const pushes = await claimLane(db, 'push', settings, request, lookAt);
  const room = request.limit - pushes.messages.length;
  if (room === 0 || !pushes.sawAll) return pushes;
  const digests = await claimLane(db, 'digest', settings, { ...request, limit: room }, lookAt);
  return {
    messages: [...pushes.messages, ...digests.messages],
    moved: pushes.moved + digests.moved,
    sawAll: digests.sawAll,
  };
}

function claimedRow({ messageIdBefore }: ClaimRequest) {
  return (row: Candidate): ClaimedRow => ({ ...row, attempt: row.attempt + 1, messageIdBefore });
}
