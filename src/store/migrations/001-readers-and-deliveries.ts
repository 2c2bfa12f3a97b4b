/** Readers and what they want, articles, the ledger, the inbox. */
export const READERS_AND_DELIVERIES = `
create table readers (
  chat_id integer primary key,
  state text not null check (state in ('active', 'stopped', 'gone')),
  state_reason text,
  language_code text,
  first_seen_at integer not null,
  state_changed_at integer not null
) strict;

create table subscriptions (
  chat_id integer not null references readers (chat_id) on update cascade on delete cascade,
  topic text not null,
  created_at integer not null,
  primary key (chat_id, topic)
) strict, without rowid;
create index subscriptions_by_topic on subscriptions (topic, chat_id);

create table saved (
  chat_id integer not null references readers (chat_id) on update cascade on delete cascade,
  article_id text not null,
  saved_at integer not null,
  primary key (chat_id, article_id)
) strict, without rowid;

create table searches (
  id text primary key,
  chat_id integer not null references readers (chat_id) on update cascade on delete cascade,
  kind text not null check (kind in ('articles', 'tags')),
  query text not null,
  used_at integer not null,
  unique (chat_id, kind, query)
) strict;
create index searches_by_use on searches (used_at);

create table conversations (
  key text primary key,
  state text not null,
  updated_at integer not null
) strict;
create index conversations_by_use on conversations (updated_at);

create table inbox (
  update_id integer primary key,
  chat_id integer,
  body text,
  received_at integer not null,
  done_at integer
) strict;
create index inbox_by_receipt on inbox (received_at, update_id);
create index inbox_pending on inbox (received_at, update_id) where done_at is null;

create table telegram_files (
  bot_id integer not null,
  kind text not null,
  content_hash text not null,
  file_id text not null,
  stored_at integer not null,
  primary key (bot_id, kind, content_hash)
) strict, without rowid;

create table settings (
  key text primary key,
  value text not null
) strict, without rowid;

create table articles (
  id text primary key,
  key text not null,
  content_hash text not null,
  first_seen_at integer not null,
  updated_at integer not null
) strict;

create table announcements (
  id integer primary key,
  article_id text not null unique references articles (id),
  started_at integer not null,
  finished_at integer
) strict;
create index announcements_unfinished on announcements (id) where finished_at is null;

-- The article's tags in its own order, then 'all': what can earn a reader the delivery, best first.
create table announcement_topics (
  announcement_id integer not null references announcements (id) on delete cascade,
  rank integer not null,
  topic text not null,
  primary key (announcement_id, rank),
  unique (announcement_id, topic)
) strict, without rowid;

-- chat_id is no foreign key: it becomes null when a person is erased, and the check would cost a look-up for each of
-- a million rows in the one statement that must be fast.
create table deliveries (
  id integer primary key,
  announcement_id integer not null references announcements (id),
  chat_id integer,
  topic_rank integer not null,
  state text not null default 'pending'
    check (state in ('pending', 'sending', 'sent', 'failed', 'gone', 'skipped')),
  due_at integer not null,
  attempt integer not null default 0,
  claimed_by integer,
  message_id_before integer,
  message_id integer,
  reason text,
  changed_at integer not null,
  unique (announcement_id, chat_id)
) strict;
-- Partial, so that they hold only what is still to do: a claim reads as many entries as it hands out, however many
-- rows have been sent.
create index deliveries_due on deliveries (announcement_id, due_at) where state = 'pending';
create index deliveries_sending on deliveries (chat_id) where state = 'sending';
`;
