import { describe, expect, it } from 'vitest';
import type { LogFields } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { SOUGHT_A_DAY } from '../../src/store/sought-words.ts';
import { at, newPath, newStore } from './new-store.ts';

const DAY = 24 * 60;

async function sought() {
  const path = await newPath();
  const store = await newStore({ path });
  const { soughtWords } = store;
  const seek = (words: string, hits: number, day = 0, complete = hits) =>
    soughtWords.note({ words, hits, complete }, at(day * DAY));
  return { path, store, soughtWords, seek };
}

describe('what was sought', () => {
  it('is counted under one spelling, most often first', async () => {
    const { soughtWords, seek } = await sought();
    await seek('css grid', 4);
    await seek('Kafka', 2);
    await seek(' kafka! ', 3);
    expect(await soughtWords.most(at(0), 10)).toEqual([
      { words: 'kafka', times: 2, hits: 3, complete: 3 },
      { words: 'css grid', times: 1, hits: 4, complete: 4 },
    ]);
    expect(await soughtWords.most(at(0), 1)).toHaveLength(1);
  });

  it('is added up over days, with what was found the last time', async () => {
    const { soughtWords, seek } = await sought();
    await seek('kafka', 0, 1);
    await seek('kafka', 5, 3);
    await seek('kafka', 1, 2);
    await seek('css', 1, 0);
    await seek('css', 0, 4);
    expect(await soughtWords.most(at(0), 10)).toMatchObject([
      { words: 'kafka', times: 3, hits: 5 },
      { words: 'css', times: 2, hits: 0 },
    ]);
    expect(await soughtWords.unanswered(at(0), 10)).toMatchObject([{ words: 'css', times: 2 }]);
    // From the day of that instant on, all of it.
    expect(await soughtWords.most(at(3 * DAY + 700), 10)).toMatchObject([
      { words: 'css', times: 1 },
      { words: 'kafka', times: 1 },
    ]);
  });

  it('has no answer when no article has all of it', async () => {
    const { soughtWords, seek } = await sought();
    await seek('quantum css', 12, 0, 0);
    await seek('css', 12, 0, 12);
    await soughtWords.note({ words: 'svg', hits: 1 }, at(0));
    for (const _ of [1, 2]) await soughtWords.note({ words: 'cobol', hits: 0 }, at(0));
    expect(await soughtWords.unanswered(at(0), 10)).toEqual([
      { words: 'cobol', times: 2, hits: 0, complete: 0 },
      { words: 'quantum css', times: 1, hits: 12, complete: 0 },
    ]);
  });

  it('is not what may name a person', async () => {
    const { soughtWords, seek } = await sought();
    await seek('jane@example.org', 0);
    await seek('+49 170 1234567', 0);
    expect(await soughtWords.most(at(0), 10)).toEqual([]);
  });

  it('fills no disk: beyond a number of texts a day, only those known are counted', async () => {
    const { path, soughtWords, seek } = await sought();
    const { db, close } = await openDatabase(path, 5_000);
    const rows = Array.from({ length: SOUGHT_A_DAY - 1 }, (_, n) => ({ day: '2025-12-01', words: `w${n}` }));
    for (let from = 0; from < rows.length; from += 500) {
      const some = rows.slice(from, from + 500).map((row) => ({ ...row, hits: 0, complete: 0 }));
      await db.insertInto('sought_words').values(some).execute();
    }
    await close();
    await seek('last', 1);
    await seek('too many', 1);
    await seek('last', 1);
    await seek('too many', 1, 1);
    const most = await soughtWords.most(at(0), SOUGHT_A_DAY + 10);
    expect(most).toHaveLength(SOUGHT_A_DAY + 1);
    expect(most[0]).toMatchObject({ words: 'last', times: 2 });
    expect(most).toContainEqual(expect.objectContaining({ words: 'too many', times: 1 }));
  });

  it('is forgotten after half a year', async () => {
    const { store, soughtWords, seek } = await sought();
    await seek('kafka', 1);
    await seek('css', 1, 1);
    await store.prune(at(180 * DAY + DAY - 1));
    expect(await soughtWords.most(at(0), 10)).toHaveLength(2);
    await store.prune(at(181 * DAY));
    expect(await soughtWords.most(at(0), 10)).toMatchObject([{ words: 'css' }]);
  });

  it('is lost rather than kept from being answered when the database fails', async () => {
    const logged: (LogFields | undefined)[] = [];
    const ignore = () => undefined;
    const log = {
      debug: ignore,
      info: ignore,
      warn: ignore,
      error: (_: string, fields?: LogFields) => logged.push(fields),
    };
    const path = await newPath();
    const store = await newStore({ path, log: log as never });
    const { db, close } = await openDatabase(path, 5_000);
    await db.schema.dropTable('sought_words').execute();
    await close();
    await store.soughtWords.note({ words: 'kafka', hits: 1 }, at(0));
    expect(logged).toMatchObject([
      { error: expect.objectContaining({ message: expect.stringContaining('no such table') }) },
    ]);
    expect(JSON.stringify(logged)).not.toContain('kafka');
  });
});
