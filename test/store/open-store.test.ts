import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open-store.ts';
import { explainOpenError, StoreError } from '../../src/store/store-error.ts';
import { at, chat, newPath, newStore, subscribe } from './new-store.ts';

function open(path: string): Sqlite.Database {
  const database = new Sqlite(path);
  onTestFinished(() => {
    database.close();
  });
  return database;
}

function schemaOf(database: Sqlite.Database): unknown[] {
  return database.prepare('select type, name, sql from sqlite_schema order by name').all();
}

async function openingError(path: string): Promise<StoreError> {
  const error = await openStore(path, { busyTimeoutMs: 0 }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreError)) throw new Error('the store opened', { cause: error });
  return error;
}

describe('opening', () => {
  it('makes the folder and keeps what was written', async () => {
    const path = join(dirname(await newPath()), 'deep', 'er', 'bot.db');
    const first = await newStore({ path });
    await subscribe(first, 1, 'css');
    await Promise.all([first.close(), first.close()]);
    await first.close();
    const second = await newStore({ path });
    expect(await second.subscriptions.list(chat(1))).toMatchObject([{ topic: 'css', since: at(0) }]);
  });

  it('sets journal, sync and foreign keys on every open', async () => {
    const path = await newPath();
    for (let opening = 0; opening < 2; opening++) {
      const { db, close } = await openDatabase(path, 1_234);
      const { rows } = await sql`
        select j.journal_mode, s.synchronous, f.foreign_keys, b.timeout
        from pragma_journal_mode as j, pragma_synchronous as s, pragma_foreign_keys as f, pragma_busy_timeout as b
      `.execute(db);
      expect(rows).toEqual([{ journal_mode: 'wal', synchronous: 2, foreign_keys: 1, timeout: 1_234 }]);
      await close();
    }
  });

  it('keeps other writers out from a transaction’s first word', async () => {
    const path = await newPath();
    const { db, close } = await openDatabase(path, 0);
    const other = open(path);
    other.pragma('busy_timeout = 0');
    const write = () => other.exec("insert into settings values ('a', 'b')");
    await db.transaction().execute(async () => expect(write).toThrow('locked'));
    expect(write).not.toThrow();
    await close();
  });

  it('lets a transaction under way finish before it closes', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await subscribe(store, 1);
    const under = store.searches.remember(chat(1), 'articles', 'words', at(0));
    await store.close();
    const id = await under;
    const again = await newStore({ path });
    expect(await again.searches.get(id, chat(1))).toEqual({ kind: 'articles', query: 'words' });
  });
});

describe('a file that cannot be used', () => {
  it('is no database', async () => {
    const path = await newPath();
    await writeFile(path, 'Dear diary, '.repeat(500));
    const error = await openingError(path);
    expect(error).toMatchObject({ path, message: expect.stringContaining(`${path} is not a SQLite database`) });
    expect(error.message).toContain(error.remedy);
  });

  it('is a folder', async () => {
    const path = await newPath();
    await mkdir(path);
    expect((await openingError(path)).message).toContain('cannot be opened');
  });

  it('is below another file', async () => {
    const path = await newPath();
    await writeFile(path, '');
    expect((await openingError(join(path, 'bot.db'))).message).toContain('has a file where a folder should be');
  });

  it('is locked', async () => {
    const path = await newPath();
    const other = open(path);
    other.exec('pragma locking_mode = exclusive; begin exclusive');
    expect((await openingError(path)).message).toContain('locked by another program');
  });

  it('is the database of another program', async () => {
    const path = await newPath();
    open(path).exec('create table bookmarks (url text)');
    expect((await openingError(path)).message).toContain('belongs to another program');
  });

  // The superuser may write anywhere, so nothing would be refused.
  it.skipIf(process.getuid?.() === 0)('is read-only', async () => {
    const path = await newPath();
    await writeFile(path, '', { mode: 0o444 });
    expect((await openingError(path)).message).toContain('cannot be written');
  });
});

describe('migrations', () => {
  it.each(MIGRATIONS.map((_, version) => version))('lead from version %i to the newest', async (version) => {
    const fresh = open(await newPath());
    migrate(fresh);
    const path = await newPath();
    const old = open(path);
    migrate(old, MIGRATIONS.slice(0, version));
    expect(old.pragma('user_version', { simple: true })).toBe(version);
    const store = await newStore({ path });
    await subscribe(store, 1, 'css');
    expect(old.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(schemaOf(old)).toEqual(schemaOf(fresh));
  });

  it('count the deliveries of a version that did not', async () => {
    const path = await newPath();
    const old = open(path);
    migrate(old, MIGRATIONS.slice(0, 2));
    old.exec(`
      insert into readers values ${[1, 2, 3, 4, 5, 6].map((id) => `(${id}, 'active', null, 'en', 0, 0)`).join()};
      insert into articles values ('done', 'd', 'd', 0, 0), ('open', 'o', 'o', 0, 0), ('empty', 'e', 'e', 0, 0);
      insert into announcements values (1, 'done', 10, 20), (2, 'open', 30, null), (3, 'empty', 40, 41);
      insert into announcement_topics values (1, 0, 'all'), (2, 0, 'css'), (2, 1, 'all'), (3, 0, 'all');
      insert into deliveries (announcement_id, chat_id, topic_rank, state, due_at, message_id, reason, changed_at)
      values (1, 1, 0, 'sent', 10, 71, null, 11), (1, 2, 0, 'failed', 10, null, 'no', 12),
        (1, 3, 0, 'gone', 10, null, 'blocked', 13), (1, null, 0, 'skipped', 10, null, 'reader erased', 14),
        (2, 1, 0, 'sent', 30, 72, null, 31), (2, 2, 1, 'pending', 50, null, null, 30),
        (2, 3, 0, 'pending', 35, null, null, 30), (2, 4, 0, 'skipped', 30, null, 'reader stopped', 32);
      insert into deliveries (announcement_id, chat_id, topic_rank, state, due_at, attempt, claimed_by,
        message_id_before, changed_at)
      values (2, 5, 0, 'sending', 30, 1, 9, 70, 33);
    `);
    const { announcements, ledger } = await newStore({ path });
    const counts = { silent: false, pause: undefined };
    expect(await announcements.latest(3)).toMatchObject([
      { ...counts, articleId: 'empty', state: 'finished', total: 0, open: 0 },
      {
        ...{ ...counts, articleId: 'open', state: 'running', opensAt: new Date(30), finishedAt: undefined },
        ...{ total: 5, sent: 1, failed: 0, gone: 0, skipped: 1, open: 3, nextDueAt: new Date(35) },
      },
      {
        ...{ ...counts, articleId: 'done', state: 'finished', startedAt: new Date(10), finishedAt: new Date(20) },
        ...{ total: 4, sent: 1, failed: 1, gone: 1, skipped: 1, open: 0, nextDueAt: undefined },
      },
    ]);
    expect((await announcements.unreported()).map(({ articleId }) => articleId)).toEqual(['open']);
    expect(await announcements.announced()).toMatchObject([
      { reached: true, cardHash: undefined },
      { reached: true, cardHash: undefined },
      { reached: false },
    ]);
    expect(await ledger.unsure(10)).toMatchObject([{ chatId: 5, attempt: 1, messageIdBefore: 70 }]);
    expect(await ledger.knownMessageIds(chat(1), 0)).toEqual(new Set([71, 72]));
  });

  it('go on from the last that succeeded', async () => {
    const database = open(await newPath());
    const create = 'create table a (x integer)';
    expect(() =>
      migrate(database, [create, 'alter table a add column y integer; insert into nowhere values (1)']),
    ).toThrow('nowhere');
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    expect(database.prepare('select * from a').columns()).toHaveLength(1);
    migrate(database, [create, 'alter table a add column y integer', 'alter table a add column z integer']);
    expect(database.pragma('user_version', { simple: true })).toBe(3);
    expect(database.prepare('select * from a').columns()).toHaveLength(3);
  });

  it('refuse to leave broken references', async () => {
    const database = open(await newPath());
    database.pragma('foreign_keys = OFF');
    const broken =
      'create table a (x integer primary key); create table b (x references a (x)); insert into b values (1)';
    expect(() => migrate(database, [broken])).toThrow('broken references');
    expect(schemaOf(database)).toEqual([]);
  });

  it('refuse a newer database and leave it alone', async () => {
    const path = await newPath();
    const newer = open(path);
    migrate(newer, [...MIGRATIONS, 'create table later (x integer)']);
    const error = await openingError(path);
    expect(error.message).toContain(`version ${MIGRATIONS.length + 1}`);
    expect(error.message).toContain(`up to ${MIGRATIONS.length}`);
    expect(newer.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length + 1);
  });
});

describe('a failure to open without a known remedy', () => {
  it('is told with the reason given', () => {
    const error = explainOpenError(
      '/data/bot.db',
      Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' }),
    );
    expect(error.message).toBe('The database /data/bot.db cannot be opened. The reason given: Error: disk I/O error');
  });
});
