import { type RawBuilder, sql } from 'kysely';
import type { ArticleId } from '../catalog/article.ts';
import type { AnnouncementId, ChatId, DeliveryId } from '../delivery/ports/ids.ts';
import type { Cadence, Topic } from '../delivery/ports/preferences.ts';
import type { TimingColumns } from './reader-timing.ts';
import type { ReaderState } from './schema.ts';

/** A due row of a chat to which nothing is under way, with what its reader wants at this moment. */
export interface Candidate extends TimingColumns {
  readonly id: DeliveryId;
  readonly announcementId: AnnouncementId;
  readonly articleId: ArticleId;
  readonly chatId: ChatId;
  readonly isDigest: 0 | 1;
  readonly attempt: number;
  readonly silent: 0 | 1;
  readonly languageCode: string | null;
  readonly readerState: ReaderState | null;
  /** What decides of the reader's subscriptions; all three are null when he has none that fits. */
  readonly topic: Topic | null;
  readonly rank: number | null;
  readonly cadence: Cadence | null;
  /** When the last of the reader's earlier pushes that wait for another attempt is due. */
  readonly heldUntil: number | null;
  /** How many of the article's tags and searches the reader is subscribed to. Not looked up for what may go out as a push. */
  readonly matches: number;
}

/** Of announcements that may be handed out at an instant; the first term is that of the index. */
export function isOpen(now: Date): RawBuilder<boolean> {
  return sql`announcements.state in ('planning', 'running', 'paused')
    and announcements.state = 'running' and announcements.opens_at <= ${now.getTime()}`;
}

/** An expression that sorts cadences, the most immediate first. */
export const CADENCE_ORDER = sql`
  case cadence when 'instant' then 0 when 'daily' then 1 when 'weekly' then 2 else 3 end
`;

const CANDIDATE = sql`
  deliveries.id, deliveries.announcement_id as announcementId, announcements.article_id as articleId,
  deliveries.chat_id as chatId, deliveries.is_digest as isDigest, deliveries.attempt,
  max(announcements.silent, coalesce(readers.silent, 0)) as silent, readers.state as readerState,
  readers.language_code as languageCode, readers.timezone, readers.quiet_from, readers.quiet_until, readers.paused_until,
  readers.digest_hour, readers.digest_weekday, topics.topic, topics.rank, subscriptions.cadence
`;

/**
 * An article's own tags and watched searches decide before `all`, the most immediate cadence among them first. A reader
 * has few subscriptions; an article may answer thousands of searches.
 */
export const READER_AND_TOPIC = sql`
  left join readers on readers.chat_id = deliveries.chat_id
  left join announcement_topics as topics
    on topics.announcement_id = deliveries.announcement_id
    and topics.rank = (
      select matching.rank from subscriptions
      cross join announcement_topics as matching
        on matching.announcement_id = deliveries.announcement_id and matching.topic = subscriptions.topic
      where subscriptions.chat_id = deliveries.chat_id
      order by matching.topic = 'all', ${CADENCE_ORDER}, matching.rank limit 1
    )
  left join subscriptions on subscriptions.chat_id = deliveries.chat_id and subscriptions.topic = topics.topic
`;

const HELD_UNTIL = sql`(
  select max(older.due_at) from deliveries as older
  cross join announcements as before on before.id = older.announcement_id
  where older.chat_id = deliveries.chat_id and older.announcement_id < deliveries.announcement_id
    and older.state = 'pending' and older.attempt > 0 and older.is_digest = 0 and before.state = 'running'
)`;

/** How many of the article’s tags the reader is subscribed to, and of the searches that it answers. */
export const MATCHES = sql`(
  select count(*) from subscriptions as matched
  cross join announcement_topics as matching
    on matching.announcement_id = deliveries.announcement_id and matching.topic = matched.topic
  where matched.chat_id = deliveries.chat_id
    and matching.topic <> 'all' and matched.cadence <> 'muted'
)`;

const CHAT_IS_FREE = sql`not exists (
  select 1 from deliveries as busy where busy.chat_id = deliveries.chat_id and busy.state = 'sending'
)`;

/** The first due rows of a lane, in the order in which they go out. */
export function dueQuery(lane: 'push' | 'digest', limit: number, now: Date): RawBuilder<Candidate> {
  return sql<Candidate>`
    select ${CANDIDATE}, ${lane === 'push' ? HELD_UNTIL : sql`null`} as heldUntil, 0 as matches
    from announcements
    cross join deliveries on deliveries.announcement_id = announcements.id
    ${READER_AND_TOPIC}
    where ${isOpen(now)}
      and deliveries.is_digest = ${lane === 'push' ? 0 : 1}
      and deliveries.state = 'pending' and deliveries.due_at <= ${now.getTime()}
      and ${CHAT_IS_FREE}
    order by announcements.id, deliveries.due_at, deliveries.id
    limit ${limit}
  `;
}

/** Open announcements with due rows in a lane: one look into the index for each. */
export function dueAnnouncementsQuery(lane: 'push' | 'digest', now: Date): RawBuilder<{ id: AnnouncementId }> {
  return sql<{ id: AnnouncementId }>`
    select announcements.id from announcements
    where ${isOpen(now)} and exists (
      select 1 from deliveries
      where announcement_id = announcements.id and is_digest = ${lane === 'push' ? 0 : 1}
        and state = 'pending' and due_at <= ${now.getTime()}
    )
    order by announcements.id
  `;
}

/** All due rows of a lane that chats have of these announcements. */
export function dueOfChatsQuery(
  lane: 'push' | 'digest',
  chats: readonly ChatId[],
  announcements: readonly AnnouncementId[],
  now: Date,
): RawBuilder<Candidate> {
  // The pluses keep SQLite at the rows of these chats, instead of all due ones.
  return sql<Candidate>`
    select ${CANDIDATE}, ${lane === 'push' ? HELD_UNTIL : sql`null`} as heldUntil, ${MATCHES} as matches
    from json_each(${JSON.stringify(chats)}) as chats
    cross join json_each(${JSON.stringify(announcements)}) as open
    cross join announcements on announcements.id = open.value
    cross join deliveries
      on deliveries.announcement_id = announcements.id and deliveries.chat_id = chats.value
    ${READER_AND_TOPIC}
    where +deliveries.is_digest = ${lane === 'push' ? 0 : 1}
      and deliveries.state = 'pending' and +deliveries.due_at <= ${now.getTime()}
  `;
}
