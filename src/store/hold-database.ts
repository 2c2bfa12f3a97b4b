import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from '../log.ts';
import type { Clock } from '../telegram/clock.ts';
import type { Program } from './program-identity.ts';
import type { Tables } from './schema.ts';
import { StoreError } from './store-error.ts';

/** One program's right to use the database, while it lives. */
export interface Hold {
  /** Resolves when another program has taken the database over, which it does only when this one seemed dead. */
  readonly lost: Promise<void>;
  /** Lets the next program start at once. Releasing twice is fine; after a loss it changes nothing. */
  release(): Promise<void>;
}

export interface HoldPorts {
  readonly db: Kysely<Tables>;
  readonly path: string;
  readonly program: Program;
  readonly clock: Clock;
  readonly log: Logger;
  /** Gives up waiting for a silent holder. */
  readonly signal: AbortSignal;
}

const BEAT_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 1_000;
// Four beats missed: longer than any pause of a living program that does not hold up its readers too.
const DEAD_AFTER_MS = 20_000;

/**
 * Takes the database for this program and says so again every few seconds. A holder that is known to be dead, or that
 * shows no sign of life while it is watched, is taken over from. Clocks are never compared: only beats that come or do
 * not. Gives `undefined` when aborted; throws a StoreError when another program holds the database.
 */
export async function holdDatabase(ports: HoldPorts): Promise<Hold | undefined> {
  const name = randomUUID();
  if (!(await take(ports, name))) return undefined;
  const stopping = new AbortController();
  const lost = Promise.withResolvers<void>();
  const beating = beat(ports, name, stopping.signal, lost.resolve);
  return {
    lost: lost.promise,
    async release() {
      stopping.abort();
      await beating;
      await ports.db.deleteFrom('holder').where('name', '=', name).execute();
    },
  };
}

interface Holder {
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly beat: number;
}

async function take(ports: HoldPorts, name: string): Promise<boolean> {
  const { db, clock, log, program, signal } = ports;
  const first = await findHolder(db);
  if (first === undefined || program.isDead(first.host, first.pid)) {
    if (await replaceHolder(ports, name, first)) return true;
  } else log.info('another program holds the database; watching whether it lives', { process: first.pid });

  const watchedFrom = clock.elapsedMs();
  while (!signal.aborted) {
    await clock.sleep(LOOK_EVERY_MS, signal);
    const holder = await findHolder(db);
    if (holder !== undefined && !isSame(holder, first)) throw inUse(ports.path, holder);
    const isOver = holder === undefined || clock.elapsedMs() - watchedFrom >= DEAD_AFTER_MS;
    if (isOver && (await replaceHolder(ports, name, holder))) return true;
  }
  return false;
}

function findHolder(db: Kysely<Tables>): Promise<Holder | undefined> {
  return db.selectFrom('holder').selectAll().executeTakeFirst();
}

/** In one statement, so that of several programs that try only one succeeds; gives whether it was this one. */
async function replaceHolder({ db, program }: HoldPorts, name: string, before: Holder | undefined): Promise<boolean> {
  const row = { name, host: program.host, pid: program.pid, beat: 0 };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('holder')
    .values({ id: 1, ...row })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(row)
        .where('holder.name', '=', before?.name ?? '')
        .where('holder.beat', '=', before?.beat ?? 0),
    )
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function beat({ db, clock, log }: HoldPorts, name: string, signal: AbortSignal, lose: () => void) {
  for (;;) {
    await clock.sleep(BEAT_EVERY_MS, signal);
    if (signal.aborted) return;
    try {
      const { numUpdatedRows } = await db
        .updateTable('holder')
        .set(({ eb }) => ({ beat: eb('beat', '+', 1) }))
        .where('name', '=', name)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return lose();
    } catch (error) {
      log.warn('the sign of life could not be written to the database; trying again', { error });
    }
  }
}

function isSame(holder: Holder, other: Holder | undefined): boolean {
  return holder.name === other?.name && holder.beat === other.beat;
}

function inUse(path: string, { pid }: Holder): StoreError {
  return new StoreError(
    path,
    `is in use by another copy of this bot (process ${pid})`,
    'Stop that one first, or set DATABASE_PATH to another file. Nothing was sent.',
  );
}
