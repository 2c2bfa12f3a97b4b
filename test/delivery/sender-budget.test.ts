import { describe, expect, it } from 'vitest';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import type { Failure } from '../../src/telegram/outcome.ts';
import { createSenderBench, type SenderBench } from './sender-bench.ts';

const READERS = Array.from({ length: 120 }, (_, index) => index + 1);
const QUARTER_HOUR_MS = 15 * 60_000;

async function arrange(failures: number, fault: Failure, { perReader = 1 } = {}) {
  const bench = await createSenderBench();
  await bench.subscribe(...READERS);
  for (const chatId of READERS.slice(0, failures)) {
    bench.telegram.fail(chatId, ...Array.from({ length: perReader }, () => fault));
  }
  bench.sender.start();
  const id = await bench.announce('a');
  return { bench, id };
}

async function runUntilPaused({ clock, store }: SenderBench, id: AnnouncementId) {
  await clock.runUntil(async () => (await store.announcements.get(id))?.state === 'paused');
  return store.announcements.get(id);
}

describe('an announcement that fails too often', () => {
  it('by our fault is paused until its author resumes it', async () => {
    const reason = '400: Bad Request: BUTTON_DATA_INVALID';
    const { bench, id } = await arrange(120, { state: 'refused', reason }, { perReader: 3 });
    const paused = await runUntilPaused(bench, id);
    expect(paused?.pause).toEqual({ reason: 'faults', note: reason, resumeAt: undefined });
    await bench.clock.advance(2 * QUARTER_HOUR_MS);
    expect(bench.changes()).toBe(1);
    expect(await bench.store.announcements.get(id)).toMatchObject({ state: 'paused' });
    const calls = bench.telegram.calls();
    // A quarter of the readers are spent, not all of them; what was claimed by then has ended.
    expect(calls).toBeGreaterThanOrEqual(75);
    expect(calls).toBeLessThan(200);
    expect(await bench.sendingRows()).toBe(0);
  });

  it('by Telegram’s fault goes on by itself after a quarter of an hour', async () => {
    const { bench, id } = await arrange(30, { state: 'retry', reason: '500: Internal Server Error' });
    const paused = await runUntilPaused(bench, id);
    const resumeAt = new Date(bench.clock.now().getTime() + QUARTER_HOUR_MS);
    expect(paused?.pause).toEqual({ reason: 'faults', note: '500: Internal Server Error', resumeAt });
    const pausedAt = bench.clock.elapsedMs();
    expect(await bench.finish()).toMatchObject([{ sent: 120, failed: 0 }]);
    const later = bench.telegram.received.filter(({ at }) => at > pausedAt + 1_000).map(({ at }) => at);
    expect(Math.min(...later)).toBeGreaterThanOrEqual(pausedAt + QUARTER_HOUR_MS - 1_000);
    expect(new Set(bench.telegram.received.map(({ chatId }) => chatId)).size).toBe(120);
  });

  it.each<[string, Failure]>([
    ['readers who left', { state: 'gone', reason: '403: Forbidden: bot was blocked by the user' }],
    ['chats that let nothing in', { state: 'denied', reason: '400: Bad Request: CHAT_WRITE_FORBIDDEN' }],
    ['a message refused once and taken in plainer form', { state: 'refused', reason: 'photo' }],
  ])('is not stopped by %s', async (_, fault) => {
    const { bench } = await arrange(120, fault);
    await bench.finish();
    expect(bench.clock.elapsedMs()).toBeLessThan(15_000);
  });

  it('bears fewer faults than its budget', async () => {
    const { bench } = await arrange(24, { state: 'retry', reason: '500' });
    expect(await bench.finish()).toMatchObject([{ sent: 120 }]);
    expect(bench.clock.elapsedMs()).toBeLessThan(60_000);
  });

  it('does not stop another one', async () => {
    const { bench, id } = await arrange(40, { state: 'refused', reason: 'bad button' }, { perReader: 3 });
    await runUntilPaused(bench, id);
    await bench.announce('b');
    expect(await bench.finish()).toMatchObject([{ articleId: 'b', total: 120, open: 0 }]);
    expect(await bench.store.announcements.get(id)).toMatchObject({ state: 'paused' });
  });

  it('has its whole budget again when it goes on', async () => {
    const { bench, id } = await arrange(40, { state: 'refused', reason: 'bad button' }, { perReader: 3 });
    await runUntilPaused(bench, id);
    await bench.clock.advance(1_000);
    expect(await bench.store.announcements.resume(id)).toBe(true);
    bench.sender.wake();
    const [announcement] = await bench.finish();
    expect(announcement).toMatchObject({ sent: 80, failed: 40 });
  });

  it('tells of its end as of a change', async () => {
    const { bench } = await arrange(0, { state: 'retry', reason: '' });
    await bench.finish();
    expect(bench.changes()).toBe(1);
  });
});
