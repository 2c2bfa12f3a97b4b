/** States, cadences, digests, corrections, the authors’ messages, and one holder of the database. */
export const DELIVERY_ENGINE = `
alter table readers add column timezone text;
alter table readers add column digest_hour integer not null default 9 check (digest_hour between 0 and 23);
alter table readers add column digest_weekday integer not null default 1 check (digest_weekday between 1 and 7);
alter table readers add column quiet_from integer check (quiet_from between 0 and 23);
alter table readers add column quiet_until integer check (quiet_until between 0 and 23);
alter table readers add column silent integer not null default 0;
alter table readers add column paused_until integer;

alter table subscriptions add column cadence text not null default 'instant'
  check (cadence in ('instant', 'daily', 'weekly', 'muted'));
-- Planning a million readers finds here whatever it asks of their subscriptions.
drop index subscriptions_by_topic;
create index subscriptions_by_topic on subscriptions (topic, chat_id, cadence, created_at);

alter table articles add column file text;
alter table announcements add column title text not null default '';
alter table announcements add column state text not null default 'planning'
  check (state in ('held', 'approval', 'planning', 'running', 'paused', 'finished', 'cancelled', 'retracted'));
alter table announcements add column silent integer not null default 0;
alter table announcements add column opens_at integer;
alter table announcements add column pause_reason text check (pause_reason in ('author', 'faults', 'missing'));
alter table announcements add column pause_note text;
alter table announcements add column resume_at integer;
-- Kept beside the rows, because counting a million of them each time somebody looks takes too long.
alter table announcements add column total integer not null default 0;
alter table announcements add column sent integer not null default 0;
alter table announcements add column failed integer not null default 0;
alter table announcements add column gone integer not null default 0;
alter table announcements add column skipped integer not null default 0;
-- How far planning has come.
alter table announcements add column plan_rank integer not null default 0;
alter table announcements add column plan_chat_id integer;
alter table announcements add column card_hash text;
alter table announcements add column missing_since integer;
alter table announcements add column missing_left integer not null default 0;
alter table announcements add column reported_at integer;
drop index announcements_unfinished;
create index announcements_open on announcements (id) where state in ('planning', 'running', 'paused');

-- Made anew, because SQLite works through a long IN list for each row that is written: with checks and index conditions
-- that a pending row passes at their first word, a million rows take half the time.
create table new_deliveries (
  id integer primary key,
  announcement_id integer not null references announcements (id),
  chat_id integer,
  topic_rank integer not null,
  state text not null default 'pending'
    check (state = 'pending' or state in ('sending', 'sent', 'failed', 'gone', 'skipped')),
  is_digest integer not null default 0,
  due_at integer not null,
  attempt integer not null default 0,
  claimed_by integer,
  message_id_before integer,
  message_id integer,
  -- The first of the rows that went out as one message; null for a push.
  lead_id integer,
  form text check (form is null or form in ('text', 'photo')),
  reason text,
  changed_at integer not null,
  unique (announcement_id, chat_id)
) strict;
insert into new_deliveries (
  id, announcement_id, chat_id, topic_rank, state, due_at, attempt, claimed_by, message_id_before, message_id, reason,
  changed_at
)
select id, announcement_id, chat_id, topic_rank, state, due_at, attempt, claimed_by, message_id_before, message_id,
  reason, changed_at
from deliveries order by id;
drop table deliveries;
alter table new_deliveries rename to deliveries;
create index deliveries_sending on deliveries (chat_id) where state = 'sending';
create index deliveries_by_message on deliveries (message_id) where message_id is not null;
create index deliveries_due on deliveries (announcement_id, is_digest, due_at) where state = 'pending';
create index deliveries_by_lead on deliveries (lead_id) where lead_id is not null;
create index deliveries_unsuccessful on deliveries (announcement_id, state, reason)
  where state = 'failed' or state = 'gone' or state = 'skipped';
-- What waits to be tried again holds back what came after it for the same reader.
create index deliveries_retrying on deliveries (chat_id, announcement_id) where state = 'pending' and attempt > 0;

create table corrections (
  announcement_id integer primary key references announcements (id) on delete cascade,
  kind text not null check (kind in ('edit', 'retract')),
  -- Grows with each beginning anew, so it tells them apart.
  started_at integer not null,
  cursor integer not null,
  last_id integer not null,
  corrected integer not null default 0,
  deleted integer not null default 0,
  missing integer not null default 0,
  failed integer not null default 0,
  finished_at integer
) strict;

create table author_messages (
  kind text not null check (kind in ('progress', 'card', 'held', 'missing')),
  subject integer not null,
  author_id integer not null,
  message_id integer not null,
  shows text not null,
  primary key (kind, subject, author_id)
) strict, without rowid;

-- Messages of private chats that are no deliveries, what people wrote and what they were answered, by number alone. Where
-- a delivery's message is looked for after a crash, these are left out.
create table other_messages (
  message_id integer primary key,
  noted_at integer not null
) strict;
create index other_messages_by_age on other_messages (noted_at);

-- The one program that uses the database; see the lock.
create table holder (
  id integer primary key check (id = 1),
  name text not null,
  host text not null,
  pid integer not null,
  beat integer not null
) strict;

update announcements set
  state = iif(finished_at is null, 'running', 'finished'), opens_at = started_at, reported_at = finished_at,
  total = counts.total, sent = counts.sent, failed = counts.failed, gone = counts.gone, skipped = counts.skipped
from (
  select announcements.id, count(deliveries.id) as total,
    count(*) filter (where deliveries.state = 'sent') as sent,
    count(*) filter (where deliveries.state = 'failed') as failed,
    count(*) filter (where deliveries.state = 'gone') as gone,
    count(*) filter (where deliveries.state = 'skipped') as skipped
  from announcements left join deliveries on deliveries.announcement_id = announcements.id
  group by announcements.id
) as counts
where counts.id = announcements.id;
`;
