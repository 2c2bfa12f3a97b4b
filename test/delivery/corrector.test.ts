import { FormattedString } from '@grammyjs/parse-mode';
import { describe, expect, it } from 'vitest';
import { createCorrector } from '../../src/delivery/corrector.ts';
import type { CorrectionKind, SentMessage } from '../../src/delivery/ports/corrections.ts';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import type { Failure } from '../../src/telegram/outcome.ts';
import { settle } from '../telegram/fake-clock.ts';
import { quiet } from './quiet.ts';
import { createSenderBench } from './sender-bench.ts';

const HOUR_MS = 3_600_000;

interface Arrangement {
  readonly readers?: number;
  /** More than three go out as a digest. */
  readonly articles?: readonly string[];
}

/** Messages that were sent, and a corrector that has not begun. */
async function arrange({ readers = 3, articles = ['a'] }: Arrangement = {}) {
  const bench = await createSenderBench();
  const { clock, telegram, store, pace } = bench;
  await bench.subscribe(...Array.from({ length: readers }, (_, index) => index + 1));
  const ids: AnnouncementId[] = [];
  for (const id of articles) ids.push(await bench.announce(id));
  bench.sender.start();
  await bench.finish(articles.length);
  await bench.sender.stop(0);

  const catalog = new Set(articles);
  const unauthorised: string[] = [];
  const text = (words: string): OutgoingMessage => ({ kind: 'text', text: new FormattedString(words) });
  const compose = async (sent: SentMessage) => {
    if (sent.articles.length === 0) throw new Error('nothing to compose');
    const left = sent.articles.filter(({ articleId }) => catalog.has(articleId)).map(({ articleId }) => articleId);
    return left.length === 0 ? undefined : [text(`${left.toSorted().join('+')} new`), text(`${left.join('+')} plain`)];
  };
  const open = (changed: { readonly edit?: typeof telegram.edit } = {}) =>
    createCorrector({
      ...{ corrections: store.corrections, compose, pace, clock, log: quiet },
      withdrawn: (_, count) => text(`withdrawn ${count}`),
      edit: telegram.edit,
      delete: telegram.delete,
      onUnauthorised: (reason) => unauthorised.push(reason),
      ...changed,
    });
  const begin = (kind: CorrectionKind, id = ids[0] as AnnouncementId) =>
    store.corrections.start(id, kind, { title: 'New', cardHash: 'new' }, clock.now());
  async function correct(kind: CorrectionKind, id?: AnnouncementId) {
    await begin(kind, id);
    const corrector = open();
    corrector.start();
    await clock.runUntil(async () => (await store.corrections.next(1)) === undefined);
    const stopped = corrector.stop(1_000);
    await clock.advance(2_000);
    await stopped;
    return telegram.changes.map(({ chatId, text }) => [chatId, text]);
  }
  return { ...bench, ids, catalog, unauthorised, open, begin, correct };
}

const failing = (count: number, failure: Failure) => Array.from({ length: count }, () => failure);

describe('the corrector', () => {
  it('edits every message that was sent, once', async () => {
    const bench = await arrange({ readers: 60 });
    const changes = await bench.correct('edit');
    expect(changes.map(([, text]) => text)).toEqual(Array.from({ length: 60 }, () => 'a new'));
    expect(new Set(changes.map(([chatId]) => chatId)).size).toBe(60);
    const ids = bench.telegram.received.map(({ id }) => id).toSorted((a, b) => a - b);
    expect(bench.telegram.changes.map(({ messageId }) => messageId).toSorted((a, b) => a - b)).toEqual(ids);
  });

  it('deletes what is retracted within Telegram’s window, and leaves a line in its place after it', async () => {
    const young = await arrange();
    await young.clock.advance(47.5 * HOUR_MS);
    expect(await young.correct('retract')).toEqual([1, 2, 3].map((chatId) => [chatId, undefined]));
    const old = await arrange();
    await old.clock.advance(47.9 * HOUR_MS);
    expect(await old.correct('retract')).toEqual([1, 2, 3].map((chatId) => [chatId, 'withdrawn 1']));
  });

  it('leaves the line where Telegram does not delete', async () => {
    const bench = await arrange();
    bench.telegram.failChanges({ state: 'denied', reason: "400: Bad Request: message can't be deleted for everyone" });
    const changes = await bench.correct('retract');
    expect(changes.map(([, text]) => text).toSorted()).toEqual(['withdrawn 1', undefined, undefined]);
  });

  it('leaves nothing in place of a message that its reader has deleted', async () => {
    const bench = await arrange();
    bench.telegram.failChanges({ state: 'missing', reason: '400: Bad Request: message to delete not found' });
    expect((await bench.correct('retract')).map(([, text]) => text)).toEqual([undefined, undefined]);
    expect(bench.telegram.calls()).toBe(3 + 3);
  });

  it('takes one article out of a digest, and the digest away with its last one', async () => {
    const bench = await arrange({ readers: 1, articles: ['a', 'b', 'c', 'd'] });
    bench.catalog.delete('a');
    expect(await bench.correct('retract', bench.ids[0])).toEqual([[1, 'b+c+d new']]);
    for (const id of ['b', 'c', 'd']) bench.catalog.delete(id);
    expect((await bench.correct('retract', bench.ids[1])).at(-1)).toEqual([1, undefined]);
  });

  it('takes a retracted article out of a digest even while it is in the catalogue', async () => {
    const bench = await arrange({ readers: 1, articles: ['a', 'b', 'c', 'd'] });
    expect(await bench.correct('retract', bench.ids[0])).toEqual([[1, 'b+c+d new']]);
  });

  it('takes back no message whose file is only missing', async () => {
    const bench = await arrange();
    bench.catalog.clear();
    expect(await bench.correct('edit')).toEqual([]);
  });

  it('steps down the ladder where Telegram refuses an edit', async () => {
    const bench = await arrange({ readers: 1 });
    bench.telegram.failChanges({ state: 'refused', reason: 'entities' });
    expect(await bench.correct('edit')).toEqual([[1, 'a plain']]);
  });

  it.each<[string, Failure]>([
    ['its reader has deleted', { state: 'missing', reason: '400: Bad Request: message to edit not found' }],
    ['lies in a chat that was left', { state: 'gone', reason: '403: Forbidden: bot was blocked by the user' }],
    ['may not be changed', { state: 'denied', reason: '400: Bad Request: not enough rights' }],
    ['is as it should be', { state: 'notModified' }],
  ])('goes on past a message that %s', async (_, failure) => {
    const bench = await arrange();
    bench.telegram.failChanges(failure);
    expect(await bench.correct('edit')).toHaveLength(2);
    expect(bench.telegram.calls()).toBe(3 + 3);
  });

  it('waits out a 429 together with everybody else', async () => {
    const bench = await arrange({ readers: 20 });
    const before = bench.clock.elapsedMs();
    bench.telegram.failChanges({ state: 'wait', seconds: 60 });
    expect(await bench.correct('edit')).toHaveLength(20);
    const late = bench.telegram.changes.filter(({ at }) => at > before + 1_000);
    expect(late.length).toBeGreaterThan(10);
    expect(Math.min(...late.map(({ at }) => at))).toBeGreaterThanOrEqual(before + 60_000);
  });

  it.each<[string, Failure]>([
    ['failing Telegram', { state: 'retry', reason: '500' }],
    ['lost answer', { state: 'unsure', reason: 'ECONNRESET' }],
  ])('tries again after a %s, a few times', async (_, failure) => {
    const bench = await arrange({ readers: 1 });
    bench.telegram.failChanges(...failing(4, failure));
    expect(await bench.correct('edit')).toEqual([[1, 'a new']]);
    bench.telegram.failChanges(...failing(5, failure));
    const calls = bench.telegram.calls();
    await bench.correct('edit');
    expect(bench.telegram.calls() - calls).toBe(5);
    expect(bench.telegram.changes).toHaveLength(1);
  });

  it('goes on after a restart where it was', async () => {
    const bench = await arrange({ readers: 60 });
    await bench.begin('edit');
    const first = bench.open();
    first.start();
    await bench.clock.runUntil(() => bench.telegram.changes.length >= 30);
    const stopped = first.stop(1_000);
    await bench.clock.advance(2_000);
    await stopped;
    const before = bench.telegram.changes.length;
    expect(before).toBeLessThan(50);
    await bench.clock.advance(10_000);
    expect(bench.telegram.changes).toHaveLength(before);
    const next = bench.open();
    next.start();
    await bench.clock.runUntil(async () => (await bench.store.corrections.next(1)) === undefined);
    void next.stop(0);
    expect(new Set(bench.telegram.changes.map(({ chatId }) => chatId)).size).toBe(60);
    // What was in flight beside the first that was not done may be edited again; all before it is not.
    expect(bench.telegram.changes.length).toBeLessThanOrEqual(60 + 4);
  });

  it('comes back to a message that was being tried again when it was stopped', async () => {
    const bench = await arrange();
    bench.telegram.failChanges({ state: 'retry', reason: '500' });
    await bench.begin('edit');
    const first = bench.open();
    first.start();
    await bench.clock.runUntil(() => bench.telegram.changes.length === 2);
    await first.stop(1_000);
    const next = bench.open();
    next.start();
    await bench.clock.runUntil(async () => (await bench.store.corrections.next(1)) === undefined);
    await next.stop(0);
    expect(new Set(bench.telegram.changes.map(({ chatId }) => chatId)).size).toBe(3);
  });

  it('has a handful of calls under way, and breaks them off when it is stopped', async () => {
    const bench = await arrange({ readers: 30 });
    await bench.begin('edit');
    let underWay = 0;
    const corrector = bench.open({
      edit: (_sent, _message, signal?: AbortSignal) => {
        underWay += 1;
        return new Promise((resolve) =>
          signal?.addEventListener('abort', () => resolve({ state: 'unsure', reason: 'aborted' })),
        );
      },
    });
    corrector.start();
    await bench.clock.advance(5_000);
    expect(underWay).toBe(4);
    const stopped = corrector.stop(3_000);
    await bench.clock.advance(4_000);
    await stopped;
    expect((await bench.store.corrections.next(100))?.messages).toHaveLength(30);
  });

  it('starts at a ring, and looks by itself for what had to wait', async () => {
    const bench = await arrange({ readers: 1 });
    const corrector = bench.open();
    corrector.start();
    await settle();
    await bench.begin('edit');
    corrector.wake();
    // A second after the push its chat takes the next message.
    await bench.clock.advance(1_100);
    expect(bench.telegram.changes).toHaveLength(1);
    await bench.begin('edit');
    await bench.clock.advance(11_000);
    expect(bench.telegram.changes).toHaveLength(2);
    await corrector.stop(0);
  });

  it('stops without loss when Telegram refuses the token', async () => {
    const bench = await arrange();
    await bench.begin('edit');
    bench.telegram.failChanges({ state: 'unauthorised', reason: '401: Unauthorized' });
    const corrector = bench.open();
    corrector.start();
    await bench.clock.advance(10_000);
    expect(bench.unauthorised).toEqual(['401: Unauthorized']);
    expect((await bench.store.corrections.next(100))?.messages).toHaveLength(3);
    await corrector.stop(0);
  });
});
