import { type Kysely, sql } from 'kysely';
import type { AnnouncementId, ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { Closing, DeliveryResult, MessageForm } from '../delivery/ports/ledger.ts';
import { countEnded, type EndState } from './counts.ts';
import { loseReaders } from './lose-readers.ts';
import { moveChat } from './move-chat.ts';
import type { Tables } from './schema.ts';

interface SendingRow {
  readonly id: DeliveryId;
  /** The claim of which it is part. */
  readonly claimId: DeliveryId;
  readonly announcementId: AnnouncementId;
  readonly chatId: ChatId | null;
}

interface RowEnd {
  readonly state: EndState | 'pending';
  readonly dueAt?: Date;
  readonly messageId?: number;
  readonly form?: MessageForm | undefined;
  readonly reason?: string;
}

/** `Ledger.close`. */
export async function closeDeliveries(db: Kysely<Tables>, closings: readonly Closing[], now: Date): Promise<void> {
  if (closings.length === 0) return;
  // The first one counts, should one claim be named twice.
  const results = new Map(closings.toReversed().map(({ id, result }) => [id, result]));
  await db.transaction().execute(async (trx) => {
    const { rows } = await sendingQuery([...results.keys()]).execute(trx);
    const ends = rows.flatMap((row) => {
      const result = results.get(row.claimId);
      return result === undefined ? [] : [{ row, result, end: endOf(result, row.chatId !== null, now) }];
    });
    if (ends.length === 0) return;
    await writeEnds(trx, ends, now);
    await countEnded(
      trx,
      ends.flatMap(({ row: { announcementId }, end: { state } }) =>
        state === 'pending' ? [] : [{ announcementId, state }],
      ),
    );
    await followUp(trx, ends, now);
  });
}

/** The rows that claims hold; exported so that its plan can be checked. */
export function sendingQuery(claims: readonly DeliveryId[]) {
  const json = JSON.stringify(claims);
  const columns = sql`deliveries.id, claim.value as claimId, announcement_id as announcementId, chat_id as chatId`;
  return sql<SendingRow>`
    select ${columns} from json_each(${json}) as claim
    cross join deliveries on deliveries.id = claim.value
    where state = 'sending'
    union all
    select ${columns} from json_each(${json}) as claim
    cross join deliveries on deliveries.lead_id = claim.value
    where state = 'sending' and deliveries.id <> claim.value
  `;
}

/** What becomes of a row. Of a person erased meanwhile no message id is kept, and nothing is tried again. */
function endOf(result: DeliveryResult, known: boolean, now: Date): RowEnd {
  switch (result.state) {
    case 'sent':
      return known ? result : { state: 'sent' };
    case 'failed':
    case 'gone':
      return result;
    case 'pending':
      return known ? result : { state: 'skipped', reason: 'reader erased' };
    case 'moved':
      return known
        ? { state: 'pending', dueAt: now, reason: 'chat moved' }
        : { state: 'skipped', reason: 'reader erased' };
    default:
      return result satisfies never;
  }
}

async function writeEnds(
  db: Kysely<Tables>,
  ends: readonly { readonly row: SendingRow; readonly end: RowEnd }[],
  now: Date,
): Promise<void> {
  const json = JSON.stringify(
    ends.map(({ row: { id }, end: { state, dueAt, messageId, form, reason } }) => [
      id,
      state,
      dueAt?.getTime() ?? null,
      messageId ?? null,
      form ?? null,
      reason ?? null,
    ]),
  );
  await sql`
    update deliveries set
      state = row.value ->> 1, due_at = coalesce(row.value ->> 2, due_at), message_id = row.value ->> 3,
      form = row.value ->> 4, reason = row.value ->> 5, changed_at = ${now.getTime()},
      lead_id = iif(row.value ->> 1 = 'pending', null, lead_id)
    from json_each(${json}) as row
    where deliveries.id = row.value ->> 0
  `.execute(db);
}

async function followUp(
  db: Kysely<Tables>,
  ends: readonly { readonly row: SendingRow; readonly result: DeliveryResult }[],
  now: Date,
): Promise<void> {
  const gone = new Map<ChatId, string>();
  const moved = new Map<ChatId, ChatId>();
  for (const { row, result } of ends) {
    if (row.chatId === null) continue;
    if (result.state === 'gone') gone.set(row.chatId, result.reason);
    if (result.state === 'moved') moved.set(row.chatId, result.chatId);
  }
  await loseReaders(db, gone, now);
  for (const [from, to] of moved) await moveChat(db, from, to, now);
}
