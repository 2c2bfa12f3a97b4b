import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { ClaimedDelivery } from '../delivery/ports/ledger.ts';
import type { Timing } from '../delivery/ports/preferences.ts';
import { type Candidate, dueAnnouncementsQuery, dueOfChatsQuery, dueQuery } from './claim-query.ts';
import { decide } from './decide.ts';
import { type Moved, moveDueRows } from './move-due-rows.ts';
import type { Tables } from './schema.ts';
import { byMatch, type ClaimedRow, toClaimed } from './to-claimed.ts';
import { wakeAnnouncements } from './wake-announcements.ts';

// So many rows are looked at in one transaction once nobody was found in fewer: passing over a crowd that has
// unsubscribed or sleeps should not take a transaction for each of them, nor keep others waiting for long.
const MOST_LOOKED_AT = 250;
const MOST_ARTICLES = 12;

type Lane = 'push' | 'digest';

export interface ClaimRequest {
  readonly limit: number;
  readonly now: Date;
  readonly messageIdBefore: number;
}

export interface ClaimSettings {
  /** Names this opening of the database. */
  readonly claimedBy: number;
  readonly timing: Timing;
  /** More due articles than this go to a reader as one digest. */
  readonly pushesAtOnce: number;
}

interface Message {
  readonly kind: 'push' | 'digest';
  /** In the order in which the message shows them. */
  readonly rows: readonly Candidate[];
}

interface Step {
  readonly messages: readonly Message[];
  /** Due rows that were closed or put off. */
  readonly moved: number;
  /** No due row was left unread. */
  readonly sawAll: boolean;
}

interface Sorted {
  readonly moved: Map<DeliveryId, Moved>;
  readonly toSend: Map<ChatId, [Candidate, ...Candidate[]]>;
}

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

async function claimLane(
  db: Kysely<Tables>,
  lane: Lane,
  settings: ClaimSettings,
  request: ClaimRequest,
  lookAt: number,
): Promise<Step> {
  const { rows } = await dueQuery(lane, lookAt, request.now).execute(db);
  const sorted: Sorted = { moved: new Map(), toSend: new Map() };
  sort(rows, sorted, settings, request);
  const chats = [...sorted.toSend.keys()].slice(0, request.limit);
  const gathered = await gather(db, lane, chats, settings, request);
  for (const [id, moved] of gathered.moved) sorted.moved.set(id, moved);
  const messages = chats.flatMap((chatId) => {
    const all = gathered.toSend.get(chatId);
    const [first] = sorted.toSend.get(chatId) ?? [];
    return compose(lane, first, all, settings.pushesAtOnce);
  });
  await moveDueRows(db, [...sorted.moved.values()], request.now);
  await markSending(db, messages, settings, request);
  return { messages, moved: sorted.moved.size, sawAll: rows.length < lookAt };
}

function compose(
  lane: Lane,
  first: Candidate | undefined,
  all: readonly Candidate[] = [],
  pushesAtOnce: number,
): readonly Message[] {
  if (all.length > (lane === 'push' ? pushesAtOnce : 0)) {
    return [{ kind: 'digest', rows: all.toSorted(byMatch).slice(0, MOST_ARTICLES) }];
  }
  return first === undefined ? [] : [{ kind: 'push', rows: [first] }];
}

function sort(rows: readonly Candidate[], into: Sorted, { timing }: ClaimSettings, { now }: ClaimRequest): void {
  for (const row of rows) {
    const decision = decide(row, timing, now);
    if (decision.to !== 'send') {
      into.moved.set(row.id, [row, decision]);
      continue;
    }
    const others = into.toSend.get(row.chatId);
    if (others === undefined) into.toSend.set(row.chatId, [row]);
    else others.push(row);
  }
}

/** All that is due to these chats in a lane; of pushes only where there can be too many for one by one. */
async function gather(
  db: Kysely<Tables>,
  lane: Lane,
  chats: readonly ChatId[],
  settings: ClaimSettings,
  request: ClaimRequest,
): Promise<Sorted> {
  const gathered: Sorted = { moved: new Map(), toSend: new Map() };
  if (chats.length === 0) return gathered;
  const { rows: announcements } = await dueAnnouncementsQuery(lane, request.now).execute(db);
  if (lane === 'push' && announcements.length <= settings.pushesAtOnce) return gathered;
  const ids = announcements.map(({ id }) => id);
  const { rows } = await dueOfChatsQuery(lane, chats, ids, request.now).execute(db);
  sort(rows, gathered, settings, request);
  return gathered;
}

async function markSending(
  db: Kysely<Tables>,
  messages: readonly Message[],
  settings: ClaimSettings,
  request: ClaimRequest,
): Promise<void> {
  if (messages.length === 0) return;
  const json = JSON.stringify(
    messages.flatMap(({ kind, rows }) =>
      rows.map(({ id, rank }) => [id, rank, kind === 'digest' ? rows[0]?.id : null]),
    ),
  );
  await sql`
    update deliveries set
      state = 'sending', attempt = attempt + 1, topic_rank = row.value ->> 1, lead_id = row.value ->> 2,
      claimed_by = ${settings.claimedBy}, message_id_before = ${request.messageIdBefore}, reason = null,
      changed_at = ${request.now.getTime()}
    from json_each(${json}) as row
    where deliveries.id = row.value ->> 0
  `.execute(db);
}

function claimedRow({ messageIdBefore }: ClaimRequest) {
  return (row: Candidate): ClaimedRow => ({ ...row, attempt: row.attempt + 1, messageIdBefore });
}
