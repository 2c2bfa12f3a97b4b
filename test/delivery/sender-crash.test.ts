import { describe, expect, it } from 'vitest';
import { createSenderBench } from './sender-bench.ts';

const READERS = Array.from({ length: 6 }, (_, index) => index + 1);
// What brings six readers two articles: claims, calls and ends.
const STEPS = Array.from({ length: 28 }, (_, index) => index + 1);

describe('a process that dies', () => {
  it.each([
    ['before', false],
    ['after', true],
  ])('%s any of its steps loses nothing and repeats nothing', async (_, done) => {
    let died = 0;
    for (const step of STEPS) {
      const bench = await createSenderBench({ diesAt: { step, done } });
      await bench.subscribe(...READERS);
      await bench.announce('a');
      await bench.announce('b');
      bench.sender.start();
      await bench.finish(2);
      died += bench.isDead() ? 1 : 0;
      await bench.clock.advance(5_000);
      const next = await bench.crashAndRestart({});
      next.sender.start();
      const all = { total: 6, sent: 6, failed: 0, gone: 0, skipped: 0, open: 0 };
      expect(await next.finish(2)).toMatchObject([all, all]);
      for (const chatId of READERS) expect(bench.telegram.texts(chatId)).toEqual(['a card', 'b card']);
    }
    expect(died).toBe(STEPS.length);
  });
});
