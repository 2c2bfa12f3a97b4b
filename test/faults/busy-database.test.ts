import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createScene } from './running-bot.ts';
import { dice, size } from './scale.ts';
import { expectEachOnce, expectPaceKept, tell } from './verdict.ts';

const READERS = size(24, 300);
const PER_SECOND = 30;
const HOLDS = size(2, 5);
// SQLite waits five seconds for another writer; beyond that, the bot is told that the database is busy.
const LONGEST_HOLD_MS = size(400, 8_000);
const LIMIT_MS = size(30_000, 120_000);

// Takes the file for writing at each line it reads, for so many milliseconds, and says when it has let go.
const HOLDER = `
  const Sqlite = require(process.argv[1]);
  const database = new Sqlite(process.argv[2], { timeout: 60000 });
  require('node:readline').createInterface({ input: process.stdin }).on('line', (ms) => {
    database.exec('begin immediate');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(ms));
    database.exec('commit');
    process.stdout.write('done');
  });
`;

function startHolder(databasePath: string): ChildProcess {
  const sqlite = import.meta.resolve('better-sqlite3').replace('file://', '');
  const holder = spawn(process.execPath, ['-e', HOLDER, sqlite, databasePath]);
  onTestFinished(() => void holder.kill('SIGKILL'));
  return holder;
}

describe('a database that another program keeps busy', () => {
  it(
    'costs no reader an article, doubles none, and makes nobody too fast afterwards',
    async () => {
      const scene = await createScene({ readers: READERS, perSecond: PER_SECOND });
      const bot = scene.start();
      await bot.says('the bot is running');
      const holder = startHolder(scene.databasePath);
      await scene.publish('Piece one');
      await scene.publish('Piece two');
      let busyMs = 0;
      for (let hold = 0; hold < HOLDS; hold += 1) {
        const ms = Math.round((0.3 + 0.7 * dice('hold', hold)) * LONGEST_HOLD_MS);
        holder.stdin?.write(`${ms}\n`);
        await once(holder.stdout ?? holder, 'data');
        busyMs += ms;
        await wait(dice('gap', hold) * 1_000);
      }
      await scene.allOver(2, LIMIT_MS);
      expectEachOnce(scene, scene.crowd, ['Piece one', 'Piece two']);
      expectPaceKept(scene.playground, PER_SECOND);
      expect(bot.output()).not.toContain('cannot go on');
      const refused = bot.output().split('database is locked').length - 1;
      tell({ holds: HOLDS, busyMs, refused, readers: READERS, articles: 2, ...scene.playground.pace });
    },
    2 * LIMIT_MS,
  );
});
