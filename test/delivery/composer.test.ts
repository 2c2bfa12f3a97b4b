import { describe, expect, it } from 'vitest';
import type { ArticleId, ParsedArticle } from '../../src/catalog/article.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { type ComposerPorts, createComposer } from '../../src/delivery/composer.ts';
import type { ChatId } from '../../src/delivery/ports/ids.ts';
import type { Addressed, DeliveredArticle } from '../../src/delivery/ports/ledger.ts';
import type { Topic } from '../../src/delivery/ports/preferences.ts';
import { createRenderMemory } from '../../src/delivery/render-memory.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import { sampleArticle } from '../render/sample-article.ts';

const texts = loadTexts();

/** A catalogue of articles by id, each tagged css. */
function catalogOf(articles: Readonly<Record<string, Partial<ParsedArticle>>>): Catalog {
  const listed = Object.entries(articles).map(([name, overrides]) => {
    const id = name as ArticleId;
    const { tags: _tags, ...plain } = sampleArticle({ id, title: name });
    return { ...plain, naturalId: id, tagNames: ['css'], draft: false, ...overrides };
  });
  return createCatalog(listed, new Date('2026-01-01T00:00:00Z'));
}

function addressed(kind: Addressed['kind'], articles: Readonly<Record<string, string>>): Addressed {
  const delivered = Object.entries(articles).map(([articleId, topic]) => ({ articleId, topic }));
  return {
    kind,
    chatId: 7 as ChatId,
    languageCode: 'en',
    articles: delivered as unknown as readonly DeliveredArticle[],
  };
}

function composer(catalog: Catalog | (() => Catalog), ports: Partial<ComposerPorts> = {}) {
  return createComposer({ catalog: typeof catalog === 'function' ? catalog : () => catalog, texts, ...ports });
}

const textOf = (message: OutgoingMessage | undefined) =>
  message?.kind === 'photo' ? message.caption.rawText : (message?.text.rawText ?? '');
const labelsOf = (message: OutgoingMessage | undefined) => message?.keyboard?.flat().map(({ text }) => text);
const COVER = { cover: { kind: 'url', url: 'https://a.bc/d.png' } } as const;

describe('composing', () => {
  it('gives a push with its cover, as text, and bare', async () => {
    const ladder = await composer(catalogOf({ a: COVER })).compose(addressed('push', { a: 'css' }));
    expect(ladder?.map(({ kind }) => kind)).toEqual(['photo', 'text', 'text']);
    expect(ladder?.map((message) => message.kind === 'text' && message.text.rawEntities.length)).toEqual([false, 2, 0]);
    expect(ladder?.map((message) => textOf(message).split('\n')[0])).toEqual(['a', 'a', 'a']);
    expect(textOf(ladder?.[2])).toContain('You are subscribed to #css.');
  });

  it('names a tag that has left the catalogue by its key', async () => {
    const ladder = await composer(catalogOf({ a: {} })).compose(addressed('push', { a: 'gone' }));
    expect(textOf(ladder?.[0])).toContain('You are subscribed to #gone.');
  });

  it('gives a digest as text and bare, in the order given, with the tags that brought it', async () => {
    const ladder = await composer(catalogOf({ a: {}, b: {} })).compose(addressed('digest', { b: 'css', a: 'all' }));
    expect(ladder?.map(({ kind }) => kind)).toEqual(['text', 'text']);
    expect(textOf(ladder?.[0])).toMatch(/^2 new articles\n\n1\. b\n4 min read · css\n.*\n\n2\. a\n4 min read\n/);
  });

  it('names the search that brought a push or an article of a digest', async () => {
    const { compose } = composer(catalogOf({ a: {} }));
    const topics = { a: 'SEARCH kafka lag #big_data' };
    const push = await compose(addressed('push', topics));
    expect(push?.map(textOf)).toEqual(
      push?.map(() => expect.stringContaining('You watch the search “kafka lag #big data”.')),
    );
    expect(labelsOf(push?.at(-1))).toContain('Stop watching “kafka lag #big data”');
    expect(textOf((await compose(addressed('digest', topics)))?.[0])).toContain('4 min read · “kafka lag #big data”\n');
  });

  it.each(['push', 'digest'] as const)('gives no %s while an article is missing', async (kind) => {
    const both = kind === 'push' ? { gone: 'css' } : { a: 'css', gone: 'css' };
    expect(await composer(catalogOf({ a: {} })).compose(addressed(kind, both))).toBeUndefined();
  });

  it('renders once for all readers, and anew from another catalogue', async () => {
    let current = catalogOf({ a: {} });
    const { compose } = composer(() => current);
    const first = await compose(addressed('push', { a: 'css' }));
    expect(await compose({ ...addressed('push', { a: 'css' }), chatId: 8 as ChatId })).toBe(first);
    expect(await compose(addressed('push', { a: 'all' }))).not.toBe(first);
    current = catalogOf({ a: { title: 'Corrected' } });
    expect(textOf((await compose(addressed('push', { a: 'css' })))?.[0])).toMatch(/^Corrected/);
  });
});

describe('correcting', () => {
  const push = (form: 'text' | 'photo' | undefined) => ({ ...addressed('push', { a: 'css' }), form });

  it('leaves the buttons as the reader left them', async () => {
    const asked: unknown[] = [];
    const { correct } = composer(catalogOf({ a: {} }), {
      saved: async (chatId, article) => {
        asked.push([chatId, article]);
        return true;
      },
      subscribed: async (chatId: ChatId, topic: Topic) => {
        asked.push([chatId, topic]);
        return false;
      },
    });
    const expected = ['Read here', '✓ Saved', 'Subscribe #css', 'Settings'];
    expect(labelsOf((await correct(push('text')))?.[0])).toEqual(expected);
    expect(asked).toEqual([
      [7, 'a'],
      [7, 'css'],
    ]);
  });

  it('offers to watch a search again that the reader watches no more', async () => {
    const { correct } = composer(catalogOf({ a: {} }), { subscribed: async () => false });
    const [message] = (await correct({ ...addressed('push', { a: 'SEARCH kafka' }), form: 'text' })) ?? [];
    expect(textOf(message)).toContain('You watch the search “kafka”.');
    expect(labelsOf(message)).toContain('Watch “kafka”');
  });

  it('does not mix up readers who did different things', async () => {
    let isSaved = true;
    const { correct } = composer(catalogOf({ a: {} }), { saved: async () => isSaved });
    expect(labelsOf((await correct(push('text')))?.[0])).toContain('✓ Saved');
    isSaved = false;
    expect(labelsOf((await correct(push('text')))?.[0])).toContain('Save');
  });

  it.each([
    ['text', 4_096],
    ['photo', 1_024],
    [undefined, 1_024],
  ] as const)('fits its texts to what was sent as %s', async (form, limit) => {
    const ladder = await composer(catalogOf({ a: { description: 'x'.repeat(9_000) } })).correct(push(form));
    expect(ladder?.map((message) => textOf(message).length)).toEqual([limit, limit]);
  });

  it('leaves out of a digest what is gone, and gives nothing when all of it is', async () => {
    const { correct } = composer(catalogOf({ a: {} }));
    const both = { ...addressed('digest', { gone: 'css', a: 'css' }), form: 'text' } as const;
    expect(textOf((await correct(both))?.[0])).toMatch(/^One new article\n\na\n/);
    expect(await correct({ ...addressed('digest', { gone: 'css' }), form: 'text' })).toBeUndefined();
    expect(await correct({ ...addressed('push', { gone: 'css' }), form: 'text' })).toBeUndefined();
  });

  it('says in one line that articles were withdrawn', () => {
    const { withdrawn } = composer(catalogOf({}));
    expect(withdrawn('en').text.rawText).toBe('The author has withdrawn this article.');
    expect(withdrawn(undefined, 2).text.rawText).toBe('The author has withdrawn these articles.');
  });
});

describe('the memory of what was rendered', () => {
  it('keeps the newest and no more than it may', () => {
    const remember = createRenderMemory<string>(2);
    const catalog = catalogOf({});
    const rendered: string[] = [];
    const ask = (key: string) =>
      remember(catalog, key, () => {
        rendered.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'a', 'c', 'b', 'a']) expect(ask(key)).toBe(key);
    expect(rendered).toEqual(['a', 'b', 'c', 'a']);
  });
});
