import { describe, expect, it } from 'vitest';
import { at, newPath, newStore } from './new-store.ts';

const DAY = 24 * 60;
const PAGE = { contentHash: 'h', page: 2 };

async function memory(server = 'https://one.example') {
  let minute = 0;
  const store = await newStore({ path: await newPath(), now: () => at(minute) });
  const goTo = (to: number) => {
    minute = to;
  };
  return { store, memory: store.refusedPages(server), goTo };
}

describe('a refused page', () => {
  it('is refused again on that server, and no other page is', async () => {
    const { store, memory: pages } = await memory();
    expect(await pages.refuses(PAGE)).toBe(false);
    expect(await pages.note(PAGE, '400: too long')).toBe(true);
    expect(await pages.refuses(PAGE)).toBe(true);
    expect(await pages.refuses({ ...PAGE, page: 1 })).toBe(false);
    expect(await pages.refuses({ ...PAGE, contentHash: 'i' })).toBe(false);
    expect(await store.refusedPages('https://two.example').refuses(PAGE)).toBe(false);
  });

  it('stands for all when the server does not know rich messages', async () => {
    const { store, memory: pages } = await memory();
    expect(await pages.note(undefined, '404: method not found')).toBe(true);
    expect(await pages.note(undefined, '404: method not found')).toBe(false);
    expect(await pages.refuses(PAGE)).toBe(true);
    expect(await store.refusedPages('https://two.example').refuses(PAGE)).toBe(false);
  });

  it('is tried again after a day, and no news for a month', async () => {
    const { store, memory: pages, goTo } = await memory();
    await pages.note(PAGE, 'no');
    goTo(DAY - 1);
    expect(await pages.refuses(PAGE)).toBe(true);
    goTo(DAY);
    expect(await pages.refuses(PAGE)).toBe(false);
    await store.prune(at(DAY));
    expect(await pages.note(PAGE, 'no')).toBe(false);
    expect(await pages.refuses(PAGE)).toBe(true);
    goTo(32 * DAY);
    expect(await pages.note(PAGE, 'no')).toBe(true);
  });

  it('is forgotten when nobody read it for a month', async () => {
    const { store, memory: pages } = await memory();
    await pages.note(PAGE, 'no');
    await store.prune(at(30 * DAY));
    expect(await pages.note(PAGE, 'no')).toBe(true);
  });
});
