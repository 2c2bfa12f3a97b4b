import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/playground/faults.ts';
import { article, type World } from '../e2e/world.ts';
import { REFUSAL } from './fault-kinds.ts';
import { createCrowdedWorld, crowd, failNth, home, isOver, POSITIONS, passingFaults } from './positions.ts';
import { expectEachOnce, query, readLedger, receivedBy } from './verdict.ts';

const TITLES = Object.keys(POSITIONS).map((position) => `Piece that fails at the ${position}`);

/** Announces one article after another, each failing at its own position; gives the chats that were struck. */
async function broadcastThrough(world: World, fault: () => Fault): Promise<number[]> {
  const chats: number[] = [];
  for (const [index, nth] of Object.values(POSITIONS).entries()) {
    const title = TITLES[index] ?? '';
    const readersLost = fault().kind === 'forbidden' ? index : 0;
    const struck = failNth(world, 'sendMessage', nth - readersLost, fault);
    await world.write(`${title}.md`, article(title));
    await world.check();
    chats.push(await struck);
    await isOver(world, title);
    world.playground.setFaults();
  }
  return chats;
}

describe('a push that fails at the first, a middle and the last reader', () => {
  it.each(passingFaults)('by %s arrives once', async (_name, fault) => {
    const world = await createCrowdedWorld();
    await broadcastThrough(world, fault);
    expectEachOnce(world, crowd, TITLES);
  });

  it('because it is refused arrives once, as a plainer message', async () => {
    const world = await createCrowdedWorld();
    await broadcastThrough(world, () => REFUSAL);
    expectEachOnce(world, crowd, TITLES);
  });

  it('because the reader has blocked the bot is noted, and nothing more is sent there', async () => {
    const world = await createCrowdedWorld();
    const left = await broadcastThrough(world, () => ({ kind: 'forbidden' }));
    const live = crowd.filter(({ id }) => !left.includes(id));
    expectEachOnce(world, live, TITLES);
    const received = left.map((id) => receivedBy(world.playground, id, TITLES));
    expect(received).toEqual([[], TITLES.slice(0, 1), TITLES.slice(0, 2)]);
    const gone = readLedger(world.databasePath).filter(({ state }) => state === 'gone');
    expect(gone.map(({ chatId }) => chatId)).toEqual(left);
    expect(gone.every(({ reason }) => reason?.includes('blocked'))).toBe(true);
    const readers = query<{ id: number }>(world.databasePath, "select chat_id as id from readers where state = 'gone'");
    expect(readers.map(({ id }) => id)).toEqual(left.toSorted());
  });

  it.each(Object.entries(POSITIONS))('because the chat has moved follows it, at the %s one', async (_name, nth) => {
    const world = await createCrowdedWorld();
    world.playground.person(home.id).send('Hello');
    const [title = ''] = TITLES;
    const struck = failNth(world, 'sendMessage', nth, () => ({ kind: 'migrated', chatId: home.id }));
    await world.write('new.md', article(title));
    await world.check();
    const before = await struck;
    await isOver(world, title);
    expectEachOnce(world, [...crowd.filter(({ id }) => id !== before), home], [title]);
    expect(receivedBy(world.playground, before, [title])).toEqual([]);
  });

  it('because nobody pays for a paid broadcast goes out at the free pace', async () => {
    const world = await createCrowdedWorld({ delivery: { sendRate: 200, paidBroadcast: true } });
    await broadcastThrough(world, () => ({ kind: 'no-stars' }));
    expectEachOnce(world, crowd, TITLES);
  });
});
