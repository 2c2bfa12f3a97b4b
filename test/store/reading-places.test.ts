import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { articleId, at, chat, newStore, subscribe } from './new-store.ts';

const ME = chat(1);
const A = articleId('a');
const B = articleId('b');
const C = articleId('c');

async function reader(): Promise<Store> {
  const store = await newStore();
  await subscribe(store, 1);
  return store;
}

async function begun(store: Store, limit = 10, offset = 0): Promise<string[]> {
  return (await store.readingPlaces.begun(ME, limit, offset)).map(({ articleId: id, page }) => `${id} ${page}`);
}

describe('a reader’s place', () => {
  it('is where he read last', async () => {
    const { readingPlaces } = await reader();
    expect(await readingPlaces.get(ME, A)).toBeUndefined();
    expect(await readingPlaces.hasAny(ME)).toBe(false);
    await readingPlaces.set(ME, A, { page: 1, pages: 7 }, at(1));
    await readingPlaces.set(ME, A, { page: 3, pages: 7 }, at(2));
    expect(await readingPlaces.get(ME, A)).toEqual({ page: 3, pages: 7, readAt: at(2), finishedAt: undefined });
    expect(await readingPlaces.hasAny(ME)).toBe(true);
  });

  it('that does not change keeps its time, since nothing is written', async () => {
    const { readingPlaces } = await reader();
    await readingPlaces.set(ME, A, { page: 3, pages: 7 }, at(1));
    await readingPlaces.set(ME, A, { page: 3, pages: 7 }, at(2));
    expect(await readingPlaces.get(ME, A)).toMatchObject({ readAt: at(1) });
    await readingPlaces.set(ME, A, { page: 3, pages: 8 }, at(3));
    expect(await readingPlaces.get(ME, A)).toMatchObject({ pages: 8, readAt: at(3) });
  });

  it('is finished once, and begun anew by reading on', async () => {
    const { readingPlaces } = await reader();
    await readingPlaces.finish(ME, A, at(0));
    expect(await readingPlaces.get(ME, A)).toBeUndefined();
    await readingPlaces.set(ME, A, { page: 7, pages: 7 }, at(1));
    await readingPlaces.finish(ME, A, at(2));
    await readingPlaces.finish(ME, A, at(3));
    expect(await readingPlaces.get(ME, A)).toMatchObject({ page: 7, finishedAt: at(2) });
    await readingPlaces.set(ME, A, { page: 7, pages: 7 }, at(4));
    expect(await readingPlaces.get(ME, A)).toMatchObject({ readAt: at(4), finishedAt: undefined });
  });

  it('is his own, and forgotten when he wants', async () => {
    const store = await reader();
    await subscribe(store, 2);
    await store.readingPlaces.set(ME, A, { page: 2, pages: 7 }, at(1));
    await store.readingPlaces.set(chat(2), A, { page: 5, pages: 7 }, at(1));
    await store.readingPlaces.forget(ME, A);
    expect(await store.readingPlaces.get(ME, A)).toBeUndefined();
    expect(await store.readingPlaces.get(chat(2), A)).toMatchObject({ page: 5 });
  });

  it('is found for a whole list', async () => {
    const { readingPlaces } = await reader();
    await readingPlaces.set(ME, A, { page: 2, pages: 7 }, at(1));
    await readingPlaces.set(ME, B, { page: 1, pages: 1 }, at(1));
    const places = await readingPlaces.among(ME, [C, B, A]);
    expect([...places].map(([id, { page, pages }]) => [id, page, pages])).toEqual([
      ['b', 1, 1],
      ['a', 2, 7],
    ]);
    expect(await readingPlaces.among(ME, [])).toEqual(new Map());
  });
});

describe('begun articles', () => {
  it('are those of several pages whose end was not reached, the latest first', async () => {
    const store = await reader();
    const { readingPlaces } = store;
    await readingPlaces.set(ME, A, { page: 2, pages: 7 }, at(1));
    await readingPlaces.set(ME, B, { page: 1, pages: 2 }, at(2));
    await readingPlaces.set(ME, articleId('short'), { page: 1, pages: 1 }, at(3));
    await readingPlaces.set(ME, C, { page: 4, pages: 4 }, at(4));
    expect(await begun(store)).toEqual(['c 4', 'b 1', 'a 2']);
    await readingPlaces.finish(ME, C, at(5));
    await readingPlaces.set(ME, A, { page: 3, pages: 7 }, at(6));
    expect(await begun(store)).toEqual(['a 3', 'b 1']);
    expect(await begun(store, 1, 1)).toEqual(['b 1']);
    expect(await readingPlaces.countBegun(ME)).toBe(2);
    expect(await readingPlaces.countBegun(chat(2))).toBe(0);
  });

  it('are forgotten after two years', async () => {
    const store = await reader();
    await store.readingPlaces.set(ME, A, { page: 2, pages: 7 }, at(0));
    await store.readingPlaces.set(ME, B, { page: 2, pages: 7 }, at(2));
    await store.prune(at(1 + 730 * 24 * 60));
    expect(await begun(store)).toEqual(['b 2']);
  });
});
