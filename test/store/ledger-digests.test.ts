import { describe, expect, it } from 'vitest';
import type { Cadence } from '../../src/delivery/ports/preferences.ts';
import type { Store } from '../../src/store/open-store.ts';
import { articlesOf, claimAll, claimOne, close, finished, miscounted, sendAll, sent } from './claims.ts';
import { announce, article, at, chat, newPath, newStore, subscribe, tag } from './new-store.ts';

// Minute 0 is the midnight that begins a Monday; digests come at nine.
const NINE = 9 * 60;
const DAY = 24 * 60;

async function follow(store: Store, id: number, cadences: Readonly<Record<string, Cadence>>): Promise<void> {
  await subscribe(store, id, ...Object.keys(cadences));
  for (const [topic, cadence] of Object.entries(cadences)) {
    await store.subscriptions.setCadence(chat(id), tag(topic), cadence, at(0));
  }
}

describe('a digest', () => {
  it('brings what came since the last one, each article once', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await follow(store, 1, { css: 'daily' });
    for (const name of ['a', 'b']) await announce(store, article(name, 'css'), at(1));
    expect(await claimAll(store, NINE - 1)).toEqual([]);
    expect(await store.ledger.nextDueAt()).toEqual(at(NINE));
    expect(await sendAll(store, NINE)).toEqual(['1: b a']);
    await announce(store, article('c', 'css'), at(NINE + 1));
    expect(await sendAll(store, DAY)).toEqual([]);
    expect(await sendAll(store, DAY + NINE)).toEqual(['1: c']);
    expect(miscounted(path)).toEqual([]);
    expect(await finished(store, DAY + NINE)).toHaveLength(3);
  });

  it('is one message: one id, all its articles', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'daily' });
    for (const name of ['a', 'b']) await announce(store, article(name, 'css'), at(1));
    const claim = await claimOne(store, NINE);
    expect(claim).toMatchObject({ kind: 'digest', id: claim.articles[0]?.deliveryId, attempt: 1 });
    expect(await claimAll(store, NINE)).toEqual([]);
    await close(store, [claim], sent(44), NINE);
    expect((await store.personalData.export(chat(1))).deliveries).toMatchObject([
      { articleId: 'a', state: 'sent', messageId: 44 },
      { articleId: 'b', state: 'sent', messageId: 44 },
    ]);
  });

  it('puts what matches most subscriptions first, then the newest', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'daily', html: 'daily', all: 'daily', js: 'muted' });
    await announce(store, article('one', 'css', 'other'), at(1));
    await announce(store, article('both', 'html', 'css'), at(1));
    await announce(store, article('none', 'other'), at(1));
    await announce(store, article('late', 'css', 'js'), at(1));
    expect(await sendAll(store, NINE)).toEqual(['1: both late one none']);
  });

  it('holds twelve articles at most; more come in even parts', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'daily' });
    const names = Array.from({ length: 14 }, (_, index) => `n${index}`);
    for (const name of names) await announce(store, article(name, 'css'), at(1));
    const messages = await sendAll(store, NINE);
    expect(messages.map((message) => message.split(' ').length - 1)).toEqual([7, 7]);
    expect(messages.flatMap((message) => message.split(' ').slice(1)).toSorted()).toEqual(names.toSorted());
  });

  it('comes after all pushes, also those to others', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'daily', html: 'instant' });
    for (const id of [2, 3]) await follow(store, id, { css: 'instant' });
    await announce(store, article('a', 'css'), at(1));
    await announce(store, article('b', 'html'), at(1));
    const claims = await store.ledger.claim(3, at(NINE), 0);
    expect(claims.map(({ kind }) => kind)).toEqual(['push', 'push', 'push']);
    await close(store, claims, sent(1), NINE);
    expect(await claimAll(store, NINE)).toMatchObject([{ kind: 'digest', chatId: 1 }]);
  });

  it('waits for pushes behind a crowd that left', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'daily' });
    for (const id of [2, 3, 4, 5]) await follow(store, id, { css: 'instant' });
    await announce(store, article('a', 'css'), at(1));
    for (const id of [2, 3, 4]) await store.subscriptions.remove(chat(id), tag('css'));
    expect(await store.ledger.claim(1, at(NINE), 0)).toMatchObject([{ kind: 'push', chatId: 5 }]);
  });

  it('never repeats an article that went as a push', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'instant' });
    await announce(store, article('pushed', 'css'), at(1));
    const pushed = await claimAll(store, 1);
    await store.subscriptions.setCadence(chat(1), tag('css'), 'daily', at(2));
    await announce(store, article('digested', 'css'), at(3));
    await close(store, pushed, sent(1), 4);
    expect(await sendAll(store, NINE)).toEqual(['1: digested']);
  });

  it('goes back in line whole and is gathered anew', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'daily' });
    for (const name of ['a', 'b']) await announce(store, article(name, 'css'), at(1));
    const claim = await claimOne(store, NINE);
    await close(store, [claim], { state: 'pending', dueAt: at(NINE + 5), reason: 'busy' }, NINE);
    expect(await claimAll(store, NINE + 4)).toEqual([]);
    await store.subscriptions.remove(chat(1), tag('css'));
    await store.subscriptions.add(chat(1), 'all', at(NINE));
    const again = await claimOne(store, NINE + 5);
    expect([again.kind, again.attempt, articlesOf(again)]).toEqual(['digest', 2, 'b a']);
    expect(again.articles.map(({ topic }) => topic)).toEqual(['all', 'all']);
  });

  it('ends for a reader who has gone with all its articles and all that waits', async () => {
    const path = await newPath();
    const store = await newStore({ path });
    await follow(store, 1, { css: 'daily', html: 'weekly' });
    for (const name of ['a', 'b']) await announce(store, article(name, 'css'), at(1));
    await announce(store, article('c', 'html'), at(1));
    await close(store, [await claimOne(store, NINE)], { state: 'gone', reason: 'blocked' }, NINE);
    expect(miscounted(path)).toEqual([]);
    expect(await finished(store, NINE)).toMatchObject([{ gone: 1 }, { gone: 1 }, { gone: 1 }]);
  });

  it('is silent only if all its articles are', async () => {
    const store = await newStore();
    await follow(store, 1, { css: 'daily' });
    const quiet = await store.announcements.announce(article('a', 'css'), 'held', at(1));
    if (quiet === undefined) throw new Error('known');
    await store.announcements.publish([quiet], true);
    await announce(store, article('b', 'css'), at(1));
    expect(await claimOne(store, NINE)).toMatchObject({ silent: false, articles: [{}, {}] });
  });
});

describe('what decides how an article comes', () => {
  it.each<[string, Readonly<Record<string, Cadence>>, readonly string[], number, string | undefined]>([
    ['the most immediate of its tags', { css: 'weekly', html: 'instant' }, ['css', 'html'], 1, 'html'],
    ['the first of its tags among equals', { css: 'instant', html: 'instant' }, ['html', 'css'], 1, 'html'],
    ['a tag before everything', { css: 'daily', all: 'instant' }, ['css'], NINE, 'css'],
    ['a muted tag before everything', { css: 'muted', all: 'instant' }, ['css'], 1, undefined],
    ['everything where no tag is followed', { css: 'muted', all: 'instant' }, ['html'], 1, 'all'],
    [
      'a followed tag beside a muted one',
      { css: 'muted', html: 'daily', all: 'instant' },
      ['css', 'html'],
      NINE,
      'html',
    ],
  ])('is %s', async (_what, cadences, tags, minute, topic) => {
    const store = await newStore();
    await follow(store, 1, Object.fromEntries(Object.keys(cadences).map((key) => [key, 'instant'] as const)));
    // Planned for what was wanted before; the claim decides.
    await announce(store, article('a', ...tags), at(1));
    for (const [key, cadence] of Object.entries(cadences)) {
      await store.subscriptions.setCadence(chat(1), tag(key), cadence, at(0));
    }
    expect(await claimAll(store, minute - 1)).toEqual([]);
    const claims = await claimAll(store, minute);
    expect(claims.map(({ articles }) => articles[0]?.topic)).toEqual(topic === undefined ? [] : [topic]);
  });
});

describe('a volley', () => {
  it('of more articles than may come one by one comes as one digest at once', async () => {
    const store = await newStore({ pushesAtOnce: 2 });
    await follow(store, 1, { css: 'instant' });
    await follow(store, 2, { html: 'instant' });
    for (const name of ['a', 'b']) await announce(store, article(name, 'css', 'html'), at(1));
    await announce(store, article('c', 'css'), at(1));
    const claims = await claimAll(store);
    expect(claims.map(({ kind, chatId }) => [kind, chatId])).toEqual([
      ['digest', 1],
      ['push', 2],
    ]);
    await close(store, claims, sent(1));
    expect(await sendAll(store)).toEqual(['2: b']);
  });

  it('leaves out what the reader no longer wants and closes it', async () => {
    const path = await newPath();
    const store = await newStore({ path, pushesAtOnce: 1 });
    await follow(store, 1, { css: 'instant', html: 'instant' });
    await announce(store, article('a', 'css'), at(1));
    await announce(store, article('b', 'html'), at(1));
    await announce(store, article('c', 'css'), at(1));
    await store.subscriptions.remove(chat(1), tag('html'));
    expect(await sendAll(store)).toEqual(['1: c a']);
    expect(miscounted(path)).toEqual([]);
    expect(await finished(store, 2)).toHaveLength(3);
  });

  it('goes back in line and comes as one again', async () => {
    const store = await newStore({ pushesAtOnce: 1 });
    await follow(store, 1, { css: 'instant' });
    for (const name of ['a', 'b']) await announce(store, article(name, 'css'), at(1));
    await close(store, [await claimOne(store)], { state: 'pending', dueAt: at(5), reason: 'busy' });
    await announce(store, article('c', 'css'), at(2));
    expect(await claimAll(store, 4)).toEqual([]);
    expect(await sendAll(store, 5)).toEqual(['1: c b a']);
  });
});
