import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { ArticleId } from '../catalog/article.ts';
import type { AnnouncementId, ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { ClaimedDelivery } from '../delivery/ports/ledger.ts';
import type { Topic } from '../delivery/ports/preferences.ts';
import type { ReaderState, Tables } from './schema.ts';

// So many rows are looked at in one transaction, whoever asks for fewer: passing over a crowd that has unsubscribed
// should not take a transaction for each of them.
const LEAST_LOOKED_AT = 100;

export interface ClaimRequest {
  readonly limit: number;
  readonly now: Date;
  readonly messageIdBefore: number;
  /** Names this opening of the database. */
  readonly claimedBy: number;
}

interface Candidate {
  id: DeliveryId;
  announcementId: AnnouncementId;
  articleId: ArticleId;
  chatId: ChatId;
  attempt: number;
  readerState: ReaderState | null;
  languageCode: string | null;
  topic: Topic | null;
  rank: number | null;
}

/**
 * `Ledger.claim`. A reader who stopped or unsubscribed since the announcement was planned gets nothing: such rows are
 * closed as `skipped` on the way. One still subscribed to another topic of the article gets it for that one.
 */
export async function claimDeliveries(db: Kysely<Tables>, request: ClaimRequest): Promise<readonly ClaimedDelivery[]> {
  for (;;) {
    const step = await db.transaction().execute((trx) => claimStep(trx, request));
    if (step.claimed.length > 0 || step.skipped === 0) return step.claimed;
    // The database works in this thread: let others have a turn between long rows of skipped ones.
    await nextTurn();
  }
}

async function claimStep(db: Kysely<Tables>, request: ClaimRequest) {
  const candidates = await selectDue(db, Math.max(request.limit, LEAST_LOOKED_AT), request.now);
  const eligible = candidates.filter(isEligible);
  const claimed = firstOfEachChat(eligible).slice(0, request.limit);
  const skipped = candidates.filter((candidate) => !isEligible(candidate));
  if (skipped.length > 0) await skip(db, skipped, request.now);
  if (claimed.length > 0) await markSending(db, claimed, request);
  return {
    claimed: claimed.map((candidate) => toClaimed(candidate, request.messageIdBefore)),
    skipped: skipped.length,
  };
}

/** The text of the due query; exported so that its plan can be checked. */
export function dueQuery(limit: number, now: Date) {
  return sql<Candidate>`
    select deliveries.id, deliveries.announcement_id as announcementId, announcements.article_id as articleId,
      deliveries.chat_id as chatId, deliveries.attempt, readers.state as readerState,
      readers.language_code as languageCode, topics.topic, topics.rank
    from announcements
    cross join deliveries on deliveries.announcement_id = announcements.id
    left join readers on readers.chat_id = deliveries.chat_id
    left join announcement_topics as topics
      on topics.announcement_id = deliveries.announcement_id
      and topics.rank = (
        select matching.rank from announcement_topics as matching
        cross join subscriptions
          on subscriptions.chat_id = deliveries.chat_id and subscriptions.topic = matching.topic
        where matching.announcement_id = deliveries.announcement_id
        order by matching.rank limit 1
      )
    where announcements.finished_at is null
      and deliveries.state = 'pending' and deliveries.due_at <= ${now.getTime()}
      and not exists (
        select 1 from deliveries as busy where busy.chat_id = deliveries.chat_id and busy.state = 'sending'
      )
    order by announcements.id, deliveries.due_at, deliveries.id
    limit ${limit}
  `;
}

async function selectDue(db: Kysely<Tables>, limit: number, now: Date): Promise<readonly Candidate[]> {
  return (await dueQuery(limit, now).execute(db)).rows;
}

type Eligible = Candidate & { readonly topic: Topic; readonly rank: number };

function isEligible(candidate: Candidate): candidate is Eligible {
  return candidate.readerState === 'active' && candidate.topic !== null;
}

function firstOfEachChat(candidates: readonly Eligible[]): readonly Eligible[] {
  const seen = new Set<ChatId>();
  return candidates.filter(({ chatId }) => !seen.has(chatId) && seen.add(chatId));
}

async function skip(db: Kysely<Tables>, rows: readonly Candidate[], now: Date): Promise<void> {
  const json = JSON.stringify(
    rows.map(({ id, readerState }) => [id, readerState === 'active' ? 'unsubscribed' : (readerState ?? 'unknown')]),
  );
  await sql`
    update deliveries set state = 'skipped', reason = 'reader ' || row.why, changed_at = ${now.getTime()}
    from (select value ->> 0 as id, value ->> 1 as why from json_each(${json})) as row
    where deliveries.id = row.id
  `.execute(db);
}

async function markSending(db: Kysely<Tables>, rows: readonly Eligible[], request: ClaimRequest): Promise<void> {
  const json = JSON.stringify(rows.map(({ id, rank }) => [id, rank]));
  await sql`
    update deliveries set
      state = 'sending', attempt = attempt + 1, topic_rank = row.rank, claimed_by = ${request.claimedBy},
      message_id_before = ${request.messageIdBefore}, reason = null, changed_at = ${request.now.getTime()}
    from (select value ->> 0 as id, value ->> 1 as rank from json_each(${json})) as row
    where deliveries.id = row.id
  `.execute(db);
}

function toClaimed(row: Eligible, messageIdBefore: number): ClaimedDelivery {
  return {
    id: row.id,
    announcementId: row.announcementId,
    articleId: row.articleId,
    chatId: row.chatId,
    languageCode: row.languageCode ?? undefined,
    topic: row.topic,
    attempt: row.attempt + 1,
    messageIdBefore,
  };
}
