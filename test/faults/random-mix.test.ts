import { describe, expect, it } from 'vitest';
import type { Fault, FaultScript } from '../../src/playground/faults.ts';
import { AUTHOR, PERSONAS } from '../../src/playground/personas.ts';
import { article, createWorld } from '../e2e/world.ts';
import { createCrowd, subscribeCrowd } from './crowd.ts';
import { PASSING_FAULTS, REFUSAL } from './fault-kinds.ts';
import { dice, pick, size } from './scale.ts';
import { expectEachOnce, query, readLedger, receivedBy, tell } from './verdict.ts';

const READERS = size(100, 10_000);
const TITLES = ['Piece one', 'Piece two'];
const FAULTS = 0.1;
const LEAVERS = size(0.05, 0.02);
const WAITS_KEPT = size(1, 0.1);
const LIMIT_MS = size(60_000, 300_000);

const kinds: readonly (() => Fault)[] = [...Object.values(PASSING_FAULTS), () => REFUSAL];

function isLeaver(id: number): boolean {
  return dice('leaves', id) < LEAVERS;
}

/** What happens to the n-th call about a chat depends on the seed alone, however calls about several chats mix. */
function randomFaults(count: () => void): FaultScript {
  const calls = new Map<string, number>();
  return ({ method, payload: { chat_id: chatId, entities } }) => {
    if (method === 'getUpdates') return undefined;
    const key = `${method} ${chatId}`;
    const nth = calls.get(key) ?? 0;
    calls.set(key, nth + 1);
    if (method === 'sendMessage' && isLeaver(Number(chatId))) return { kind: 'forbidden' };
    if (dice('faults', key, nth) >= FAULTS) return undefined;
    const fault = pick(kinds, 'kind', key, nth)();
    // Each one lowers the pace for minutes, so among twenty thousand calls they are the rarer kind.
    if (fault.kind === 'rate-limited' && dice('rare', key, nth) >= WAITS_KEPT) return undefined;
    // Telegram finds no fault with the formatting of what has none, and the author's messages have no plainer form.
    const isAuthor = Number(chatId) === AUTHOR.id;
    if (fault === REFUSAL && (isAuthor || !hasEntities(entities))) return undefined;
    count();
    return fault;
  };
}

describe('a broadcast through faults of every kind', () => {
  it(
    'brings every reader each article once and in order, and notes who left',
    async () => {
      const crowd = createCrowd(READERS);
      const world = await createWorld({
        personas: [...PERSONAS, ...crowd],
        delivery: { sendRate: 300 },
        prepare: (place) => subscribeCrowd(place, crowd),
      });
      await world.ada.ask('/start');
      let happened = 0;
      world.playground.setFaults(randomFaults(() => (happened += 1)));
      for (const title of TITLES) await world.write(`${title}.md`, article(title));
      await world.check();
      await expect.poll(() => openRows(world.databasePath), { timeout: LIMIT_MS, interval: 200 }).toBe(0);

      const [left, live] = [crowd.filter(({ id }) => isLeaver(id)), crowd.filter(({ id }) => !isLeaver(id))];
      expectEachOnce(world, live, TITLES);
      expect(left.flatMap(({ id }) => receivedBy(world.playground, id, TITLES))).toEqual([]);
      const gone = query<{ id: number }>(world.databasePath, "select chat_id as id from readers where state = 'gone'");
      expect(gone.map(({ id }) => id).toSorted()).toEqual(left.map(({ id }) => id).toSorted());
      const ends = Object.groupBy(readLedger(world.databasePath), ({ state }) => state);
      expect(ends.gone ?? []).toHaveLength(left.length * TITLES.length);
      expect(happened).toBeGreaterThan(READERS * FAULTS);
      const unsure = world.logLines.filter((line) => line.includes('cannot be settled')).length;
      expect(unsure).toBe(0);
      tell({ readers: READERS, articles: TITLES.length, faults: happened, left: left.length, unsure });
      const report = await world.ada.waitForMessage(({ text }) => text.startsWith(`Piece two\nIt has reached`));
      expect(report.text).toContain(`${live.length.toLocaleString('en')} of ${READERS.toLocaleString('en')}`);
    },
    LIMIT_MS + 60_000,
  );
});

function hasEntities(entities: unknown): boolean {
  return Array.isArray(entities) && entities.length > 0;
}

function openRows(databasePath: string): number {
  const [row] = query<{ open: number }>(
    databasePath,
    "select count(*) as open from deliveries where state in ('pending', 'sending')",
  );
  return row?.open ?? 0;
}
