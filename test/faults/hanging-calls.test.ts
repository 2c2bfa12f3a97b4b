import { describe, expect, it } from 'vitest';
import { article } from '../e2e/world.ts';
import { createCrowdedWorld, crowd } from './positions.ts';
import { isFull } from './scale.ts';
import { expectEachOnce, query } from './verdict.ts';

const TITLE = 'Piece one';
/** Which calls are never answered, and whether Telegram takes them. */
const HANGING = new Map([
  [1, { taken: true }],
  [2, { taken: false }],
  [4, { taken: true }],
  [5, { taken: false }],
  [8, { taken: false }],
  [9, { taken: true }],
]);
const LIMIT_MS = 120_000;

// The client gives a call half a minute of real time.
describe.runIf(isFull)('calls that Telegram never answers', () => {
  it(
    'at the first, a middle and the last reader, taken or not, arrive once',
    async () => {
      const world = await createCrowdedWorld();
      const never = new Promise(() => undefined);
      let seen = 0;
      world.playground.setFaults(({ method, payload: { chat_id: chatId } }) => {
        if (method !== 'sendMessage' || !crowd.some(({ id }) => id === chatId)) return undefined;
        seen += 1;
        const hanging = HANGING.get(seen);
        return hanging && { kind: 'hang', until: never, after: hanging.taken };
      });
      await world.write('new.md', article(TITLE));
      await world.check();
      const unfinished = "select id from announcements where state <> 'finished'";
      await expect.poll(() => query(world.databasePath, unfinished), { timeout: LIMIT_MS }).toEqual([]);
      expectEachOnce(world, crowd, [TITLE]);
    },
    2 * LIMIT_MS,
  );
});
