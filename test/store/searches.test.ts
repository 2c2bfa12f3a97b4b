import { describe, expect, it } from 'vitest';
import { SEARCHES_KEPT } from '../../src/store/searches.ts';
import { at, chat, newStore, subscribe } from './new-store.ts';

describe('searches', () => {
  it('are found again by a short id, in their own chat only', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    await subscribe(store, 2);
    const query = `it's "quoted" ${'x'.repeat(4_000)} 🦊`;
    const id = await store.searches.remember(chat(1), 'articles', query, at(0));
    expect(id).toMatch(/^[a-z0-9]{8,10}$/);
    expect(await store.searches.get(id, chat(1))).toEqual({ kind: 'articles', query });
    expect(await store.searches.get(id, chat(2))).toBeUndefined();
    expect(await store.searches.get('nowhere', chat(1))).toBeUndefined();
  });

  it('keep their id for the same words, kind and chat', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    await subscribe(store, 2);
    const id = await store.searches.remember(chat(1), 'articles', 'css', at(0));
    expect(await store.searches.remember(chat(1), 'articles', 'css', at(1))).toBe(id);
    expect(await store.searches.remember(chat(1), 'tags', 'css', at(1))).not.toBe(id);
    expect(await store.searches.remember(chat(2), 'articles', 'css', at(1))).not.toBe(id);
  });

  it('make room for new ones, those not used for longest first', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    const ids: string[] = [];
    for (let n = 0; n < SEARCHES_KEPT; n++) {
      ids.push(await store.searches.remember(chat(1), 'articles', `words ${n}`, at(n)));
    }
    await store.searches.remember(chat(1), 'articles', 'words 0', at(100));
    await store.searches.remember(chat(1), 'articles', 'one more', at(101));
    const left = await Promise.all(ids.map((id) => store.searches.get(id, chat(1))));
    expect(left.map((search) => search !== undefined)).toEqual(ids.map((_, n) => n !== 1));
  });

  it('are kept even when the clock stands still or goes back', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    for (let n = 0; n <= SEARCHES_KEPT; n++) await store.searches.remember(chat(1), 'articles', `words ${n}`, at(50));
    const id = await store.searches.remember(chat(1), 'articles', 'earlier', at(1));
    expect(await store.searches.get(id, chat(1))).toBeDefined();
  });

  it('are listed by kind, the latest first', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    await subscribe(store, 2);
    for (const [minute, query] of ['css', 'kafka', 'css'].entries()) {
      await store.searches.remember(chat(1), 'articles', query, at(minute));
    }
    await store.searches.remember(chat(1), 'tags', 'py', at(4));
    expect(await store.searches.queries(chat(1), 'articles')).toEqual(['css', 'kafka']);
    expect(await store.searches.queries(chat(2), 'articles')).toEqual([]);
  });

  it('are pruned by their last use', async () => {
    const store = await newStore();
    await subscribe(store, 1);
    await store.searches.remember(chat(1), 'articles', 'old', at(1));
    const id = await store.searches.remember(chat(1), 'articles', 'new', at(2));
    expect(await store.searches.prune(at(2))).toBe(1);
    expect(await store.searches.get(id, chat(1))).toBeDefined();
  });

  it('survive an id that is taken already', async () => {
    const ids = ['aaaaaaaa', 'aaaaaaaa', 'bbbbbbbb'];
    const store = await newStore({ createSearchId: () => ids.shift() ?? 'cccccccc' });
    await subscribe(store, 1);
    expect(await store.searches.remember(chat(1), 'articles', 'one', at(0))).toBe('aaaaaaaa');
    expect(await store.searches.remember(chat(1), 'articles', 'two', at(0))).toBe('bbbbbbbb');
    expect(await store.searches.get('aaaaaaaa', chat(1))).toMatchObject({ query: 'one' });
  });
});
