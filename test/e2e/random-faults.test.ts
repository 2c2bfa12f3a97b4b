import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Persona } from '../../src/playground/chat-protocol.ts';
import type { Fault, FaultScript } from '../../src/playground/faults.ts';
import { AUTHOR, PERSONAS } from '../../src/playground/personas.ts';
import { article, createWorld } from './world.ts';

const TITLES = ['Fresh one', 'Fresh two'];
const SEED = 1;
const FAULTS_IN_A_HUNDRED = 30;

const readers: Persona[] = Array.from({ length: 40 }, (_, index) => ({
  id: 2001 + index,
  firstName: `Reader ${index + 1}`,
  username: `reader_${index + 1}`,
  languageCode: 'en',
  role: 'reader',
}));

const FAULTS: readonly (() => Fault)[] = [
  () => ({ kind: 'rate-limited', retryAfterSeconds: 1 }),
  () => ({ kind: 'server-error', status: 500, body: 'json' }),
  () => ({ kind: 'server-error', status: 502, body: 'html' }),
  () => ({ kind: 'server-error', status: 504, body: 'json' }),
  () => ({ kind: 'cut-before' }),
  () => ({ kind: 'cut-after' }),
  () => ({ kind: 'hang', until: wait(20) }),
  () => ({ kind: 'hang', until: wait(20), after: true }),
];

/** What happens to a reader's n-th push depends on the seed alone, however calls to several readers mix. */
function randomFaults(seed: number, onPush: (count: number) => void): FaultScript {
  const tries = new Map<unknown, number>();
  let pushes = 0;
  return ({ method, payload: { chat_id: chatId, text } }) => {
    const isPush = method === 'sendMessage' && TITLES.some((title) => String(text).startsWith(title));
    if (!isPush || chatId === AUTHOR.id) return undefined;
    const nth = tries.get(chatId) ?? 0;
    tries.set(chatId, nth + 1);
    pushes += 1;
    onPush(pushes);
    const [dice = 0, kind = 0] = createHash('sha256').update(`${seed} ${chatId} ${nth}`).digest();
    return dice % 100 < FAULTS_IN_A_HUNDRED ? FAULTS[kind % FAULTS.length]?.() : undefined;
  };
}

describe('two broadcasts through random faults and a restart', () => {
  it('bring every reader each article once', async () => {
    const world = await createWorld({
      files: { 'old.md': article('An old piece') },
      personas: [...PERSONAS, ...readers],
      delivery: { sendRate: 100 },
    });
    const people = readers.map(({ id }) => world.playground.person(id));
    await Promise.all([world.ada.ask('/start'), ...people.map((person) => person.ask('/subscribe all'))]);

    const midway = Promise.withResolvers<void>();
    world.playground.setFaults(randomFaults(SEED, (count) => count === readers.length && midway.resolve()));
    for (const title of TITLES) await world.write(`${title}.md`, article(title));
    await world.check();
    await midway.promise;
    await world.stopBot();
    await world.startBot();
    const ends = TITLES.map(
      (title) => () => world.ada.waitForMessage(({ text }) => text.startsWith(`${title}\nIt has reached`)),
    );
    for (const end of ends) expect((await end().catch(end)).text).toContain('40 of 40');

    const copies = people.map(({ messages }) =>
      TITLES.map((title) => messages.filter(({ from, text }) => from === 'bot' && text.startsWith(title)).length),
    );
    expect(copies).toEqual(readers.map(() => TITLES.map(() => 1)));
  }, 30_000);
});
