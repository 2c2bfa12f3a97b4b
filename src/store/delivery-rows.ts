import { type RawBuilder, sql } from 'kysely';
import type { AnnouncementId, ChatId } from '../delivery/ports/ids.ts';

/** Some topics of an announcement, side by side by their ranks, and the readers subscribed to them. */
export interface Stretch {
  readonly id: AnnouncementId;
  readonly startedAt: number;
  readonly rank: number;
  /** Inclusive. */
  readonly lastRank: number;
  /** A chat id, exclusive. */
  readonly after: number;
  /** A chat id, inclusive. */
  readonly until: number;
}

/** What readers whose digests come at the same times have in common. */
export interface DigestHabit {
  readonly timezone: string | null;
  readonly hour: number;
  /** 0 of a daily digest. */
  readonly weekday: number;
  readonly cadence: 'daily' | 'weekly';
}

export interface DigestTime extends DigestHabit {
  readonly dueAt: number;
}

// What earns a reader the article is the least of `cadence, rank`, packed into one number so that SQLite finds it by a
// plain minimum.
const RANKS = sql.lit(65_536);
const INSTANT = sql.lit(0);
const DAILY = sql.lit(1);
const WEEKLY = sql.lit(2);
const MUTED = sql.lit(3);
const cadence = sql`(earned / ${RANKS})`;

/**
 * The last rank from one on so that these topics with their subscriptions come to no more than `size`; `null` when one
 * topic does not. Reads about as much. Exported so that its plan can be checked.
 */
export function lastRankQuery(id: AnnouncementId, rank: number, size: number) {
  const sizeOf = (place: RawBuilder<unknown>) => sql`
    1 + (select count(*) from (
      select 1 from announcement_topics as counted
      cross join subscriptions as walked on walked.topic = counted.topic
      where counted.announcement_id = ${id} and counted.rank = ${place} limit ${size}
    ))
  `;
  return sql<{ lastRank: number | null }>`
    with recursive walk (rank, total) as (
      select cast(${rank} as integer), ${sizeOf(sql`${rank}`)}
      union all
      select walk.rank + 1, total + ${sizeOf(sql`walk.rank + 1`)} from walk
      where total < ${size} and exists (
        select 1 from announcement_topics as next
        where next.announcement_id = ${id} and next.rank = walk.rank + 1
      )
    )
    select max(rank) as lastRank from walk where total <= ${size}
  `;
}

/** The last chat of a stretch of `size` subscriptions to one topic; none when fewer are left. */
export function stretchEndQuery(id: AnnouncementId, rank: number, after: number, size: number) {
  return sql<{ chatId: ChatId }>`
    select chat_id as chatId from announcement_topics as walk
    cross join subscriptions as walked on walked.topic = walk.topic
    where walk.announcement_id = ${id} and walk.rank = ${rank} and chat_id > ${after}
    order by chat_id limit 1 offset ${size - 1}
  `;
}

/** The subscriptions of a stretch, in the order of ranks and chats. CROSS JOIN keeps SQLite to it, so nothing is sorted. */
function walked({ id, rank, lastRank, after, until, startedAt }: Stretch): RawBuilder<unknown> {
  return sql`
    announcement_topics as walk
    cross join subscriptions as walked on walked.topic = walk.topic and walked.chat_id > ${after}
      and walked.chat_id <= ${until} and walked.created_at <= ${startedAt}
      and walk.announcement_id = ${id} and walk.rank between ${rank} and ${lastRank}
  `;
}

function walkedReaders(stretch: Stretch): RawBuilder<unknown> {
  return sql`
    ${walked(stretch)}
    cross join readers on readers.chat_id = walked.chat_id and readers.state = 'active'
  `;
}

/** What of a walked reader's subscriptions earns him the article: his tags and searches before `all`, the most immediate first. */
function earned({ id, startedAt }: Stretch): RawBuilder<number> {
  // An instant tag is beaten by an earlier one only, and under that the reader has been met already.
  return sql`
    iif(walked.cadence = 'instant' and walked.topic <> 'all', ${INSTANT} * ${RANKS} + walk.rank, coalesce((
      select min(${placeOf('own')} * ${RANKS} + topics.rank)
      from subscriptions as own
      cross join announcement_topics as topics on topics.announcement_id = ${id} and topics.topic = own.topic
      where own.chat_id = walked.chat_id and own.topic <> 'all' and own.created_at <= ${startedAt}
    ), ${placeOf('walked')} * ${RANKS} + walk.rank))
  `;
}

function placeOf(subscription: 'own' | 'walked'): RawBuilder<number> {
  return sql`
    (case ${sql.ref(`${subscription}.cadence`)}
      when 'instant' then ${INSTANT} when 'daily' then ${DAILY} when 'weekly' then ${WEEKLY} else ${MUTED}
    end)
  `;
}

/**
 * The digests that a stretch may need, and perhaps some that it does not. Who has an instant subscription to `all` and
 * a tag for his digest has been met under the tag. Exported so that its plan can be checked.
 */
export function digestHabitsQuery(stretch: Stretch) {
  return sql<DigestHabit>`
    select distinct readers.timezone, readers.digest_hour as hour,
      iif(own.cadence = 'daily', 0, readers.digest_weekday) as weekday, own.cadence
    from ${walked(stretch)}
    cross join subscriptions as own on own.chat_id = walked.chat_id and own.cadence in ('daily', 'weekly')
    cross join announcement_topics as topics on topics.announcement_id = ${stretch.id} and topics.topic = own.topic
    cross join readers on readers.chat_id = walked.chat_id
    where walked.cadence <> 'instant'
  `;
}

/**
 * One row for each reader of a stretch whom the article reaches and who has none yet from an earlier topic. A digest
 * whose time is lacking, as somebody has changed his mind between two stretches, is left to the claim, which finds one
 * for every push that is to be a digest. Exported so that its plan can be checked.
 */
export function deliveriesInsert(stretch: Stretch, digests: readonly DigestTime[], now: number) {
  const json = JSON.stringify(digests.map((row) => [row.timezone, row.hour, row.weekday, row.cadence, row.dueAt]));
  // The plus takes the column's type away, without which SQLite leaves the hour out of the index it makes for the join.
  return sql`
    with digests as materialized (
      select coalesce(value ->> 0, '') as zone, value ->> 1 as hour, value ->> 2 as weekday,
        iif(value ->> 3 = 'daily', ${DAILY}, ${WEEKLY}) as cadence, value ->> 4 as due_at
      from json_each(${json})
    ), reached as materialized (
      select walked.chat_id, coalesce(readers.timezone, '') as zone, readers.digest_hour, readers.digest_weekday,
        ${earned(stretch)} as earned
      from ${walkedReaders(stretch)}
    )
    insert into deliveries (announcement_id, chat_id, topic_rank, is_digest, due_at, changed_at)
    select ${stretch.id}, chat_id, earned % ${RANKS}, digests.due_at is not null,
      coalesce(digests.due_at, ${now}), ${now}
    from reached
    left join digests on digests.cadence = ${cadence} and digests.zone = reached.zone
      and digests.hour = +digest_hour and digests.weekday = iif(${cadence} = ${DAILY}, 0, digest_weekday)
    where ${cadence} <> ${MUTED}
    on conflict (announcement_id, chat_id) do nothing
  `;
}

/** How many readers of a stretch the article reaches who were not met under an earlier topic. */
export function audienceQuery(stretch: Stretch) {
  return sql<{ count: number }>`
    select count(*) as count
    from ${walkedReaders(stretch)}
    where ${earned(stretch)} / ${RANKS} <> ${MUTED}
      and not exists (
        select 1 from subscriptions as own
        cross join announcement_topics as earlier on earlier.announcement_id = ${stretch.id} and earlier.topic = own.topic
        where own.chat_id = walked.chat_id and own.created_at <= ${stretch.startedAt} and earlier.rank < walk.rank
      )
  `;
}
