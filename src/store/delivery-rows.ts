import { type RawBuilder, sql } from 'kysely';
import type { AnnouncementId, ChatId } from '../delivery/ports/ids.ts';
import type { Topic } from '../delivery/ports/preferences.ts';

/** One topic of an announcement. */
export interface Walk {
  readonly id: AnnouncementId;
  readonly startedAt: number;
  readonly topic: Topic;
  readonly rank: number;
}

/** The readers subscribed to it from one chat id to another. */
export interface Stretch extends Walk {
  /** Exclusive. */
  readonly after: number;
  /** Inclusive. */
  readonly until: number;
}

/** A reader's next digest of one cadence, for all readers who have these in common. */
export interface DigestTime {
  readonly timezone: string | null;
  readonly hour: number;
  readonly weekday: number;
  readonly cadence: 'daily' | 'weekly';
  readonly dueAt: number;
}

const CADENCES = ['instant', 'daily', 'weekly', 'muted'] as const;
// What earns a reader the article is the least of `all × 4 + cadence, rank`, packed into one number so that SQLite finds
// it by a plain minimum.
const RANKS = sql.lit(65_536);
const cadence = sql`(earned / ${RANKS} % 4)`;
const MUTED = sql.lit(CADENCES.indexOf('muted'));

/** The last chat of a stretch of `size` subscriptions; none when fewer are left. */
export function stretchEndQuery(topic: Topic, after: number, size: number) {
  return sql<{ chatId: ChatId }>`
    select chat_id as chatId from subscriptions
    where topic = ${topic} and chat_id > ${after} order by chat_id limit 1 offset ${size - 1}
  `;
}

/** The subscriptions of a stretch, in the order of their index. CROSS JOIN keeps SQLite to it, so nothing is sorted. */
function walked(stretch: Stretch): RawBuilder<unknown> {
  return sql`
    from subscriptions as walked
    cross join readers on readers.chat_id = walked.chat_id and readers.state = 'active'
    where walked.topic = ${stretch.topic} and walked.chat_id > ${stretch.after} and walked.chat_id <= ${stretch.until}
      and walked.created_at <= ${stretch.startedAt}
  `;
}

/** What of a walked reader's subscriptions earns him the article: his tags before `all`, the most immediate first. */
function earned({ id, startedAt }: Stretch): RawBuilder<number> {
  const order = sql.join(
    CADENCES.map((cadence, place) => sql`when ${cadence} then ${sql.lit(place)}`),
    sql` `,
  );
  return sql`(
    select min(((topics.topic = 'all') * 4 + case own.cadence ${order} end) * ${RANKS} + topics.rank)
    from announcement_topics as topics
    cross join subscriptions as own on own.chat_id = walked.chat_id and own.topic = topics.topic
    where topics.announcement_id = ${id} and own.created_at <= ${startedAt}
  )`;
}

/** Whose digest times a stretch may need. */
export function digestReadersQuery(stretch: Stretch) {
  return sql<Pick<DigestTime, 'timezone' | 'hour' | 'weekday'>>`
    select distinct readers.timezone, readers.digest_hour as hour, readers.digest_weekday as weekday
    ${walked(stretch)} and exists (
      select 1 from announcement_topics as topics
      cross join subscriptions as own on own.chat_id = walked.chat_id and own.topic = topics.topic
      where topics.announcement_id = ${stretch.id} and own.cadence in ('daily', 'weekly')
    )
  `;
}

/**
 * One row for each reader of a stretch whom the article reaches and who has none yet from an earlier topic. Exported so
 * that its plan can be checked.
 */
export function deliveriesInsert(stretch: Stretch, digests: readonly DigestTime[], now: number) {
  const json = JSON.stringify(
    digests.map((row) => [row.timezone, row.hour, row.weekday, CADENCES.indexOf(row.cadence), row.dueAt]),
  );
  return sql`
    with digests as materialized (
      select coalesce(value ->> 0, '') as zone, value ->> 1 as hour, value ->> 2 as weekday, value ->> 3 as cadence,
        value ->> 4 as due_at
      from json_each(${json})
    ), reached as materialized (
      select walked.chat_id, coalesce(readers.timezone, '') as zone, readers.digest_hour, readers.digest_weekday,
        ${earned(stretch)} as earned
      ${walked(stretch)}
    )
    insert into deliveries (announcement_id, chat_id, topic_rank, is_digest, due_at, changed_at)
    select ${stretch.id}, chat_id, earned % ${RANKS}, ${cadence} <> 0, iif(${cadence} = 0, ${now}, digests.due_at), ${now}
    from reached
    left join digests on digests.cadence = ${cadence} and digests.zone = reached.zone
      and digests.hour = digest_hour and digests.weekday = digest_weekday
    where ${cadence} <> ${MUTED}
    on conflict (announcement_id, chat_id) do nothing
  `;
}

/** How many readers of a stretch the article reaches who were not met under an earlier topic. */
export function audienceQuery(stretch: Stretch) {
  return sql<{ count: number }>`
    select count(*) as count
    ${walked(stretch)}
      and ${earned(stretch)} / ${RANKS} % 4 <> ${MUTED}
      and not exists (
        select 1 from announcement_topics as earlier
        cross join subscriptions as own on own.chat_id = walked.chat_id and own.topic = earlier.topic
        where earlier.announcement_id = ${stretch.id} and earlier.rank < ${stretch.rank}
          and own.created_at <= ${stretch.startedAt}
      )
  `;
}
