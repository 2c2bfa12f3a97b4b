import { type Kysely, sql } from 'kysely';
import type { ArticleId } from '../catalog/article.ts';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { ClaimedReminder } from '../delivery/ports/reminders.ts';
import { type TimingColumns, timingOf } from './reader-timing.ts';
import type { ReminderSettings } from './reminders.ts';
import type { ReaderState, Tables } from './schema.ts';

export interface ReminderRequest {
  readonly limit: number;
  readonly now: Date;
  readonly messageIdBefore: number;
}

interface DueRow extends TimingColumns {
  readonly chatId: ChatId;
  readonly articleId: ArticleId;
  readonly wantedAt: number;
  readonly attempt: number;
  readonly state: ReaderState;
  readonly languageCode: string | null;
  readonly silent: number;
}

// Later than that, nobody remembers what evening was meant.
const LATEST_MS = 2 * 24 * 3_600_000;
// As many as a list shows on one page. What is more comes as the next message.
const MOST_IN_MESSAGE = 8;

const COLUMNS = sql`
  reminders.chat_id as chatId, article_id as articleId, wanted_at as wantedAt, attempt, state,
  language_code as languageCode, silent, timezone, digest_hour, digest_weekday, quiet_from, quiet_until, paused_until
`;

/** `DueReminders.claim`. */
export async function claimReminders(
  db: Kysely<Tables>,
  settings: ReminderSettings,
  request: ReminderRequest,
): Promise<readonly ClaimedReminder[]> {
  for (;;) {
    const { claims, looked } = await db.transaction().execute((trx) => claimSome(trx, settings, request));
    if (claims.length > 0 || looked === 0) return claims;
  }
}

async function claimSome(db: Kysely<Tables>, { claimedBy, timing }: ReminderSettings, request: ReminderRequest) {
  const { limit, now, messageIdBefore } = request;
  const chats = (await dueChatsQuery(limit, now).execute(db)).rows.map(({ chatId }) => chatId);
  const { rows } = await dueRemindersQuery(chats, now).execute(db);
  const decided = rows.map((row) => ({ row, opensAt: opensAt(row, now, timing) }));
  await drop(
    db,
    decided.flatMap(({ row, opensAt: at }) => (at === undefined ? [row] : [])),
  );
  for (const { row, opensAt: at } of decided) {
    if (at !== undefined && at > now) await write(db, [row], sql`due_at = ${at.getTime()}`);
  }
  const open = decided.flatMap(({ row, opensAt: at }) => (at !== undefined && at <= now ? [row] : []));
  const claims: ClaimedReminder[] = [];
  for (const parts of Map.groupBy(open, ({ chatId }) => chatId).values()) {
    const together = parts.slice(0, MOST_IN_MESSAGE);
    await write(
      db,
      together,
      sql`claimed_by = ${claimedBy}, message_id_before = ${messageIdBefore}, attempt = attempt + 1`,
    );
    claims.push(toClaim(together.map((row) => ({ ...row, attempt: row.attempt + 1, messageIdBefore }))));
  }
  return { claims, looked: rows.length };
}

/**
 * When a due reminder may go, `undefined` for never. A pause is about new articles; who asks to be reminded during
 * one wants that.
 */
function opensAt(row: DueRow, now: Date, timing: ReminderSettings['timing']): Date | undefined {
  if (row.state !== 'active' || now.getTime() - row.wantedAt > LATEST_MS) return undefined;
  return timing.opensAt({ ...timingOf(row), pausedUntil: undefined }, now);
}

async function drop(db: Kysely<Tables>, rows: readonly DueRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`delete from reminders where ${named(rows)}`.execute(db);
}

async function write(db: Kysely<Tables>, rows: readonly DueRow[], set: ReturnType<typeof sql>): Promise<void> {
  await sql`update reminders set ${set} where ${named(rows)}`.execute(db);
}

function named(rows: readonly DueRow[]) {
  const keys = JSON.stringify(rows.map(({ chatId, articleId }) => [chatId, articleId]));
  return sql`(chat_id, article_id) in (select value ->> 0, value ->> 1 from json_each(${keys}))`;
}

/** Readers to whom something is due and nothing is on its way, whoever has waited longest first. Exported for its plan. */
export function dueChatsQuery(limit: number, now: Date) {
  return sql<{ chatId: ChatId }>`
    select chat_id as chatId from (
      select chat_id, due_at from reminders as due
      where claimed_by is null and due_at <= ${now.getTime()} and not exists (
        select 1 from reminders where reminders.chat_id = due.chat_id and +reminders.claimed_by is not null
      )
      order by due_at limit ${limit * MOST_IN_MESSAGE}
    )
    group by chat_id order by min(due_at) limit ${limit}
  `;
}

/** What is due to some readers; exported so that its plan can be checked. */
export function dueRemindersQuery(chats: readonly ChatId[], now: Date) {
  return sql<DueRow>`
    select ${COLUMNS} from json_each(${JSON.stringify(chats)}) as chats
    cross join reminders on reminders.chat_id = chats.value
    cross join readers on readers.chat_id = reminders.chat_id
    where +claimed_by is null and due_at <= ${now.getTime()}
    order by wanted_at, article_id
  `;
}

/** The first due one; exported so that its plan can be checked. */
export function nextReminderQuery() {
  return sql<{ dueAt: number | null }>`select min(due_at) as dueAt from reminders where claimed_by is null`;
}

/** `DueReminders.unsure`: what another opening of the database than `claimedBy` had claimed. */
export async function unsureReminders(
  db: Kysely<Tables>,
  limit: number,
  claimedBy: number,
): Promise<readonly ClaimedReminder[]> {
  const { rows } = await unsureRemindersQuery(claimedBy).execute(db);
  const messages = Map.groupBy(rows, ({ chatId }) => chatId);
  return [...messages.values()].slice(0, limit).map(toClaim);
}

/** Exported so that its plan can be checked. A crash leaves as many as went out at once. */
export function unsureRemindersQuery(claimedBy: number) {
  return sql<DueRow & { readonly messageIdBefore: number }>`
    select ${COLUMNS}, message_id_before as messageIdBefore
    from reminders cross join readers on readers.chat_id = reminders.chat_id
    where claimed_by is not null and claimed_by <> ${claimedBy}
    order by wanted_at, article_id
  `;
}

function toClaim(rows: readonly (DueRow & { readonly messageIdBefore: number })[]): ClaimedReminder {
  const [first] = rows;
  if (first === undefined) throw new Error('a message without a reminder');
  return {
    chatId: first.chatId,
    languageCode: first.languageCode ?? undefined,
    timezone: first.timezone ?? undefined,
    articleIds: rows.map(({ articleId }) => articleId),
    silent: first.silent === 1,
    // None is given up before it has had all its own attempts.
    attempt: Math.min(...rows.map(({ attempt }) => attempt)),
    messageIdBefore: first.messageIdBefore,
  };
}
