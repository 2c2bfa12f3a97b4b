import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { newPath } from './new-store.ts';

describe('a transaction that SQLite itself has rolled back, as it does when the disk is full', () => {
  it('fails for that reason, and the next one works', async () => {
    const { db, close } = await openDatabase(await newPath(), 100);
    onTestFinished(close);
    const write = (conflict: 'rollback' | 'replace') =>
      db.transaction().execute(async (trx) => {
        await sql`insert into settings (key, value) values ('a', '1')`.execute(trx);
        await sql`insert or ${sql.raw(conflict)} into settings (key, value) values ('a', '2')`.execute(trx);
      });
    await expect(write('rollback')).rejects.toThrow('UNIQUE constraint failed');
    await write('replace');
    expect(await db.selectFrom('settings').select(['key', 'value']).where('key', '=', 'a').execute()).toEqual([
      { key: 'a', value: '2' },
    ]);
  });
});
