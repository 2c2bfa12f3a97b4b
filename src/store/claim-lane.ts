import { type Kysely, sql } from 'kysely';
import type { ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { Timing } from '../delivery/ports/preferences.ts';
import { type Candidate, dueAnnouncementsQuery, dueOfChatsQuery, dueQuery } from './claim-query.ts';
import { decide } from './decide.ts';
import { type Moved, moveDueRows } from './move-due-rows.ts';
import type { Tables } from './schema.ts';
import { byMatch } from './to-claimed.ts';

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

export interface Message {
  readonly kind: 'push' | 'digest';
  /** In the order in which the message shows them. */
  readonly rows: readonly Candidate[];
}

export interface Step {
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

/**
 * Reads the first `lookAt` due rows of a lane, closes or puts off those that are not wanted now, and marks up to a limit
 * of messages as being sent. For use inside a transaction.
 */
export async function claimLane(
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
    // Even parts: after twelve of fourteen the other two would come one by one.
    const parts = Math.ceil(all.length / MOST_ARTICLES);
    return [{ kind: 'digest', rows: all.toSorted(byMatch).slice(0, Math.ceil(all.length / parts)) }];
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
