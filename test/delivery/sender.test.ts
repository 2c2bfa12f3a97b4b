import { FormattedString } from '@grammyjs/parse-mode';
import { describe, expect, it } from 'vitest';
import { settle } from '../telegram/fake-clock.ts';
import { createSenderBench } from './sender-bench.ts';

const many = Array.from({ length: 40 }, (_, index) => index + 1);

describe('the sender', () => {
  it('brings an announcement to every subscriber once and says when it is finished', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.sender.start();
    await bench.announce('a');
    const [progress] = await bench.finish();
    expect(progress).toMatchObject({ total: 40, sent: 40, failed: 0, open: 0 });
    expect(bench.telegram.received.map(({ chatId }) => chatId).toSorted((a, b) => a - b)).toEqual(many);
  });

  it('keeps the pace and the order of each reader over several announcements', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many.slice(0, 10));
    for (const id of ['a', 'b', 'c']) await bench.announce(id);
    bench.sender.start();
    await bench.finish(3);
    for (const chat of many.slice(0, 10)) expect(bench.telegram.texts(chat)).toEqual(['a card', 'b card', 'c card']);
    const moments = bench.telegram.received.map(({ at }) => at);
    for (const from of moments) {
      expect(moments.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(30);
    }
  });

  it('rests without polling when nothing is due', async () => {
    const bench = await createSenderBench();
    bench.sender.start();
    await bench.clock.advance(60_000);
    expect(bench.clock.sleepers()).toBe(0);
  });

  it('says at once that an announcement without subscribers is finished', async () => {
    const bench = await createSenderBench();
    bench.sender.start();
    await settle();
    await bench.announce('a');
    await settle();
    expect(await bench.finished()).toMatchObject([{ total: 0 }]);
  });

  it('makes everybody wait after a 429 and loses nothing', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.telegram.fail(7, { state: 'wait', seconds: 30 }, { state: 'wait', seconds: 20 });
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 40, failed: 0 }]);
    // Calls that were under way already may still arrive in the very moment of the first refusal.
    const moments = bench.telegram.received.map(({ at }) => at).toSorted((a, b) => a - b);
    const gaps = moments.map((at, index) => at - (moments[index - 1] ?? 0));
    expect(gaps.filter((gap) => gap >= 20_000).length).toBeGreaterThanOrEqual(2);
    expect(gaps.filter((gap) => gap > 1_000 && gap < 20_000)).toEqual([]);
    expect(bench.telegram.calls()).toBe(42);
  });

  it('marks a reader who blocked the bot as gone, with preferences kept', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1, 2);
    bench.telegram.fail(1, { state: 'gone', reason: '403: Forbidden: bot was blocked by the user' });
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 1, gone: 1 }]);
    const reader = await bench.store.readers.get(1 as never);
    expect(reader).toMatchObject({ state: 'gone' });
    expect(await bench.store.subscriptions.list(1 as never)).toHaveLength(1);
  });

  it('follows a chat to its new id and sends again', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.telegram.fail(1, { state: 'moved', chatId: -1_000_777 });
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 1 }]);
    expect(bench.telegram.received.map(({ chatId }) => chatId)).toEqual([-1_000_777]);
    expect(await bench.store.readers.get(1 as never)).toBeUndefined();
  });

  it('does not follow a chat that is said to have moved to where it is', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.telegram.fail(1, { state: 'moved', chatId: 1 });
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 0, failed: 1 }]);
    expect(bench.telegram.received).toEqual([]);
  });

  it('steps down the ladder where a message is refused, and fails at its end', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1, 2, 3);
    const refused = (reason: string) => ({ state: 'refused', reason }) as const;
    bench.telegram.fail(1, refused('photo'));
    bench.telegram.fail(2, refused('photo'), refused('entities'));
    bench.telegram.fail(3, refused('photo'), refused('entities'), refused('length'));
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 2, failed: 1 }]);
    expect([1, 2, 3].flatMap(bench.telegram.texts)).toEqual(['a text', 'a plain']);
  });

  it('tries again with growing delays after certain failures, beyond the second time', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1, 2);
    const retry = { state: 'retry', reason: '500: Internal Server Error' } as const;
    bench.telegram.fail(1, retry, retry, retry);
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 2 }]);
    const [second, first] = bench.telegram.received;
    expect([second?.chatId, first?.chatId]).toEqual([2, 1]);
    expect(second?.at).toBeLessThan(1_000);
    // 5, 10 and 20 seconds.
    expect(first?.at).toBeGreaterThanOrEqual(35_000);
    expect(first?.at).toBeLessThan(40_000);
  });

  it('outlives half a day without network, then gives up with a reason', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    const retry = { state: 'retry', reason: 'ENOTFOUND' } as const;
    bench.telegram.fail(1, ...Array.from({ length: 100 }, () => retry));
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.advance(12 * 3_600_000);
    expect(await bench.finished()).toEqual([]);
    expect(await bench.finish()).toMatchObject([{ sent: 0, failed: 1 }]);
    expect(bench.telegram.calls()).toBe(40);
  });

  it('fails at once what no message could mend', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(1);
    bench.telegram.fail(1, { state: 'denied', reason: '400: Bad Request: CHAT_WRITE_FORBIDDEN' });
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ failed: 1 }]);
    expect(bench.telegram.calls()).toBe(1);
  });

  it('sends no article that has become invisible', async () => {
    const bench = await createSenderBench({ compose: async () => undefined });
    await bench.subscribe(1);
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ failed: 1 }]);
    expect(bench.telegram.calls()).toBe(0);
  });

  it('waits for an article whose file is missing for a while', async () => {
    let there = false;
    const card = { kind: 'text', text: new FormattedString('fine') } as const;
    const bench = await createSenderBench({ compose: async () => (there ? [card] : undefined) });
    await bench.subscribe(1);
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.advance(60_000);
    expect(await bench.finished()).toEqual([]);
    there = true;
    expect(await bench.finish()).toMatchObject([{ sent: 1, failed: 0 }]);
  });

  it('reports the end of an announcement even when the database was out of reach just then', async () => {
    const bench = await createSenderBench();
    const { ledger } = bench.store;
    const takeFinished = ledger.takeFinished;
    let locked = false;
    Object.assign(ledger, {
      takeFinished: async (now: Date) => {
        if (bench.telegram.received.length === 0 || locked) return takeFinished(now);
        locked = true;
        throw new Error('database is locked');
      },
    });
    await bench.subscribe(1);
    bench.sender.start();
    await bench.announce('a');
    expect(await bench.finish()).toMatchObject([{ sent: 1 }]);
  });

  it('goes on with others when one delivery cannot be composed', async () => {
    const bench = await createSenderBench({
      compose: async ({ chatId }) => {
        if (chatId === 1) throw new Error('a bug');
        return [{ kind: 'text', text: new FormattedString('fine') }];
      },
    });
    await bench.subscribe(1, 2);
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.telegram.received.length === 1);
    await bench.clock.advance(100);
    expect(bench.telegram.texts(2)).toEqual(['fine']);
    expect(await bench.store.ledger.nextDueAt()).toBeDefined();
  });

  it('stops without loss when Telegram refuses the token', async () => {
    const bench = await createSenderBench();
    await bench.subscribe(...many);
    bench.telegram.fail(3, { state: 'unauthorised', reason: '401: Unauthorized' });
    bench.sender.start();
    await bench.announce('a');
    await bench.clock.runUntil(() => bench.unauthorised.length > 0);
    await bench.clock.advance(60_000);
    expect(bench.unauthorised).toEqual(['401: Unauthorized']);
    const sent = bench.telegram.received.length;
    expect(sent).toBeLessThan(40);
    const next = await bench.crashAndRestart();
    next.sender.start();
    expect(await next.finish()).toMatchObject([{ sent: 40 }]);
    expect(new Set(bench.telegram.received.map(({ chatId }) => chatId)).size).toBe(40);
    expect(bench.telegram.received).toHaveLength(40);
  });
});
