import { describe, expect, it } from 'vitest';
import { PERSONAS } from '../../src/playground/personas.ts';
import type { Program } from '../e2e/program.ts';
import { article, createWorld } from '../e2e/world.ts';
import { createCrowd, subscribeCrowd } from './crowd.ts';
import { isOver, PATIENCE } from './positions.ts';
import { createScene } from './running-bot.ts';
import { size } from './scale.ts';
import { expectEachOnce, expectPaceKept, receivedBy, tell } from './verdict.ts';

const ROUNDS = size(1, 2);
const COPIES = size(2, 3);
const READERS = size(15, 120);
const PER_SECOND = 30;
const LIMIT_MS = 60_000;

describe('copies of the bot started at once', () => {
  it(
    'on one database: exactly one runs, the others say why they do not, and nobody gets anything twice',
    async () => {
      const scene = await createScene({ readers: READERS, perSecond: PER_SECOND });
      const born = scene.start();
      await born.says('the bot is running');
      await end(born);
      const titles: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const title = `Piece of round ${round}`;
        titles.push(title);
        await scene.publish(title);
        const copies = Array.from({ length: COPIES }, () => scene.start());
        const codes = await Promise.all(
          copies.map((copy) => Promise.race([copy.exitCode, copy.says('the bot is running')])),
        );
        const losers = copies.filter((_, index) => codes[index] === 1);
        expect(losers).toHaveLength(COPIES - 1);
        for (const { output } of losers) {
          expect(output()).toContain('in use by another copy of this bot');
          expect(output()).toContain('Nothing was sent.');
        }
        await scene.allOver(titles.length, LIMIT_MS);
        for (const copy of copies) if (!losers.includes(copy)) await end(copy);
      }
      expectEachOnce(scene, scene.crowd, titles);
      expectPaceKept(scene.playground, PER_SECOND);
      tell({ rounds: ROUNDS, copies: COPIES, readers: READERS, ...scene.playground.pace });
    },
    2 * LIMIT_MS,
  );
});

describe('two bots with one token and a database each', () => {
  it('push nothing while both run, and the one that is left goes on by itself', async () => {
    const crowd = createCrowd(READERS);
    const world = await createWorld({
      personas: [...PERSONAS, ...crowd],
      prepare: (place) => subscribeCrowd(place, crowd),
    });
    const copy = await world.startCopy();
    const conflicts = () => world.logLines.filter((line) => line.includes('another program uses this token')).length;
    await expect.poll(conflicts, PATIENCE).toBeGreaterThan(1);

    await world.write('new.md', article('Piece one'));
    await Promise.all([world.check(), copy.checkNow()]);
    await expect.poll(conflicts, PATIENCE).toBeGreaterThan(5);
    expect(crowd.flatMap(({ id }) => receivedBy(world.playground, id, ['Piece one']))).toEqual([]);
    await copy.stop(0);
    await isOver(world, 'Piece one');
    expectEachOnce(world, crowd, ['Piece one']);
  });
});

async function end({ child, exitCode }: Program): Promise<void> {
  child.kill('SIGTERM');
  expect(await exitCode).toBe(0);
}
