import { describe, expect, it } from 'vitest';
import type { Probe } from '../../src/telegram/probe-message.ts';
import { settle } from '../telegram/fake-clock.ts';
import type { Fault } from './fake-telegram.ts';
import { createSenderBench, type SenderBench } from './sender-bench.ts';

const many = Array.from({ length: 40 }, (_, index) => index + 1);

function hanging(): { readonly fault: Fault; readonly release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { fault: { hang: promise }, release: resolve };
}

function expectEverybodyOnce({ telegram }: SenderBench): void {
  expect(telegram.received.map(({ chatId }) => chatId).toSorted((a, b) => a - b)).toEqual(many);
}

describe('a lost answer', () => {
  it('is settled as sent when the message arrived', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.telegram.fail(5, 'lost after');
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 40 }]);
    expectEverybodyOnce(bench);
  });

  it('is settled as not sent when it did not, and then sent', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.telegram.fail(5, 'lost before');
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 40 }]);
    expectEverybodyOnce(bench);
  });

  it('twice for one reader is settled twice', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.telegram.fail(1, 'lost before', 'lost before', 'lost after');
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 1 }]);
    expect(bench.telegram.texts(1)).toEqual(['a card']);
  });

  it('for everybody at once leaves nobody out and reaches nobody twice', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.telegram.fail('anyone', ...many.map((chat): Fault => (chat % 2 === 0 ? 'lost after' : 'lost before')));
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 40 }]);
    expectEverybodyOnce(bench);
  });
});

describe('stop', () => {
  it('waits for calls under way, hands back what has not begun, and a restart brings the rest', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    const { fault, release } = hanging();
    bench.telegram.fail(1, fault);
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.telegram.received.length >= 4);
    let stopped = false;
    const stopping = bench.sender.stop(8_000).then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    release();
    await stopping;
    expect(bench.telegram.texts(1)).toEqual(['a card']);
    const before = bench.telegram.received.length;
    expect(before).toBeLessThan(20);

    const next = await bench.crashAndRestart();
    expect(await next.store.ledger.unsure(100)).toEqual([]);
    next.sender.start();
    expect(await next.finish()).toMatchObject([{ sent: 40 }]);
    expectEverybodyOnce(bench);
  });

  it('is over only when the end of each delivery is written', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    const disk = Promise.withResolvers<void>();
    const { ledger } = bench.store;
    const close = ledger.close;
    Object.assign(ledger, {
      close: async (...args: Parameters<typeof close>) => {
        await disk.promise;
        await close(...args);
      },
    });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.telegram.received.length === 1);
    let stopped = false;
    const stopping = bench.sender.stop(8_000).then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    disk.resolve();
    await stopping;
    expect(await bench.sendingRows()).toBe(0);
  });

  it('breaks off calls that outlast the grace and leaves them unsure', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.telegram.fail(1, hanging().fault);
    bench.sender.start();
    await bench.announce('a');
    await settle();
    expect(bench.telegram.calls()).toBe(1);
    const stopping = bench.sender.stop(8_000);
    await bench.clock.advance(8_000);
    await stopping;
    const next = await bench.crashAndRestart();
    expect(await next.store.ledger.unsure(100)).toHaveLength(1);
    next.sender.start();
    expect(await next.finish()).toMatchObject([{ sent: 1 }]);
    expect(bench.telegram.texts(1)).toEqual(['a card']);
  });

  it('waits for a question under way, and the next start asks it again', async () => {
    const question = Promise.withResolvers<Probe>();
    const options = { probe: () => question.promise };
    const bench = await createSenderBench(options);
    await bench.subscribe(1);
    bench.telegram.fail(1, 'lost after');
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.advance(3_000);
    let stopped = false;
    const stopping = bench.sender.stop(8_000).then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    question.resolve({ state: 'exists' });
    await stopping;
    const next = await bench.crashAndRestart();
    expect(await next.store.ledger.unsure(100)).toHaveLength(1);
    next.sender.start();
    expect(await next.finish()).toMatchObject([{ sent: 1 }]);
    expect(bench.telegram.texts(1)).toEqual(['a card']);
  });

  it('ends a pause at once, and stopping twice is fine', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.telegram.fail(1, { state: 'wait', seconds: 3_600 });
    bench.sender.start();
    await bench.announce('a');
    await settle();
    await bench.sender.stop(0);
    await bench.sender.stop(0);
    expect(bench.clock.elapsedMs()).toBe(0);
    expect(await bench.store.ledger.claim(1, bench.clock.now(), 0)).toHaveLength(1);
  });
});

describe('a crash', () => {
  it.each([
    ['before Telegram took the messages', 0],
    ['after Telegram took the messages', 1],
  ])('%s loses nothing and repeats nothing', async (_, taken) => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    await bench.announce('a');
    const claims = await bench.store.ledger.claim(8, bench.clock.now(), bench.messageIds.greatest());
    for (const claim of claims.slice(0, taken * 5)) {
      const message = { kind: 'text', text: { text: 'a card' } } as never;
      await bench.telegram.send(message, claim, new AbortController().signal);
    }
    const next = await bench.crashAndRestart();
    next.sender.start();
    expect(await next.finish()).toMatchObject([{ sent: 40, failed: 0 }]);
    expectEverybodyOnce(bench);
  });

  it('is not looked into before the updates that waited have been read', async () => {
    const caughtUp = Promise.withResolvers<void>();
    const bench = await createSenderBench({ caughtUp: caughtUp.promise });
    await bench.subscribe(1);
    await bench.announce('a');
    await bench.store.ledger.claim(1, bench.clock.now(), bench.messageIds.greatest());
    const next = await bench.crashAndRestart();
    next.sender.start();
    // The reader wrote while the bot was down; only the update tells whose message that is.
    const written = bench.telegram.write(1);
    await bench.clock.advance(4_000);
    next.messageIds.note(1, written);
    caughtUp.resolve();
    expect(await next.finish()).toMatchObject([{ sent: 1 }]);
    expect(bench.telegram.texts(1)).toEqual(['a card']);
  });

  it('waits for those updates a few seconds only', async () => {
    const bench = await createSenderBench({ caughtUp: new Promise(() => undefined) });
    await bench.subscribe(1);
    await bench.announce('a');
    bench.sender.start();
    await bench.finish();
    expect(bench.clock.elapsedMs()).toBeLessThan(6_000);
  });
});
