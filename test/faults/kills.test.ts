import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Program } from '../e2e/program.ts';
import { answersTo, type Conversation, taggedArticles, talk, topicsOf, wishesOf } from './conversation.ts';
import { createCrowd } from './crowd.ts';
import { createScene, type Scene } from './running-bot.ts';
import { dice, size } from './scale.ts';
import { expectEachOnce, expectPaceKept, query, readLedger, receivedBy, tell } from './verdict.ts';

const KILLS = size(2, 50);
const READERS = size(20, 200);
const WRITERS = size(3, 12);
const PER_SECOND = 30;
const LONGEST_LIFE_MS = size(1_600, 2_000);
const LIMIT_MS = size(30_000, 180_000);
// One more would come as a digest.
const TITLES = size(['Piece one', 'Piece two'], ['Piece one', 'Piece two', 'Piece three']);

/** Kills the bot at random instants, from its start to the middle of its work; gives the last one, which lives. */
async function killAgainAndAgain(scene: Scene, first: Program): Promise<Program> {
  let program = first;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // A new article every few lives: instants fall into the check and the planning as well.
    const due = TITLES.findIndex((_, index) => Math.floor((index * KILLS) / TITLES.length) === kill);
    if (due >= 0) await scene.publish(TITLES[due] ?? '');
    await wait(dice('life', kill) * LONGEST_LIFE_MS);
    program.child.kill('SIGKILL');
    await program.exitCode;
    program = scene.start();
  }
  return program;
}

/** What was asked for is done, every command is answered, in order; gives how many answers came twice. */
function expectHeard({ playground, databasePath }: Scene, told: Conversation): number {
  expect(topicsOf(databasePath, told.id)).toEqual(wishesOf(told));
  const answers = answersTo(playground, told);
  expect(answers).toEqual(answers.toSorted((a, b) => a - b));
  expect([...new Set(answers)]).toEqual(told.commands.map((_, index) => index));
  return answers.length - told.commands.length;
}

/** Readers who write meanwhile; gives of how many articles the message was mistaken for another one. */
function countMissed({ playground, databasePath }: Scene, ids: readonly number[]): number {
  const received = ids.map((id) => receivedBy(playground, id, TITLES));
  expect(received.map((titles) => [...new Set(titles)])).toEqual(received);
  const ends = readLedger(databasePath).filter(({ chatId }) => ids.includes(chatId));
  expect(ends.every(({ state }) => state === 'sent')).toBe(true);
  return ids.length * TITLES.length - received.flat().length;
}

describe('a bot that is killed again and again', () => {
  it(
    'brings every reader each article once, and does what people ask for once and in order',
    async () => {
      const writers = createCrowd(WRITERS, 2_001);
      const scene = await createScene({ readers: READERS, perSecond: PER_SECOND, others: writers });
      for (const [name, text] of taggedArticles()) await writeFile(join(scene.folder, 'content', name), text);
      const born = scene.start();
      await born.says('the bot is running');

      const isOver = new AbortController();
      const [quiet, talkative] = [scene.crowd.slice(WRITERS), scene.crowd.slice(0, WRITERS).map(({ id }) => id)];
      const writing = [...writers.map(({ id }) => id), ...talkative].map((id) =>
        talk(scene.playground, id, isOver.signal),
      );
      const last = await killAgainAndAgain(scene, born);
      isOver.abort();
      await last.says('the bot is running');
      await scene.allOver(TITLES.length, LIMIT_MS);
      const waiting = 'select update_id from inbox where done_at is null';
      await expect.poll(() => query(scene.databasePath, waiting), { timeout: LIMIT_MS }).toEqual([]);

      const conversations = await Promise.all(writing);
      const repeated = conversations.map((told) => expectHeard(scene, told)).reduce((sum, each) => sum + each, 0);
      const missed = countMissed(scene, talkative);
      const commands = conversations.flatMap((told) => told.commands).length;
      const { pace } = scene.playground;
      tell({ kills: KILLS, readers: READERS, articles: TITLES.length, commands, repeated, missed, ...pace });
      // Only an answer that was given in the instant of a kill, and so is given again, can be taken for an article.
      expect(missed).toBeLessThanOrEqual(repeated);
      expectEachOnce(scene, quiet, TITLES);
      expectPaceKept(scene.playground, PER_SECOND);
    },
    2 * LIMIT_MS,
  );
});
