import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createScene } from './running-bot.ts';
import { size } from './scale.ts';
import { expectEachOnce, expectPaceKept, readLedger, tell } from './verdict.ts';

const READERS = size(24, 200);
const PER_SECOND = 30;
const FULL_FOR_MS = size(1_500, 12_000);
const LIMIT_MS = size(30_000, 120_000);

/** The largest file the program may write from now on: what a full disk is to a database, and for this program alone. */
function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

const canLimit = process.platform === 'linux';

describe.runIf(canLimit)('a disk without room for the ledger', () => {
  it.each(size(['in the middle of a broadcast'], ['while an article is planned', 'in the middle of a broadcast']))(
    'that fills up %s costs no reader an article and doubles none once there is room',
    async (when) => {
      const scene = await createScene({ readers: READERS, perSecond: PER_SECOND });
      const bot = scene.start();
      await bot.says('the bot is running');
      const pid = bot.child.pid ?? 0;
      const isMidway = when.includes('middle');
      const sent = () => readLedger(scene.databasePath).filter(({ state }) => state === 'sent').length;
      const journal = () => statSync(`${scene.databasePath}-wal`).size;

      if (!isMidway) limitFiles(pid, journal());
      await scene.publish('Piece one');
      if (isMidway) {
        await expect.poll(sent, { timeout: LIMIT_MS, interval: 50 }).toBeGreaterThan(READERS / 4);
        limitFiles(pid, 4_096);
      }
      await wait(FULL_FOR_MS);
      const before = sent();
      expect(bot.output()).toMatch(/disk I\/O error|disk is full/);
      limitFiles(pid, 'unlimited');
      await scene.allOver(1, LIMIT_MS);
      expectEachOnce(scene, scene.crowd, ['Piece one']);
      expectPaceKept(scene.playground, PER_SECOND);
      expect(bot.child.exitCode).toBeNull();
      tell({ when, readers: READERS, sentBeforeRoom: before, ...scene.playground.pace });
    },
    2 * LIMIT_MS,
  );
});
