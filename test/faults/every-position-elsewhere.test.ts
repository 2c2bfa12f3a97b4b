import { describe, expect, it } from 'vitest';
import { article } from '../e2e/world.ts';
import { REFUSAL } from './fault-kinds.ts';
import { createCrowdedWorld, crowd, failNth, isOver, PATIENCE, POSITIONS, passingFaults } from './positions.ts';
import { size } from './scale.ts';
import { expectEachOnce, query } from './verdict.ts';
import { createWarp } from './warp.ts';

const DAY_MS = 86_400_000;
const TITLES = ['Piece one', 'Piece two'];
// Pushes have had them all.
const faults = size(
  passingFaults.filter(([name]) => name === 'a connection cut before the answer'),
  passingFaults,
);
const positions = Object.entries(POSITIONS).filter(([name]) => size(name === 'middle', true));

describe.each(positions)('where the %s call fails', (_position, nth) => {
  it.each([...faults, ['a refusal', () => REFUSAL] as const])('by %s, a digest arrives once', async (_name, fault) => {
    const clock = createWarp();
    const world = await createCrowdedWorld({
      habits: { cadence: 'daily' },
      clock,
      telegram: { now: clock.now },
    });
    for (const title of TITLES) await world.write(`${title}.md`, article(title));
    await world.check();
    void failNth(world, 'sendMessage', nth, fault);
    clock.jump(DAY_MS);
    await world.check();
    for (const title of TITLES) await isOver(world, title);
    expectEachOnce(world, crowd, TITLES);
    const digests = crowd.map(
      ({ id }) => world.playground.person(id).messages.filter(({ from }) => from === 'bot').length,
    );
    expect(digests).toEqual(crowd.map(() => 1));
  });

  it.each([...faults, ['a refusal', () => REFUSAL] as const])(
    'by %s, a correction reaches every card, and a retraction takes every card back',
    async (_name, fault) => {
      const world = await createCrowdedWorld();
      const texts = () => crowd.map(({ id }) => cardOf(world.playground.person(id).messages));
      await world.write('piece.md', article('Piece with a slip'));
      await world.check();
      await isOver(world, 'Piece with a slip');

      void failNth(world, 'editMessageText', nth, fault);
      await world.write('piece.md', article('Piece without it'));
      await world.check();
      await expect.poll(texts, PATIENCE).toEqual(crowd.map(() => 'Piece without it'));

      void failNth(world, 'deleteMessage', nth, fault);
      await world.write('piece.md', article('Piece without it', { draft: 'true' }));
      await world.check();
      // A message that Telegram refuses to delete is replaced by a line.
      const isTakenBack = (text: string | undefined) => text === undefined || text.includes('withdrawn');
      await expect.poll(() => texts().every(isTakenBack), PATIENCE).toBe(true);
      expect(texts().filter((text) => text !== undefined).length).toBe(fault().kind === 'refused' ? 1 : 0);
    },
  );
});

function cardOf(messages: readonly { readonly from: string; readonly text: string }[]): string | undefined {
  return messages.find(({ from }) => from === 'bot')?.text.split('\n')[0];
}

describe('an answer to a person that fails', () => {
  it.each([
    ...faults,
    ['a refusal', () => REFUSAL] as const,
    ['a block', () => ({ kind: 'forbidden' }) as const] as const,
  ])('by %s leaves what was asked for done once, and the next ones answered', async (_name, fault) => {
    const world = await createCrowdedWorld();
    const person = world.playground.person(crowd[0]?.id ?? 0);
    await world.write('piece.md', article('Piece', { tags: '[kafka, python, go]', announce: 'false' }));
    await world.check();
    for (const [index, tag] of ['kafka', 'python', 'go'].entries()) {
      const struck = failNth(world, 'sendMessage', 1, fault);
      person.send(`/subscribe ${tag}`);
      await struck;
      world.playground.setFaults();
      const asked = person.send('/help');
      await person.waitForMessage(({ text }) => text.includes('/privacy'), { after: asked.id });
      const topics = query<{ topic: string }>(
        world.databasePath,
        `select topic from subscriptions where chat_id = ${person.persona.id} and topic <> 'all' order by created_at`,
      );
      expect(topics).toHaveLength(index + 1);
    }
    const isOpen = 'select update_id from inbox where done_at is null';
    await expect.poll(() => query(world.databasePath, isOpen), PATIENCE).toEqual([]);
  });
});
