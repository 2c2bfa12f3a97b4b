import { describe, expect, it } from 'vitest';
import { claimAll, close, sent } from './claims.ts';
import { announce, article, at, newStore, subscribe, tag } from './new-store.ts';

describe('announce', () => {
  it('remembers the article and begins without deliveries', async () => {
    const { announcements, articles, ledger } = await newStore();
    const id = await announcements.announce(article('a', 'css'), 'approval', at(1));
    expect(await announcements.latest(10)).toEqual([
      {
        id,
        articleId: 'a',
        title: 'Title a',
        state: 'approval',
        silent: false,
        startedAt: at(1),
        opensAt: undefined,
        finishedAt: undefined,
        pause: undefined,
        total: 0,
        sent: 0,
        failed: 0,
        gone: 0,
        skipped: 0,
        open: 0,
        nextDueAt: undefined,
      },
    ]);
    expect(await articles.known()).toMatchObject([{ id: 'a', key: 'key-a', contentHash: 'hash-a' }]);
    expect(await ledger.claim(10, at(2), 0)).toEqual([]);
  });

  it('announces an article once, whatever became of it', async () => {
    const { announcements, articles } = await newStore();
    const id = await announcements.announce(article('a', 'css'), 'held', at(1));
    if (id === undefined) throw new Error('the article was known');
    await announcements.dismiss([id], at(2));
    const edited = { ...article('a', 'css'), contentHash: 'edited' };
    expect(await announcements.announce(edited, 'planning', at(3))).toBeUndefined();
    expect(await announcements.announced()).toHaveLength(1);
    expect(await articles.known()).toMatchObject([{ contentHash: 'hash-a' }]);
  });

  it('takes an article that was remembered before', async () => {
    const { announcements, articles } = await newStore();
    await articles.remember([article('a', 'css')], at(0));
    expect(await announcements.announce(article('a', 'css'), 'planning', at(1))).toBeDefined();
  });
});

describe('amend', () => {
  it('makes one that waits follow its article, topics and all', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css');
    await subscribe(store, 2, 'html');
    const id = await store.announcements.announce(article('a', 'css'), 'held', at(1));
    if (id === undefined) throw new Error('the article was known');
    const edited = { title: 'Better', cardHash: 'new', tagKeys: [tag('html'), tag('go')], watches: [] };
    expect(await store.announcements.amend(id, edited)).toBe(true);
    expect(await store.announcements.announced()).toMatchObject([{ cardHash: 'new' }]);
    expect(await store.announcements.get(id)).toMatchObject({ title: 'Better' });
    expect(await store.announcements.audience(id)).toBe(1);
    await store.announcements.publish([id], false);
    expect(await store.announcements.amend(id, { ...edited, title: 'Too late' })).toBe(false);
    expect(await store.announcements.get(id)).toMatchObject({ title: 'Better', state: 'planning' });
  });
});

describe('what is shown of an announcement', () => {
  it('counts how its deliveries ended, and why they did not arrive', async () => {
    const store = await newStore();
    for (const id of [1, 2, 3, 4, 5, 6]) await subscribe(store, id, 'css');
    const id = await announce(store, article('a', 'css'), at(1));
    await store.readers.setState(await subscribe(store, 6), 'stopped', at(1));
    const [one, two, three, four] = await claimAll(store);
    if (!one || !two || !three || !four) throw new Error('more were due');
    await close(store, [one], sent(7));
    await close(store, [two, three], { state: 'failed', reason: 'too long' });
    await close(store, [four], { state: 'gone', reason: 'blocked' });
    const shown = { total: 6, sent: 1, failed: 2, gone: 1, skipped: 1, open: 1, nextDueAt: undefined };
    expect(await store.announcements.get(id)).toMatchObject(shown);
    expect(await store.announcements.reasons(id)).toMatchObject([
      { state: 'failed', reason: 'too long', count: 2 },
      { state: 'gone', reason: 'blocked', count: 1 },
      { state: 'skipped', count: 1 },
    ]);
  });

  it('gives the twenty most frequent reasons', async () => {
    const store = await newStore();
    for (let id = 1; id <= 22; id++) await subscribe(store, id, 'css');
    const id = await announce(store, article('a', 'css'), at(1));
    for (const [index, claim] of (await claimAll(store)).entries())
      await close(store, [claim], { state: 'failed', reason: `reason ${Math.max(index, 1)}` });
    const reasons = await store.announcements.reasons(id);
    expect(reasons).toHaveLength(20);
    expect(reasons[0]).toEqual({ state: 'failed', reason: 'reason 1', count: 2 });
  });

  it('tells when the next delivery is due, push or digest', async () => {
    const store = await newStore();
    await subscribe(store, 1, 'css', 'html');
    await store.subscriptions.setCadence(await subscribe(store, 2, 'css'), tag('css'), 'daily', at(0));
    const both = await announce(store, article('a', 'css'), at(1));
    const push = await announce(store, article('b', 'html'), at(2));
    expect(await store.announcements.get(both)).toMatchObject({ nextDueAt: at(1) });
    expect(await store.announcements.get(push)).toMatchObject({ nextDueAt: at(2) });
    for (const claim of await claimAll(store, 3)) await close(store, [claim], sent(7), 3);
    expect(await store.announcements.get(both)).toMatchObject({ open: 1, nextDueAt: at(9 * 60) });
  });

  it('lists the newest first, those in a state the oldest first', async () => {
    const store = await newStore();
    const { announcements } = store;
    for (const name of ['a', 'b', 'c']) await announcements.announce(article(name), 'held', at(1));
    const last = await announcements.announce(article('d'), 'approval', at(2));
    expect((await announcements.latest(2)).map(({ articleId }) => articleId)).toEqual(['d', 'c']);
    expect((await announcements.inState('approval', 'held')).map(({ articleId }) => articleId)).toEqual([...'abcd']);
    expect((await announcements.inState('approval')).map(({ id }) => id)).toEqual([last]);
    expect(await announcements.inState()).toEqual([]);
    expect(await announcements.get(99 as never)).toBeUndefined();
  });

  it('says whether an announcement reached anybody, or is to', async () => {
    const store = await newStore();
    const { announcements } = store;
    const reached = async () => (await announcements.announced()).map((row) => [row.articleId, row.reached]);
    await announce(store, article('nobody', 'css'), at(1));
    await subscribe(store, 1, 'css');
    const got = await announce(store, article('got', 'css'), at(2));
    expect(await reached()).toEqual([
      ['nobody', false],
      ['got', true],
    ]);
    await announcements.cancel(got, at(3));
    expect((await reached())[1]).toEqual(['got', false]);
    const late = await announce(store, article('late', 'css'), at(3));
    await close(store, await claimAll(store, 4), sent(7), 4);
    await announcements.cancel(late, at(5));
    expect((await reached())[2]).toEqual(['late', true]);
  });
});
