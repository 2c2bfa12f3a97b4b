import { describe, expect, it } from 'vitest';
import type { ChatId } from '../../src/delivery/ports/ids.ts';
import { settle } from '../telegram/fake-clock.ts';
import { createSenderBench, type SenderBench } from './sender-bench.ts';

const many = Array.from({ length: 40 }, (_, index) => index + 1);

async function everybodyStops({ store, clock, telegram }: SenderBench): Promise<number> {
  for (const chatId of many) await store.readers.setState(chatId as ChatId, 'stopped', clock.now());
  return telegram.received.length;
}

describe('a long pause', () => {
  it('asked for by Telegram hands back what waits, so that who stops meanwhile gets nothing', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.telegram.fail(9, { state: 'wait', seconds: 60 });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.pace.pausedForMs() > 0);
    await bench.clock.advance(2_000);
    expect(await bench.sendingRows()).toBe(0);
    const before = await everybodyStops(bench);
    expect(await bench.finish()).toMatchObject([{ sent: before, skipped: 40 - before }]);
    expect(bench.telegram.received).toHaveLength(before);
  });

  it('that somebody else was asked for hands it back as well', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.telegram.received.length === 10);
    bench.pace.pause(60);
    await bench.clock.advance(2_000);
    expect(await bench.sendingRows()).toBe(0);
    await everybodyStops(bench);
    const arrived = bench.telegram.received.length;
    await bench.clock.advance(120_000);
    expect(bench.telegram.received).toHaveLength(arrived);
  });

  it('of a few seconds is waited out with what is claimed', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.telegram.fail(9, { state: 'wait', seconds: 3 });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.pace.pausedForMs() > 0);
    await bench.clock.advance(2_000);
    expect(await bench.sendingRows()).toBeGreaterThan(0);
    expect(await bench.finish()).toMatchObject([{ sent: 40 }]);
  });

  it('before a slot sends a claim back that has waited half a minute for its turn', async () => {
    const bench = await createSenderBench({ perSecond: 10 });
    await bench.subscribe(1);
    // The reader's chat has had so much that it is not this one's turn for a while.
    const replies = Array.from({ length: 45 }, () => bench.pace.take('reply', 1));
    await bench.clock.advance(5_000);
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.advance(10_000);
    await bench.store.readers.setState(1 as ChatId, 'stopped', bench.clock.now());
    expect(await bench.finish()).toMatchObject([{ sent: 0, skipped: 1 }]);
    await Promise.all(replies);
    expect(bench.telegram.received).toEqual([]);
  });
});

describe('on hold', () => {
  it('nothing is claimed or sent, and calls under way end', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    const hanging = Promise.withResolvers<void>();
    bench.telegram.fail(1, { hang: hanging.promise });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.telegram.received.length === 10);
    bench.sender.hold(60_000);
    await settle();
    hanging.resolve();
    await bench.clock.advance(59_000);
    expect(bench.telegram.received).toHaveLength(11);
    expect(bench.telegram.texts(1)).toEqual(['a card']);
    expect(await bench.sendingRows()).toBe(0);
    expect(await bench.finish()).toMatchObject([{ sent: 40 }]);
  });

  it('it stays for the longest that was asked for', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.sender.start();
    bench.sender.hold(30_000);
    bench.sender.hold(5_000);
    await bench.announce('a');
    await bench.clock.advance(29_000);
    expect(bench.telegram.received).toEqual([]);
    bench.sender.hold(30_000);
    await bench.clock.advance(29_000);
    expect(bench.telegram.received).toEqual([]);
    await bench.finish();
    expect(bench.clock.elapsedMs()).toBeLessThan(61_000);
  });

  it('it sends nothing of what is just being claimed', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    const { ledger } = bench.store;
    const claim = ledger.claim;
    Object.assign(ledger, {
      claim: async (...args: Parameters<typeof claim>) => {
        const claims = await claim(...args);
        if (claims.length > 0) bench.sender.hold(60_000);
        return claims;
      },
    });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.advance(50_000);
    expect(bench.telegram.received).toEqual([]);
    expect(await bench.sendingRows()).toBe(0);
  });
});
