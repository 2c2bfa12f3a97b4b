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
  const { clock, log, program, signal } = ports;
  const first = await takeUnless(ports, name, (holder) => !program.isDead(holder.host, holder.pid));
  if (first === undefined) return true;
  log.info('another program holds the database; watching whether it is alive', { process: first.pid });
  const watchedFrom = clock.elapsedMs();
  while (!signal.aborted) {
    await clock.sleep(LOOK_EVERY_MS, signal);
    const isSilent = clock.elapsedMs() - watchedFrom >= DEAD_AFTER_MS;
    const now = await takeUnless(ports, name, (holder) => !isSilent || !isSame(holder, first));
    if (now === undefined) return true;
    if (!isSame(now, first)) throw inUse(ports.path, now);
  }
  return false;
}

/** Writes this program's name where no holder stands, or one that does not have to be respected; gives the one that has. */
async function takeUnless(
  { db, program }: HoldPorts,
  name: string,
  isRespected: (holder: Holder) => boolean,
): Promise<Holder | undefined> {
  return db.transaction().execute(async (trx) => {
    const holder = await trx.selectFrom('holder').selectAll().executeTakeFirst();
    if (holder !== undefined && isRespected(holder)) return holder;
    await trx.deleteFrom('holder').execute();
    await trx.insertInto('holder').values({ id: 1, name, host: program.host, pid: program.pid, beat: 0 }).execute();
    return undefined;
  });
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

function isSame(holder: Holder, other: Holder): boolean {
  return holder.name === other.name && holder.beat === other.beat;
}

function inUse(path: string, { pid }: Holder): StoreError {
  return new StoreError(
    path,
    `is in use by another copy of this bot (process ${pid})`,
    'Stop that one first, or set DATABASE_PATH to another file. Nothing was sent.',
  );
}
