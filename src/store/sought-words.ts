import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Logger } from '../log.ts';
import { countableWords } from './countable-words.ts';
import type { Tables } from './schema.ts';

/** Different texts a day. More are not counted, so that nobody fills the disk, and a month of them is read within 50 ms. */
export const SOUGHT_A_DAY = 1_000;

export interface SoughtWords {
  /** Evened out: case, accents, white space. */
  readonly words: string;
  readonly times: number;
  /** What was found the last time. */
  readonly hits: number;
  /** How many of these hits had every word. */
  readonly complete: number;
}

export interface SoughtNow {
  readonly words: string;
  readonly hits: number;
  /** How many of the hits have every word; without it, all of them. */
  readonly complete?: number;
}

export type SoughtWordsStore = ReturnType<typeof createSoughtWords>;

/** How often which words were sought, day by day, without who sought them. */
export function createSoughtWords(db: Kysely<Tables>, log: Logger | undefined) {
  return {
    /**
     * Counts one search. Messages rather than searches, and what may name a person, are not counted; see
     * `countableWords`. Never rejects: a search is worth more than its count, so a failure is only logged.
     */
    async note({ words, hits, complete = hits }: SoughtNow, now: Date): Promise<void> {
      const countable = countableWords(words);
      if (countable === undefined) return;
      try {
        await count(db, { day: dayOf(now), words: countable, hits, complete });
      } catch (error) {
        log?.error('a search was not counted', { error });
      }
    },

    /** What was sought since the day of an instant (UTC), most often first. */
    async most(since: Date, limit: number): Promise<SoughtWords[]> {
      return (await soughtQuery(since, limit).execute(db)).rows;
    },

    /** What was sought since a day and the last time found in no article with all its words, most often first. */
    async unanswered(since: Date, limit: number): Promise<SoughtWords[]> {
      return (await soughtQuery(since, limit, { unanswered: true }).execute(db)).rows;
    },

    /** Forgets the days before that of an instant. */
    async prune(before: Date): Promise<void> {
      await db.deleteFrom('sought_words').where('day', '<', dayOf(before)).execute();
    },
  };
}

interface Row {
  readonly day: string;
  readonly words: string;
  readonly hits: number;
  readonly complete: number;
}

async function count(db: Kysely<Tables>, { day, words, hits, complete }: Row): Promise<void> {
  const again = await sql`
    update sought_words set times = times + 1, hits = ${hits}, complete = ${complete}
    where day = ${day} and words = ${words}
  `.execute(db);
  if (again.numAffectedRows === 1n) return;
  await sql`
    insert into sought_words (day, words, hits, complete)
    select ${day}, ${words}, ${hits}, ${complete}
    where (select count(*) from sought_words where day = ${day}) < ${SOUGHT_A_DAY}
  `.execute(db);
}

/** What was sought, the days of each text added up. */
export function soughtQuery(
  since: Date,
  limit: number,
  { unanswered = false }: { readonly unanswered?: boolean } = {},
): RawBuilder<SoughtWords> {
  // Beside a max(), SQLite takes the other columns from the row that has it (sqlite.org/lang_select.html#bareagg).
  return sql<SoughtWords>`
    select words, times, hits, complete
    from (
      select words, sum(times) as times, max(day) as last_day, hits, complete
      from sought_words where day >= ${dayOf(since)} group by words
    )
    where ${unanswered ? 0 : 1} or complete = 0
    order by times desc, last_day desc, words limit ${limit}
  `;
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
