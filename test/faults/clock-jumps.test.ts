import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/playground/faults.ts';
import { PERSONAS } from '../../src/playground/personas.ts';
import { article, createWorld } from '../e2e/world.ts';
import { createCrowd, subscribeCrowd } from './crowd.ts';
import { PASSING_FAULTS } from './fault-kinds.ts';
import { isOver } from './positions.ts';
import { dice, pick, size } from './scale.ts';
import { expectEachOnce } from './verdict.ts';
import { createWarp } from './warp.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const READERS = size(40, 300);
const TITLES = ['Piece one', 'Piece two'];
const faults: readonly (() => Fault)[] = Object.values(PASSING_FAULTS);

const JUMPS: readonly [string, readonly number[]][] = [
  ['a day forward', [DAY_MS]],
  ['an hour back', [-HOUR_MS]],
  ['a day forward and an hour back, again and again', [DAY_MS, -HOUR_MS, DAY_MS, -HOUR_MS]],
  ['a year back', [-365 * DAY_MS]],
];

describe.each(JUMPS.slice(0, size(3, JUMPS.length)))('a clock that is set %s', (_name, jumps) => {
  it('in the middle of a broadcast full of faults loses and doubles nothing', async () => {
    const clock = createWarp();
    const crowd = createCrowd(READERS);
    const world = await createWorld({
      personas: [...PERSONAS, ...crowd],
      clock,
      delivery: { sendRate: 200 },
      prepare: (place) => subscribeCrowd(place, crowd),
    });
    const due = [...jumps];
    let pushes = 0;
    world.playground.setFaults(({ method, payload: { chat_id: chatId } }) => {
      if (method !== 'sendMessage') return undefined;
      pushes += 1;
      if (pushes % Math.floor(READERS / 4) === 0) clock.jump(due.shift() ?? 0);
      return dice('faults', chatId, pushes) < 0.1 ? pick(faults, 'kind', chatId, pushes)() : undefined;
    });
    for (const title of TITLES) await world.write(`${title}.md`, article(title));
    await world.check();
    for (const title of TITLES) await isOver(world, title);
    expect(due).toEqual([]);
    expectEachOnce(world, crowd, TITLES);
  });
});

describe('a clock that is set while digests wait', () => {
  it.each<[string, readonly number[]]>([
    ['a day ahead, as when a machine wakes up', [DAY_MS]],
    ['a day ahead and back again', [DAY_MS, -DAY_MS, DAY_MS]],
    ['an hour back, before a day passes', [-HOUR_MS, DAY_MS + HOUR_MS]],
    ['two weeks ahead', [14 * DAY_MS]],
  ])('%s brings each reader every article once', async (_name, jumps) => {
    const clock = createWarp();
    const crowd = createCrowd(READERS);
    const world = await createWorld({
      personas: [...PERSONAS, ...crowd],
      clock,
      delivery: { sendRate: 200 },
      prepare: (place) => subscribeCrowd(place, crowd, ({ id }) => ({ cadence: 'daily', digestHour: id % 24 })),
    });
    for (const title of TITLES) await world.write(`${title}.md`, article(title));
    await world.check();
    for (const jump of jumps) {
      clock.jump(jump);
      await world.check();
    }
    for (const title of TITLES) await isOver(world, title);
    expectEachOnce(world, crowd, TITLES);
  });
});
