import { describe, expect, it } from 'vitest';
import { createSenderBench, type SenderBench } from './sender-bench.ts';

async function announceMany(bench: SenderBench, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await bench.announce(id);
}

describe('articles that are too many to come one by one', () => {
  it('come as one message that counts for each of them', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1, 2);
    await announceMany(bench, 'a', 'b', 'c', 'd');
    bench.sender.start();
    const counts = { total: 2, sent: 2, open: 0 };
    expect(await bench.finish(4)).toMatchObject([counts, counts, counts, counts]);
    expect(bench.telegram.received).toHaveLength(2);
    for (const { text } of bench.telegram.received)
      expect(text.split(' ')[0]?.split('+').toSorted()).toEqual([...'abcd']);
  });

  it('are one message to settle when its answer is lost', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.telegram.fail(1, 'lost before', 'lost after');
    await announceMany(bench, 'a', 'b', 'c', 'd');
    bench.sender.start();
    expect((await bench.finish(4)).map(({ sent }) => sent)).toEqual([1, 1, 1, 1]);
    expect(bench.telegram.received).toHaveLength(1);
  });

  it('fail together, each with its reason', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.telegram.fail(1, { state: 'denied', reason: 'topic closed' });
    await announceMany(bench, 'a', 'b', 'c', 'd');
    bench.sender.start();
    for (const { id, failed } of await bench.finish(4)) {
      expect(failed).toBe(1);
      expect(await bench.store.announcements.reasons(id)).toEqual([
        { state: 'failed', reason: 'topic closed', count: 1 },
      ]);
    }
  });
});

describe('what the sender says to Telegram', () => {
  it('makes no sound where the reader wants none', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1, 2);
    await bench.store.preferences.set(1 as never, { silent: true }, bench.clock.now());
    await bench.announce('a');
    bench.sender.start();
    await bench.finish();
    expect(bench.telegram.received.map(({ chatId, silent }) => [chatId, silent]).toSorted()).toEqual([
      [1, true],
      [2, false],
    ]);
  });
});

describe('an answer that cannot be settled', () => {
  it.each([
    ['resend', { sent: 1, failed: 0 }, 2],
    ['leave', { sent: 0, failed: 1 }, 1],
  ] as const)('goes by the policy to %s', async (unsurePolicy, counts, messages) => {
    const bench = await createSenderBench({ unsurePolicy });
    await bench.subscribe(-1_000_777);
    bench.telegram.fail(-1_000_777, 'lost after');
    await bench.announce('a');
    bench.sender.start();
    const [announcement] = await bench.finish();
    expect(announcement).toMatchObject(counts);
    expect(bench.telegram.received).toHaveLength(messages);
    if (unsurePolicy === 'leave') {
      const [reason] = await bench.store.announcements.reasons(announcement?.id ?? (0 as never));
      expect(reason?.reason).toMatch(/^unsure/);
    }
  });
});
