import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { type OpenDatabase, openDatabase } from '../../src/store/database.ts';
import { type Hold, holdDatabase } from '../../src/store/hold-database.ts';
import { type Program, thisProgram } from '../../src/store/program-identity.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { createFakeClock, type FakeClock, settle } from '../telegram/fake-clock.ts';
import { newPath } from './new-store.ts';

const BEAT_MS = 5_000;
const DEAD_AFTER_MS = 20_000;

/** Two programs on one file. Opening it is work for the real disk, so that comes before time is moved. */
async function createCopies() {
  const path = await newPath();
  const clock = createFakeClock();
  const dead = new Set<number>();

  const databases = [await openDatabase(path, 1_000), await openDatabase(path, 1_000)];
  for (const { close } of databases) onTestFinished(close);

  function start(pid: 1 | 2, signal = new AbortController().signal): Promise<Hold | undefined> {
    const db = databases[pid - 1]?.db as OpenDatabase['db'];
    const program: Program = { host: 'here', pid, isDead: (host, other) => host === 'here' && dead.has(other) };
    return holdDatabase({ db, path, program, clock, log: createLogger({ level: 'silent' }), signal });
  }
  return { clock, dead, start };
}

/** Moves time until every start has been decided; gives what came of each. */
async function decide(clock: FakeClock, ...starts: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const outcomes: unknown[] = [];
  let decided = 0;
  for (const [index, start] of starts.entries()) {
    const note = (value: unknown) => {
      outcomes[index] = value;
      decided += 1;
    };
    start.then(note, note);
  }
  await clock.runUntil(async () => {
    // The database answers in turns of the event loop, not in those of the clock: let everybody go back to sleep first.
    for (let turn = 0; turn < 20 && decided < starts.length; turn += 1) await settle();
    return decided === starts.length;
  });
  return outcomes;
}

describe('the hold on the database', () => {
  it('is refused to a second copy while the first lives', async () => {
    const { clock, start } = await createCopies();
    await start(1);
    const [error] = await decide(clock, start(2));
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain('another copy of this bot (process 1)');
    expect(clock.elapsedMs()).toBeLessThanOrEqual(BEAT_MS + 1_000);
  });

  it('goes to exactly one of two copies that start at once', async () => {
    const { clock, start } = await createCopies();
    const outcomes = await decide(clock, start(1), start(2));
    expect(outcomes.filter((outcome) => outcome instanceof StoreError)).toHaveLength(1);
  });

  it('is free at once after a release', async () => {
    const { clock, start } = await createCopies();
    const first = await start(1);
    const released = first?.release();
    await clock.advance(0);
    await released;
    expect(await start(2)).toBeDefined();
    expect(clock.elapsedMs()).toBe(0);
  });

  it('is taken over at once from a process that is dead', async () => {
    const { clock, dead, start } = await createCopies();
    await start(1);
    dead.add(1);
    expect(await start(2)).toBeDefined();
    expect(clock.elapsedMs()).toBe(0);
  });

  it('is taken over from a holder of unknown fate that stays silent, who learns of it when it wakes', async () => {
    const clock = createFakeClock();
    const path = await newPath();
    const sleeping = createFakeClock();
    const { db, close } = await openDatabase(path, 1_000);
    onTestFinished(close);
    const ports = { db, path, log: createLogger({ level: 'silent' }), signal: new AbortController().signal };
    const elsewhere: Program = { host: 'elsewhere', pid: 1, isDead: () => false };
    const first = await holdDatabase({ ...ports, program: elsewhere, clock: sleeping });
    const here: Program = { ...elsewhere, host: 'here' };
    const [second] = await decide(clock, holdDatabase({ ...ports, program: here, clock }));
    expect(second).toHaveProperty('release');
    expect(clock.elapsedMs()).toBeGreaterThanOrEqual(DEAD_AFTER_MS);

    await sleeping.advance(BEAT_MS);
    await expect(first?.lost).resolves.toBeUndefined();
  });

  it('is not waited for any longer when the start is broken off', async () => {
    const { clock, start } = await createCopies();
    await start(1);
    const stopping = new AbortController();
    const starting = start(2, stopping.signal);
    await settle();
    stopping.abort();
    expect(await starting).toBeUndefined();
    expect(clock.elapsedMs()).toBe(0);
  });
});

describe('the identity of a program', () => {
  it('knows a process that runs from one that does not', () => {
    const { host, pid, isDead } = thisProgram();
    const impossiblePid = 2 ** 22 + 1;
    expect(isDead(host, pid)).toBe(false);
    expect(isDead(host, impossiblePid)).toBe(true);
    expect(isDead(`${host} of another start`, impossiblePid)).toBe(false);
  });
});
