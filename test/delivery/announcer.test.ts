import { describe, expect, it } from 'vitest';
import type { AnnouncerPorts } from '../../src/delivery/announcer.ts';
import { article, dated, newBench } from './announcer-bench.ts';

describe('the first check', () => {
  it('takes what it finds as the archive and announces nothing, then or later', async () => {
    const { check, states, store } = await newBench({ archive: undefined });
    await check(article('a'), article('b'));
    expect(await store.articles.known()).toMatchObject([
      { id: 'a', file: 'content/a.md' },
      { id: 'b', file: 'content/b.md' },
    ]);
    await check(article('a'), article('b'));
    expect(await states()).toEqual({});
  });

  it('of an empty folder makes the next file news', async () => {
    const { check, states } = await newBench({ archive: [] });
    await check(article('a'));
    expect(await states()).toEqual({ a: 'running' });
  });

  it('of a folder that cannot be read decides nothing', async () => {
    const { check, look, states, store } = await newBench({ archive: undefined });
    await look([article('a')], { trusted: false });
    expect(await store.articles.bornAt()).toBeUndefined();
    await check(article('a'), article('b'));
    expect(await store.articles.known()).toHaveLength(2);
    expect(await states()).toEqual({});
  });

  it('leaves drafts and the future out of the archive', async () => {
    const later = article('later', dated('2026-01-07'));
    const { check, states, passTo } = await newBench({ archive: [article('draft', { draft: true }), later] });
    await check(article('draft'), later);
    expect(await states()).toEqual({ draft: 'running' });
    passTo('2026-01-07T00:00:00Z');
    await check(article('draft'), later);
    expect(await states()).toEqual({ draft: 'running', later: 'running' });
  });
});

describe('a later check', () => {
  it('announces what is new to those who follow one of its tags or everything, once', async () => {
    const { check, announcement, planned } = await newBench();
    const news = article('new', { tagNames: ['CSS ', 'Grid'] });
    for (let time = 0; time < 2; time += 1) await check(article('old'), news);
    expect(await announcement('new')).toMatchObject({
      title: 'NEW',
      state: 'running',
      startedAt: new Date('2026-01-05T12:00:00Z'),
      opensAt: new Date('2026-01-05T12:01:00Z'),
      total: 2,
    });
    expect(planned()).toEqual(['new to 1', 'new to 2']);
  });

  it('announces the oldest first and the undated last, as one batch', async () => {
    const { check, states, store } = await newBench();
    await check(
      article('undated'),
      article('c', dated('2026-01-03')),
      article('a', dated('2025-12-01')),
      article('b', dated('2026-01-03')),
    );
    expect(Object.keys(await states())).toEqual(['a', 'b', 'c', 'undated']);
    const batches = (await store.announcements.latest(10)).map(({ startedAt }) => startedAt.getTime());
    expect(new Set(batches).size).toBe(1);
  });

  it('stays silent about edits and renames of the archive and remembers them', async () => {
    const { check, states, store, corrections } = await newBench();
    await check(article('old', { contentHash: 'edited', title: 'New' }));
    await check(article('renamed', { contentHash: 'edited' }));
    expect(await store.articles.known()).toEqual([
      { id: 'old', key: 'file:renamed.md', contentHash: 'edited', file: 'content/renamed.md' },
    ]);
    expect(await states()).toEqual({});
    expect(corrections()).toEqual({});
  });

  it('never announces what asks not to be, not even when it changes its mind', async () => {
    const { check, states } = await newBench();
    await check(article('quiet', { announce: false }));
    await check(article('quiet'));
    expect(await states()).toEqual({});
  });

  it('asks for the word of the author where he wants it so, and follows the article until then', async () => {
    const { check, announcement, states, corrections, planned, store } = await newBench({ announceMode: 'approve' });
    await check(article('new'));
    expect(await states()).toEqual({ new: 'approval' });
    await check(article('new', { title: 'Better', tagNames: ['Rust'] }));
    expect(corrections()).toEqual({});
    const { id, title } = (await announcement('new')) ?? {};
    expect(title).toBe('Better');
    if (id !== undefined) await store.announcements.publish([id], false);
    await check(article('new', { title: 'Better', tagNames: ['Rust'] }));
    expect(planned()).toEqual(['new to 2', 'new to 3']);
  });

  it('that fails at one article keeps the order once, and then holds up no other', async () => {
    const { check, restart, states } = await newBench();
    restart(failingAt('a'));
    const fresh = [article('a', dated('2026-01-04')), article('b', dated('2026-01-05'))];
    await check(...fresh);
    expect(await states()).toEqual({});
    await check(...fresh);
    expect(await states()).toEqual({ b: 'running' });
    restart();
    await check(...fresh);
    expect(await states()).toEqual({ b: 'running', a: 'running' });
  });
});

describe('an article that appeared while the bot was not running', () => {
  const away = '2026-01-26T12:00:00Z';

  it.each([
    ['dated within the time', dated('2026-01-24T12:00:00Z'), 'running'],
    ['dated a moment earlier', dated('2026-01-24T11:59:59Z'), 'held'],
    ['undated, after weeks', {}, 'held'],
  ])('%s is %s', async (_case, more, state) => {
    const { check, restart, passTo, states } = await newBench();
    await check(article('old'));
    restart();
    passTo(away);
    await check(article('old'), article('new', more));
    expect(await states()).toEqual({ new: state });
  });

  it('undated, after a short break, goes out', async () => {
    const { check, restart, passTo, states } = await newBench();
    await check(article('old'));
    restart();
    passTo('2026-01-07T11:00:00Z');
    await check(article('old'), article('new'));
    expect(await states()).toEqual({ new: 'running' });
  });

  it('is held in a database that does not know when it was last used', async () => {
    const { look, restart, states, store } = await newBench({ archive: undefined });
    await store.articles.takeArchive([], new Date('2026-01-05T11:00:00Z'));
    restart();
    await look([article('undated'), article('dated', dated('2026-01-05'))], {});
    expect(await states()).toEqual({ dated: 'running', undated: 'held' });
  });

  it('is no news once the bot runs, whatever its date', async () => {
    const { check, states } = await newBench();
    await check(article('old'));
    await check(article('old'), article('ancient', dated('2001-01-01')));
    expect(await states()).toEqual({ ancient: 'running' });
  });

  it('counts as such until everything could be read', async () => {
    const { check, look, restart, states } = await newBench();
    restart();
    const [one, two] = [article('one', dated('2001-01-01')), article('two', dated('2001-01-01'))];
    await look([article('old'), one], { trusted: false });
    await check(article('old'), one, two);
    expect(await states()).toEqual({ one: 'held', two: 'held' });
    await check(article('old'), one, two, article('three', dated('2001-01-01')));
    expect(await states()).toEqual({ one: 'held', two: 'held', three: 'running' });
  });

  it('counts as such when announcing it failed at first', async () => {
    const { check, restart, passTo, states } = await newBench();
    const stale = [article('a', dated('2001-01-01')), article('b')];
    restart(failingAt('a', 'b'));
    passTo(away);
    await check(...stale);
    restart();
    await check(...stale);
    expect(await states()).toEqual({ a: 'held', b: 'held' });
  });

  it('is told of in the log, once, when there is no author to ask', async () => {
    const warnings: unknown[] = [];
    const log = { ...quietly, warn: (message: string, more: unknown) => warnings.push([message, more]) };
    const { check, restart, passTo } = await newBench({ hasAuthors: false, log });
    restart();
    passTo(away);
    for (let time = 0; time < 2; time += 1) await check(article('old'), article('a'), article('b'));
    expect(warnings).toEqual([[expect.stringContaining('AUTHOR_IDS'), { articles: 2 }]]);
  });
});

const ignore = () => undefined;
const quietly = { debug: ignore, info: ignore, error: ignore };

function failingAt(...names: readonly string[]) {
  return (ports: AnnouncerPorts): AnnouncerPorts => ({
    ...ports,
    announcements: {
      ...ports.announcements,
      async announce(news, state, now) {
        if (names.includes(news.id)) throw new Error('disk full');
        return ports.announcements.announce(news, state, now);
      },
    },
  });
}
