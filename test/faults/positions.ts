import { expect } from 'vitest';
import type { Fault, ScriptedCall } from '../../src/playground/faults.ts';
import { PERSONAS } from '../../src/playground/personas.ts';
import { createWorld, type World, type WorldOptions } from '../e2e/world.ts';
import { createCrowd, type Habits, subscribeCrowd } from './crowd.ts';
import { PASSING_FAULTS } from './fault-kinds.ts';
import { size } from './scale.ts';
import { query } from './verdict.ts';

const READERS = 9;
/** Which of the crowd's calls fails. */
export const POSITIONS = { first: 1, middle: 5, last: READERS };
export const crowd = createCrowd(READERS);
/** A chat that nobody is subscribed in yet. */
export const [home] = createCrowd(1, 9_001) as [ReturnType<typeof createCrowd>[number]];
export const PATIENCE = { timeout: 20_000, interval: 20 };

// One of each way in which things go on.
const QUICK_FAULTS: readonly string[] = ['a 429', 'a 500', 'a 502', 'a connection cut before the answer'];
export const passingFaults: [string, () => Fault][] = Object.entries(PASSING_FAULTS).filter(([name]) =>
  size(QUICK_FAULTS.includes(name), true),
);

/** A bot with a small crowd of readers of everything, whose author listens. */
export async function createCrowdedWorld(options: WorldOptions & { readonly habits?: Habits } = {}): Promise<World> {
  const { habits, ...rest } = options;
  const world = await createWorld({
    personas: [...PERSONAS, ...crowd, home],
    prepare: (place) => subscribeCrowd(place, crowd, () => habits ?? {}),
    delivery: { sendRate: 200 },
    ...rest,
  });
  await world.ada.ask('/start');
  return world;
}

/** The crowd's n-th call of a method fails; gives the chat it was about. */
export function failNth({ playground }: World, method: string, nth: number, fault: () => Fault): Promise<number> {
  let seen = 0;
  const struck = Promise.withResolvers<number>();
  playground.setFaults((call: ScriptedCall) => {
    const chatId = Number(call.payload.chat_id);
    if (call.method !== method || !crowd.some(({ id }) => id === chatId)) return undefined;
    seen += 1;
    if (seen !== nth) return undefined;
    struck.resolve(chatId);
    return fault();
  });
  return struck.promise;
}

/** Resolves when every reader of an article has got it or will not. */
export async function isOver({ databasePath }: World, title: string): Promise<void> {
  const text = `select state from announcements where title = '${title}'`;
  await expect.poll(() => query<{ state: string }>(databasePath, text)[0]?.state, PATIENCE).toBe('finished');
}
