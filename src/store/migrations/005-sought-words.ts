/** What is sought, without who sought it. */
export const SOUGHT_WORDS = `
-- No chat, no time of day: nothing here leads back to a person.
create table sought_words (
  -- YYYY-MM-DD in UTC
  day text not null,
  words text not null,
  times integer not null default 1,
  -- What was found the last time on that day: all hits, and those among them that have every word.
  hits integer not null,
  complete integer not null,
  primary key (day, words)
) strict, without rowid;
`;
