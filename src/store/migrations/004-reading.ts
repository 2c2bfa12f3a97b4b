/** Where readers are in what they read, in which form they read, reminders, pages that Telegram would not take. */
export const READING = `
alter table readers add column reading_form text not null default 'rich' check (reading_form in ('rich', 'classic'));

create table reading_places (
  chat_id integer not null references readers (chat_id) on update cascade on delete cascade,
  article_id text not null,
  page integer not null check (page >= 1),
  pages integer not null check (pages >= page),
  read_at integer not null,
  finished_at integer,
  primary key (chat_id, article_id)
) strict, without rowid;
create index reading_places_begun on reading_places (chat_id, read_at) where finished_at is null and pages > 1;
create index reading_places_by_age on reading_places (read_at);

create table reminders (
  chat_id integer not null references readers (chat_id) on update cascade on delete cascade,
  article_id text not null,
  -- When the reader wants it. Quiet hours and failures put it off, but not for ever.
  wanted_at integer not null,
  due_at integer not null,
  attempt integer not null default 0,
  -- The opening of the database that is sending it.
  claimed_by integer,
  message_id_before integer,
  primary key (chat_id, article_id)
) strict, without rowid;
create index reminders_due on reminders (due_at) where claimed_by is null;
create index reminders_claimed on reminders (claimed_by) where claimed_by is not null;

-- An empty hash with page 0 stands for all pages: the server does not know rich messages.
create table refused_pages (
  server text not null,
  content_hash text not null,
  page integer not null,
  reason text not null,
  noted_at integer not null,
  primary key (server, content_hash, page)
) strict, without rowid;
`;
