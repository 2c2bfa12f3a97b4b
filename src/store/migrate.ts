import type { Database } from 'better-sqlite3';
import { MIGRATIONS } from './migrations.ts';
import { StoreError } from './store-error.ts';

// "WNbt" in ASCII: marks the file as ours (sqlite.org/pragma.html#pragma_application_id).
const APPLICATION_ID = 0x574e6274;

/**
 * Brings a database to the newest version, each step in a transaction that also writes the version. Throws a
 * StoreError on a database that is newer than this program or belongs to another one.
 */
export function migrate(database: Database, migrations: readonly string[] = MIGRATIONS): void {
  refuseForeign(database);
  while (step(database, migrations)) {
    // Each call does one migration.
  }
}

function refuseForeign(database: Database): void {
  const id = database.pragma('application_id', { simple: true });
  const tables = database.prepare('select count(*) from sqlite_schema').pluck().get();
  if (id === APPLICATION_ID || (id === 0 && tables === 0)) return;
  throw new StoreError(
    database.name,
    'belongs to another program',
    'Point DATABASE_PATH at a file of its own; one that does not exist is made.',
  );
}

function step(database: Database, migrations: readonly string[]): boolean {
  const run = database.transaction(() => {
    // Read inside the transaction: another process may have been migrating a moment ago.
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > migrations.length) throw newerError(database.name, version, migrations.length);
    const migration = migrations[version];
    if (migration === undefined) return false;
    database.exec(migration);
    const broken = database.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`migration ${version + 1} leaves ${broken.length} broken references`);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${version + 1}`);
    return true;
  });
  return run.immediate();
}

function newerError(path: string, found: number, known: number): StoreError {
  return new StoreError(
    path,
    `has version ${found}, and this program knows versions up to ${known}`,
    'Start the newer program that wrote it, or restore a backup made before that upgrade.',
  );
}
