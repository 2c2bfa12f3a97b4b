import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type Dialect,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';
import { explainOpenError } from './store-error.ts';

// Every text of a statement that the program has, several times over.
const MOST_STATEMENTS = 500;
const JOURNAL_LIMIT_BYTES = 64 * 1024 * 1024;
const CACHE_KIB = 32 * 1024;

export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /** Waits for the statement or transaction under way, then closes the file. Closing twice is fine. */
  close(): Promise<void>;
}

/**
 * Opens a SQLite file, makes it and its folder where missing, and migrates it. Throws a StoreError that names the
 * file and the remedy when that cannot be done.
 */
export async function openDatabase(path: string, busyTimeoutMs: number): Promise<OpenDatabase> {
  let sqlite: Sqlite.Database | undefined;
  try {
    if (path !== ':memory:') await mkdir(dirname(path), { recursive: true });
    sqlite = new Sqlite(path, { timeout: busyTimeoutMs });
    prepare(sqlite);
  } catch (error) {
    sqlite?.close();
    throw explainOpenError(path, error);
  }
  return wrap(sqlite);
}

function prepare(sqlite: Sqlite.Database): void {
  sqlite.pragma('journal_mode = WAL');
  // A crash of the program loses nothing under WAL, whatever this says. A power cut under NORMAL may take back the
  // last commits: a claim that is forgotten is a message sent twice. FULL syncs each commit and still does some
  // 2,000 a second, where Telegram lets us send 30.
  sqlite.pragma('synchronous = FULL');
  // A large announcement swells the journal; without a limit the file keeps that size.
  sqlite.pragma(`journal_size_limit = ${JOURNAL_LIMIT_BYTES}`);
  // SQLite keeps 2 MB by default; with the tables of a million readers that means reading the same pages again and again.
  sqlite.pragma(`cache_size = -${CACHE_KIB}`);
  // Off while migrating, where a table may have to be rebuilt; every migration checks the references itself.
  sqlite.pragma('foreign_keys = OFF');
  migrate(sqlite);
  sqlite.pragma('foreign_keys = ON');
}

function wrap(sqlite: Sqlite.Database): OpenDatabase {
  const db = new Kysely<Tables>({ dialect: immediateDialect(sqlite) });
  let closing: Promise<void> | undefined;
  async function closeInTurn(): Promise<void> {
    await db.connection().execute(async () => sqlite.close());
    await db.destroy();
  }
  return {
    db,
    close() {
      closing ??= closeInTurn();
      return closing;
    },
  };
}

/**
 * SQLite's dialect with every transaction begun IMMEDIATE: one that starts by reading and then writes would otherwise
 * fail at once when another process wrote in between, whatever the busy timeout.
 */
function immediateDialect(sqlite: Sqlite.Database): Dialect {
  const database = keepStatements(sqlite);
  const dialect = new SqliteDialect({ database });
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver() {
      const driver = new SqliteDriver({ database });
      driver.beginTransaction = async (connection) => {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
      };
      const rollback = driver.rollbackTransaction.bind(driver);
      // When the disk is full SQLite has done it already, and a second time would hide why.
      driver.rollbackTransaction = async (connection) => {
        if (sqlite.inTransaction) await rollback(connection);
      };
      return driver;
    },
  };
}

/** Prepares each text once: for the small statements that make up a claim this is most of their cost. */
function keepStatements(sqlite: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => sqlite.close(),
    prepare(text) {
      const before = kept.get(text);
      if (before !== undefined) return before;
      if (kept.size >= MOST_STATEMENTS) kept.clear();
      const statement = sqlite.prepare(text) as SqliteStatement;
      kept.set(text, statement);
      return statement;
    },
  };
}
