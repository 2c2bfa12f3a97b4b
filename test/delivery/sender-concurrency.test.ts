import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/telegram/pace.ts';
import { createFakeClock } from '../telegram/fake-clock.ts';
import { createSenderBench } from './sender-bench.ts';

const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** What somebody sends in that time who always has the next message at hand. */
async function paceAlone(perSecond: number, ms: number): Promise<number> {
  const clock = createFakeClock();
  const pace = createPace({ perSecond, clock });
  let sent = 0;
  for (const chatId of range((perSecond * ms) / 1_000 + 100)) {
    pace.take('push', chatId).then(
      () => {
        sent += 1;
      },
      () => undefined,
    );
  }
  await clock.advance(ms);
  pace.close();
  return sent;
}

describe('the sender', () => {
  it('lets a plainer message that waits for its chat hold up nobody else', async () => {
    const bench = await createSenderBench();
    const readers = range(60);
    await bench.subscribe(...readers);
    for (const chatId of readers) bench.telegram.fail(chatId, { state: 'refused', reason: 'photo' });
    await bench.announce('a');
    bench.sender.start();
    expect(await bench.finish()).toMatchObject([{ sent: 60 }]);
    expect(bench.clock.elapsedMs()).toBeLessThan(6_000);
  });

  it('makes no more of a reader’s articles overtake each other than one after the other', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...range(10));
    for (const id of ['a', 'b', 'c']) await bench.announce(id);
    bench.telegram.setLatency(300);
    bench.sender.start();
    await bench.finish(3);
    for (const chatId of range(10)) expect(bench.telegram.texts(chatId)).toEqual(['a card', 'b card', 'c card']);
  });
});

describe('the sender keeps the pace', () => {
  it.each([
    // Messages a second, latency, seconds, most rows under way.
    [30, 5, 5, 10],
    [30, 100, 15, 13],
    [1_000, 5, 1, 210],
    [1_000, 100, 1, 330],
  ])('of %i a second at a latency of %i ms', async (perSecond, latencyMs, seconds, most) => {
    const bench = await createSenderBench({ perSecond });
    bench.telegram.setLatency(latencyMs);
    await bench.subscribe(...range(perSecond * (seconds + 1)));
    await bench.announce('a');
    bench.sender.start();
    let rows = 0;
    for (let second = 0; second < seconds; second += 1) {
      await bench.clock.advance(1_000);
      rows = Math.max(rows, await bench.sendingRows());
    }
    const possible = await paceAlone(perSecond, seconds * 1_000 - latencyMs);
    expect(bench.telegram.received.length).toBeGreaterThanOrEqual(0.99 * possible);
    expect(rows).toBeLessThanOrEqual(most);
  });
});
