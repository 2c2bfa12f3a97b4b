import { describe, expect, it } from 'vitest';
import type { Fault } from './fake-telegram.ts';
import { createSenderBench } from './sender-bench.ts';

const READERS = Array.from({ length: 12 }, (_, index) => index + 1);
const reason = 'of whatever kind';

/** What the fault makes of the reader it meets; everybody else has the article once. */
interface Expectation {
  readonly fault: Fault;
  readonly counts: { readonly sent: number; readonly failed: number; readonly gone: number };
}

const lives = { sent: 12, failed: 0, gone: 0 };
const CLASSES: readonly (readonly [string, Expectation])[] = [
  ['a short wait', { fault: { state: 'wait', seconds: 2 }, counts: lives }],
  ['a long wait', { fault: { state: 'wait', seconds: 600 }, counts: lives }],
  ['a reader who left', { fault: { state: 'gone', reason }, counts: { sent: 11, failed: 0, gone: 1 } }],
  ['a chat that moved', { fault: { state: 'moved', chatId: -1_000_777 }, counts: lives }],
  ['a chat that lets nothing in', { fault: { state: 'denied', reason }, counts: { sent: 11, failed: 1, gone: 0 } }],
  ['a refused message', { fault: { state: 'refused', reason }, counts: lives }],
  ['a message that is missing', { fault: { state: 'missing', reason }, counts: lives }],
  ['a message not modified', { fault: { state: 'notModified' }, counts: lives }],
  ['a conflict', { fault: { state: 'conflict', reason }, counts: lives }],
  ['a failure of Telegram', { fault: { state: 'retry', reason }, counts: lives }],
  ['a lost answer to a message that arrived', { fault: 'lost after', counts: lives }],
  ['a lost answer to a message that did not', { fault: 'lost before', counts: lives }],
];
const POSITIONS = [
  ['first', 0],
  ['middle', 6],
  ['last', 11],
] as const;
const TABLE = CLASSES.flatMap(([name, expectation]) =>
  POSITIONS.map(([place, index]) => ({ name, place, index, ...expectation })),
);

describe('in a broadcast', () => {
  it.each(TABLE)('$name at the $place message leaves nobody out and reaches nobody twice', async (row) => {
    const { fault, index, counts } = row;
    const bench = await createSenderBench();
    const { telegram } = bench;
    await bench.subscribe(...READERS);
    const met = READERS[index] ?? 0;
    telegram.fail(met, fault);
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ total: 12, open: 0, skipped: 0, ...counts }]);

    const arrived = telegram.received.map(({ chatId }) => (chatId === -1_000_777 ? met : chatId));
    const reached = counts.sent === 12 ? READERS : READERS.filter((chatId) => chatId !== met);
    expect(arrived.toSorted((a, b) => a - b)).toEqual(reached);
    const left = await bench.store.readers.get(met as never);
    if (counts.gone === 1) expect(left).toMatchObject({ state: 'gone' });
    else if (left !== undefined) expect(left).toMatchObject({ state: 'active' });
  });

  it.each(POSITIONS)('a refused token at the %s message loses nothing', async (_, index) => {
    const bench = await createSenderBench();
    await bench.subscribe(...READERS);
    bench.telegram.fail(READERS[index] ?? 0, { state: 'unauthorised', reason });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.unauthorised.length > 0);
    await bench.clock.advance(1_000);
    expect(await bench.sendingRows()).toBe(0);
    const next = await bench.crashAndRestart();
    next.sender.start();
    expect(await next.finish()).toMatchObject([{ total: 12, ...lives }]);
    expect(bench.telegram.received.map(({ chatId }) => chatId).toSorted((a, b) => a - b)).toEqual(READERS);
  });

  it.each(POSITIONS)('a call that hangs at the %s message holds up nobody else', async (_, index) => {
    const bench = await createSenderBench();
    await bench.subscribe(...READERS);
    const met = READERS[index] ?? 0;
    const hanging = Promise.withResolvers<void>();
    bench.telegram.fail(met, { hang: hanging.promise });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.advance(5_000);
    expect(bench.telegram.received).toHaveLength(11);
    expect(await bench.sendingRows()).toBe(1);
    hanging.resolve();
    expect(await bench.finish()).toMatchObject([{ ...lives }]);
    expect(bench.telegram.texts(met)).toEqual(['a card']);
  });

  it('many calls that hang at once hold up nobody else', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...READERS, ...READERS.map((chatId) => chatId + 100));
    for (const chatId of READERS) bench.telegram.fail(chatId, { hang: new Promise(() => undefined) });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.advance(10_000);
    expect(bench.telegram.received).toHaveLength(12);
  });
});
