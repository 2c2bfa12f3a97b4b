import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ArticleId, ParsedArticle } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import { createAnnouncer } from '../../src/delivery/announcer.ts';
import type { ChatId } from '../../src/delivery/ports/ids.ts';
import type { Ledger } from '../../src/delivery/ports/ledger.ts';
import type { Topic } from '../../src/delivery/ports/preferences.ts';
import { openStore } from '../../src/store/open-store.ts';
import { quiet } from './sender-bench.ts';

const TODAY = new Date('2026-01-05T12:00:00Z');

function article(name: string, more: Partial<ParsedArticle> = {}): ParsedArticle {
  return {
    key: name,
    naturalId: name as ArticleId,
    contentHash: `hash of ${name}`,
    file: `content/${name}.md`,
    path: `/somewhere/content/${name}.md`,
    slug: name,
    title: name.toUpperCase(),
    description: '',
    tagNames: ['CSS'],
    draft: false,
    announce: true,
    readingMinutes: 1,
    body: '',
    mdx: false,
    ...more,
  };
}

const day = (text: string) => ({ date: new Date(`${text}T00:00:00Z`) });

async function arrange({ born = true } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'announcer-'));
  const store = await openStore(join(folder, 'bot.db'));
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { readers, subscriptions, articles: memory } = store;
  for (const [chatId, topic] of [
    [1, 'css'],
    [2, 'all'],
    [3, 'rust'],
  ] as [ChatId, Topic][]) {
    await readers.visit({ chatId, languageCode: 'en' }, TODAY);
    await subscriptions.add(chatId, topic, TODAY);
  }
  let now = TODAY;
  let ledger: Pick<Ledger, 'announce'> = store.ledger;
  async function check(...parsed: readonly ParsedArticle[]) {
    const { articles } = assignIds(parsed, await memory.known());
    return createAnnouncer({ memory, ledger, log: quiet, now: () => now }).run({
      articles,
      known: await memory.known(),
      everyFolderReadable: true,
    });
  }
  async function announcedBy(...parsed: readonly ParsedArticle[]) {
    const outcome = await check(...parsed);
    return outcome.state === 'checked' ? outcome.announced.map(({ article: { id } }) => id) : outcome.state;
  }
  if (born) await check(article('old'));
  return {
    store,
    memory,
    check,
    announcedBy,
    checkUnreadable: () =>
      createAnnouncer({ memory, ledger, log: quiet, now: () => now }).run({
        articles: [],
        known: [],
        everyFolderReadable: false,
      }),
    passTo: (date: string) => {
      now = new Date(date);
    },
    useLedger: (other: Pick<Ledger, 'announce'>) => {
      ledger = other;
    },
  };
}

describe('the first check', () => {
  it('takes what it finds as the archive and announces nothing, then or later', async () => {
    const { announcedBy, check, store } = await arrange({ born: false });
    expect(await check(article('a'), article('b'))).toEqual({ state: 'archived', count: 2 });
    expect(await announcedBy(article('a'), article('b'))).toEqual([]);
    expect(await store.ledger.claim(10, TODAY, 0)).toEqual([]);
  });

  it('of an empty folder makes the next file news', async () => {
    const { announcedBy, check } = await arrange({ born: false });
    expect(await check()).toEqual({ state: 'archived', count: 0 });
    expect(await announcedBy(article('a'))).toEqual(['a']);
  });

  it('of a folder that cannot be read decides nothing', async () => {
    const { announcedBy, checkUnreadable, memory } = await arrange({ born: false });
    expect(await checkUnreadable()).toEqual({ state: 'unreadable' });
    expect(await memory.bornAt()).toBeUndefined();
    expect(await announcedBy(article('a'))).toBe('archived');
  });

  it('leaves drafts and the future out of the archive', async () => {
    const { announcedBy, passTo } = await arrange({ born: false });
    const later = article('later', day('2026-01-07'));
    await announcedBy(article('draft', { draft: true }), later);
    expect(await announcedBy(article('draft'), later)).toEqual(['draft']);
    passTo('2026-01-07T00:00:00Z');
    expect(await announcedBy(article('draft'), later)).toEqual(['later']);
  });
});

describe('a later check', () => {
  it('announces what is new to those who follow one of its tags or everything, once', async () => {
    const { announcedBy, check, store } = await arrange();
    const outcome = await check(article('old'), article('new', { tagNames: ['CSS ', 'Grid'] }));
    expect(outcome).toMatchObject({ announced: [{ article: { title: 'NEW' }, progress: { total: 2 } }] });
    expect(await announcedBy(article('old'), article('new'))).toEqual([]);
    const claims = await store.ledger.claim(10, TODAY, 0);
    expect(claims.map(({ chatId, topic }) => [chatId, topic])).toEqual([
      [1, 'css'],
      [2, 'all'],
    ]);
  });

  it('announces the oldest first and the undated last', async () => {
    const { announcedBy } = await arrange();
    const fresh = [
      article('undated'),
      article('c', day('2026-01-03')),
      article('a', day('2025-12-01')),
      article('b', day('2026-01-03')),
    ];
    expect(await announcedBy(...fresh)).toEqual(['a', 'b', 'c', 'undated']);
  });

  it('stays silent about edits and renames and remembers them', async () => {
    const { announcedBy, memory } = await arrange();
    expect(await announcedBy(article('old', { contentHash: 'edited' }))).toEqual([]);
    expect(await announcedBy(article('renamed', { contentHash: 'edited' }))).toEqual([]);
    expect(await memory.known()).toEqual([{ id: 'old', key: 'renamed', contentHash: 'edited' }]);
    expect(await announcedBy(article('renamed', { contentHash: 'edited again' }))).toEqual([]);
  });

  it('stays silent about files that vanish and come back', async () => {
    const { announcedBy, checkUnreadable } = await arrange();
    expect(await announcedBy(article('new'), article('old'))).toEqual(['new']);
    expect(await announcedBy()).toEqual([]);
    expect(await checkUnreadable()).toEqual({ state: 'checked', announced: [] });
    expect(await announcedBy(article('new'), article('old'))).toEqual([]);
  });

  it('never announces what asks not to be, not even when it changes its mind', async () => {
    const { announcedBy, store } = await arrange();
    expect(await announcedBy(article('quiet', { announce: false }))).toEqual([]);
    expect(await announcedBy(article('quiet'))).toEqual([]);
    expect(await store.ledger.claim(10, TODAY, 0)).toEqual([]);
  });

  it('that fails at one article announces the others and leaves that one for the next check', async () => {
    const { announcedBy, store, useLedger } = await arrange();
    useLedger({
      async announce(fresh, now) {
        if (fresh.id === 'a') throw new Error('disk full');
        return store.ledger.announce(fresh, now);
      },
    });
    const fresh = [article('a', day('2026-01-01')), article('b', day('2026-01-02'))];
    expect(await announcedBy(...fresh)).toEqual(['b']);
    useLedger(store.ledger);
    expect(await announcedBy(...fresh)).toEqual(['a']);
    const claims = [await store.ledger.claim(10, TODAY, 0)].flat();
    expect(claims.map(({ articleId }) => articleId)).toEqual(['b', 'b']);
  });
});
