import { describe, expect, it } from 'vitest';
import type { ParsedArticle } from '../../src/catalog/article.ts';
import type { AnnouncerPorts } from '../../src/delivery/announcer.ts';
import { cardHash } from '../../src/delivery/card-hash.ts';
import type { Store } from '../../src/store/open-store.ts';
import { type AnnouncerBench, article, dated, newBench } from './announcer-bench.ts';

const OPEN = new Date('2026-01-05T12:01:00Z');

describe('the card hash', () => {
  const base = article('a', { description: 'About', cover: { kind: 'file', path: '/somewhere/content/a/cover.jpg' } });

  it.each<[string, Partial<ParsedArticle>]>([
    ['title', { title: 'B' }],
    ['description', { description: 'On' }],
    ['tags', { tagNames: ['Rust'] }],
    ['order of the tags', { tagNames: ['Grid', 'CSS'] }],
    ['cover', { cover: { kind: 'file', path: '/somewhere/content/a/other.jpg' } }],
    ['kind of cover', { cover: { kind: 'url', url: 'https://example.org/cover.jpg' } }],
  ])('changes with the %s', (_what, change) => {
    expect(cardHash({ ...base, tagNames: ['CSS', 'Grid'], ...change })).not.toBe(
      cardHash({ ...base, tagNames: ['CSS', 'Grid'] }),
    );
  });

  it.each<[string, Partial<ParsedArticle>]>([
    ['body', { body: 'More', contentHash: 'other', readingMinutes: 9 }],
    ['name of the file', { key: 'file:b.md', file: 'content/b.md', path: '/somewhere/content/b.md', slug: 'b' }],
    ['place of the content', { path: '/else/a.md', cover: { kind: 'file', path: '/else/a/cover.jpg' } }],
  ])('does not change with the %s', (_what, change) => {
    expect(cardHash({ ...base, ...change })).toBe(cardHash(base));
  });
});

describe('an edit of an announced article', () => {
  it.each<[string, Partial<ParsedArticle>]>([
    ['title', { title: 'Better' }],
    ['description', { description: 'Better' }],
    ['tags', { tagNames: ['Grid'] }],
    ['cover', { cover: { kind: 'url', url: 'https://example.org/cover.jpg' } }],
  ])('of its %s corrects what was sent, once', async (_what, change) => {
    const { check, corrections, forgetCorrections } = await announced('new');
    await check(article('new', change));
    expect(corrections()).toEqual({ new: 'edit' });
    forgetCorrections();
    await check(article('new', change));
    await check(article('new', { ...change, contentHash: 'touched' }));
    expect(corrections()).toEqual({});
    await check(article('new'));
    expect(corrections()).toEqual({ new: 'edit' });
  });

  it('of its body, its name or its place corrects nothing', async () => {
    const { check, corrections, states } = await announced('new');
    await check(article('new', { body: 'longer' }));
    await check(article('renamed', { contentHash: article('new', { body: 'longer' }).contentHash }));
    await check(article('renamed', { title: 'NEW', body: 'even longer' }));
    expect(corrections()).toEqual({});
    expect(await states()).toEqual({ new: 'running' });
  });

  it('together with a new name is that of the same article', async () => {
    const { check, corrections, announcement } = await announced('new');
    await check(article('other', { formerKeys: ['file:new.md'], title: 'Better' }));
    expect(corrections()).toEqual({ new: 'edit' });
    expect(await announcement('new')).toMatchObject({ title: 'Better' });
  });

  it('reaches those who had it before it was cancelled', async () => {
    const { check, corrections, announcement, store } = await announced('new');
    await store.announcements.cancel(idOf(await announcement('new')), OPEN);
    await check(article('new', { title: 'Better' }));
    expect(corrections()).toEqual({ new: 'edit' });
  });

  it('that cannot be seen yet is corrected when it can', async () => {
    const { check, corrections, passTo, restart } = await announced('new');
    const later = article('new', { title: 'Better', ...dated('2026-01-10') });
    await check(later);
    await check(later);
    expect(corrections()).toEqual({});
    restart();
    passTo('2026-01-10T00:00:00Z');
    await check(later);
    expect(corrections()).toEqual({ new: 'edit' });
  });

  it('that fails to be noted holds up no other and is met again', async () => {
    const { check, corrections, restart, store } = await announced('one', 'two');
    const edited = [article('one', { title: 'Better' }), article('two', { title: 'Better' })];
    const failing = async () => {
      throw new Error('disk full');
    };
    let calls = 0;
    restart((ports) => ({
      ...ports,
      corrections: { start: (...call) => (++calls === 1 ? failing() : store.corrections.start(...call)) },
    }));
    await check(...edited);
    expect(corrections()).toEqual({ two: 'edit' });
    await check(...edited);
    expect(corrections()).toEqual({ one: 'edit', two: 'edit' });
  });

  it('of one that an older version announced is taken for a possible correction', async () => {
    const { check, corrections, restart } = await announced('new');
    restart(withoutCardHashes);
    await check(article('new'));
    expect(corrections()).toEqual({});
    await check(article('new', { body: 'longer' }));
    expect(corrections()).toEqual({ new: 'edit' });
  });
});

describe('a draft of an announced article', () => {
  const draft = article('new', { draft: true });

  it('takes back what was sent, once', async () => {
    const { check, corrections, forgetCorrections, states, store } = await announced('new');
    await check(draft);
    expect(await states()).toEqual({ new: 'retracted' });
    expect(corrections()).toEqual({ new: 'retract' });
    expect(await store.ledger.claim(10, OPEN, 0)).toEqual([]);
    forgetCorrections();
    await check(draft);
    await check(article('new', { draft: true, title: 'Being rewritten' }));
    expect(corrections()).toEqual({});
  });

  it('that is none any more shows again and goes to those who had not got it', async () => {
    const { check, corrections, states, store } = await announced('new');
    await sendNext(store);
    await check(draft);
    await check(article('new'));
    expect(await states()).toEqual({ new: 'running' });
    expect(corrections()).toEqual({ new: 'edit' });
    expect(await store.ledger.claim(10, OPEN, 0)).toMatchObject([{ chatId: 2 }]);
  });

  it('that is dated later when it is none any more shows again on its day', async () => {
    const { check, states, passTo } = await announced('new');
    await check(draft);
    await check(article('new', dated('2026-01-10')));
    expect(await states()).toEqual({ new: 'retracted' });
    passTo('2026-01-10T00:00:00Z');
    await check(article('new', dated('2026-01-10')));
    expect(await states()).toEqual({ new: 'running' });
  });

  it('leaves a cancelled one cancelled, in the end too', async () => {
    const { check, corrections, states, announcement, store, forgetCorrections } = await announced('new');
    await store.announcements.cancel(idOf(await announcement('new')), OPEN);
    await check(draft);
    expect(corrections()).toEqual({ new: 'retract' });
    forgetCorrections();
    await check(draft);
    expect(corrections()).toEqual({});
    await check(article('new'));
    expect(corrections()).toEqual({ new: 'edit' });
    expect(await states()).toEqual({ new: 'cancelled' });
  });

  it('waits on when it waits for the word of the author', async () => {
    const { check, corrections, states, announcement, store } = await newBench({ announceMode: 'approve' });
    await check(article('new'));
    await check(draft);
    expect(await states()).toEqual({ new: 'approval' });
    await check(article('new', { title: 'Better' }));
    expect(await announcement('new')).toMatchObject({ state: 'approval', title: 'Better' });
    expect(corrections()).toEqual({});
    await store.announcements.dismiss([idOf(await announcement('new'))], OPEN);
    await check(article('new'));
    expect(await states()).toEqual({ new: 'cancelled' });
  });
});

/** A bench on which these have been announced and planned. */
async function announced(...names: readonly string[]): Promise<AnnouncerBench> {
  const bench = await newBench({ archive: [] });
  await bench.check(...names.map((name) => article(name)));
  return bench;
}

async function sendNext({ ledger }: Store): Promise<void> {
  const closings = (await ledger.claim(1, OPEN, 0)).map(({ id }) => ({
    id,
    result: { state: 'sent', messageId: 7, form: 'text' } as const,
  }));
  await ledger.close(closings, OPEN);
}

function withoutCardHashes(ports: AnnouncerPorts): AnnouncerPorts {
  const { announcements } = ports;
  return {
    ...ports,
    announcements: {
      ...announcements,
      announced: async () => (await announcements.announced()).map((each) => ({ ...each, cardHash: undefined })),
    },
  };
}

function idOf(announcement: Awaited<ReturnType<AnnouncerBench['announcement']>>) {
  if (announcement === undefined) throw new Error('it has not been announced');
  return announcement.id;
}
