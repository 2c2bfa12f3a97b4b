import { describe, expect, it } from 'vitest';
import { articlesOf, claimAll, claimOne, close, finished, miscounted, sent } from './claims.ts';
import { announce, article, at, chat, newPath, newStore, subscribe, tag } from './new-store.ts';

describe('unsure', () => {
  it('finds what an earlier process left in the air, and not what this one sends', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    for (const id of [1, 2, 3]) await subscribe(before, id, 'css');
    await announce(before, article('a', 'css'), at(0));
    const left = await before.ledger.claim(2, at(1), 50);
    const after = await newStore({ path });
    const own = await after.ledger.claim(10, at(2), 60);
    expect(own.map((row) => row.chatId)).toEqual([3]);
    expect(await after.ledger.unsure(1)).toEqual(left.slice(0, 1));
    expect(await after.ledger.unsure(10)).toEqual(left);
    await close(after, left, sent(51), 3);
    expect(await after.ledger.unsure(10)).toEqual([]);
    expect(await before.ledger.unsure(10)).toEqual(own);
  });

  it('names the topic it was claimed for, not the one it was planned for', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    await subscribe(before, 1, 'css', 'html');
    await announce(before, article('a', 'css', 'html'), at(0));
    await before.subscriptions.remove(chat(1), tag('css'));
    const claimed = await claimOne(before);
    const after = await newStore({ path });
    expect(await after.ledger.unsure(10)).toEqual([claimed]);
    expect(claimed).toMatchObject({ articles: [{ topic: 'html' }] });
  });

  it('gives up on a person who was erased meanwhile', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    await subscribe(before, 1, 'css');
    await announce(before, article('a', 'css'), at(0));
    await claimOne(before);
    await before.personalData.erase(chat(1));
    const after = await newStore({ path });
    expect(await after.ledger.unsure(10)).toEqual([]);
    expect(miscounted(path)).toEqual([]);
    expect(await finished(after, 3)).toMatchObject([{ total: 1, skipped: 1 }]);
  });

  it('finds a digest whole, in its order, and ends it whole', async () => {
    const path = await newPath();
    const before = await newStore({ path, pushesAtOnce: 1 });
    for (const id of [1, 2]) await subscribe(before, id, 'css', 'html');
    for (const name of ['a', 'b']) await announce(before, article(name, 'css', 'html'), at(0));
    await announce(before, article('c', 'css'), at(0));
    const left = await claimAll(before);
    expect(left.map(articlesOf)).toEqual(['b a c', 'b a c']);
    await before.subscriptions.remove(chat(1), tag('html'));
    const after = await newStore({ path, pushesAtOnce: 1 });
    expect(await after.ledger.unsure(1)).toHaveLength(1);
    const unsure = await after.ledger.unsure(2);
    expect(unsure.map(({ id, kind }) => [id, kind])).toEqual(left.map(({ id }) => [id, 'digest']));
    expect(unsure.map((claim) => articlesOf(claim).at(0))).toEqual(['b', 'b']);
    await close(after, unsure.slice(0, 1), sent(7));
    await close(after, unsure.slice(1), { state: 'pending', dueAt: at(2), reason: 'never arrived' });
    expect(miscounted(path)).toEqual([]);
    expect(await after.ledger.unsure(10)).toEqual([]);
    expect((await claimAll(after, 2)).map((claim) => [claim.chatId, articlesOf(claim)])).toEqual([[2, 'b a c']]);
  });
});
