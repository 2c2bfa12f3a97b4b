import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Article, ArticleId } from '../../src/catalog/article.ts';
import { createSearchIndex, type SearchIndex } from '../../src/search/search-index.ts';

function article(id: string, fields: Partial<Article> = {}): Article {
  const body = fields.body ?? '';
  return {
    id: id as ArticleId,
    key: id,
    contentHash: JSON.stringify([fields.title, body]),
    file: `${id}.md`,
    path: `/content/${id}.md`,
    slug: id,
    title: id,
    description: '',
    tags: [],
    announce: true,
    readingMinutes: 1,
    body,
    mdx: false,
    ...fields,
  };
}

function many(count: number, word: string): Article[] {
  const filler = 'Lorem ipsum dolor sit amet, **consetetur** sadipscing `elitr`. '.repeat(30);
  return Array.from({ length: count }, (_, index) => article(`n${index}`, { body: `common ${word}\n\n${filler}` }));
}

function find(index: SearchIndex, query: string): string[] {
  return index.search(query, { limit: 100, offset: 0 }).hits.map((hit) => hit.id);
}

function total(index: SearchIndex, query: string): number {
  return index.search(query, { limit: 1, offset: 0 }).total;
}

describe('createSearchIndex', () => {
  it('finds nothing before the first catalogue', () => {
    expect(createSearchIndex().search('anything', { limit: 8, offset: 0 })).toMatchObject({ total: 0, match: 'none' });
  });

  it('follows what is added, changed and removed', async () => {
    const index = createSearchIndex();
    const kept = article('kept', { body: 'river' });
    await index.update({
      articles: [kept, article('changed', { body: 'river' }), article('removed', { body: 'river' })],
    });
    expect(find(index, 'river').toSorted()).toEqual(['changed', 'kept', 'removed']);

    await index.update({
      articles: [kept, article('changed', { body: 'mountain' }), article('added', { body: 'river' })],
    });
    expect(find(index, 'river').toSorted()).toEqual(['added', 'kept']);
    expect(find(index, 'mountain')).toEqual(['changed']);

    await index.update({ articles: [] });
    expect(find(index, 'river')).toEqual([]);
  });

  it('does not read again what has not changed', async () => {
    const index = createSearchIndex();
    let reads = 0;
    const observed = Object.defineProperty(article('watched'), 'body', { get: () => `river ${++reads}` });
    await index.update({ articles: [observed] });
    const readsOfOne = reads;
    await index.update({ articles: [observed, article('other')] });
    expect(reads).toBe(readsOfOne);
    expect(find(index, 'river')).toEqual(['watched']);
  });

  it('gives others their turn while it reads one very long article', async () => {
    const index = createSearchIndex();
    const body = `${'Some *lorem* ipsum.\n\n'.repeat(20_000)}needle`;
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await index.update({ articles: [article('long', { body })] });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    expect(find(index, 'needle')).toEqual(['long']);
  });

  it('reads the words of Markdown, not its signs and addresses', async () => {
    const index = createSearchIndex();
    const body =
      '# Heading\n\nSome **bold**\ntext, [a link](https://example.org/secret).\n\n```js\nconst needle = 1;\n```';
    await index.update({ articles: [article('one', { body, title: 'Title' })] });
    expect(find(index, 'secret')).toEqual([]);
    const [hit] = index.search('needle', { limit: 1, offset: 0 }).hits;
    expect(hit?.snippet).toEqual([
      { text: 'Heading · Some bold text, a link. const ', hit: false },
      { text: 'needle', hit: true },
      { text: ' = 1;', hit: false },
    ]);
  });

  it('shows either the old catalogue or the new one while it updates, and lets others run in between', async () => {
    const index = createSearchIndex();
    await index.update({ articles: many(150, 'old') });
    let done = false;
    const update = index.update({ articles: many(120, 'new') }).then(() => {
      done = true;
    });
    const seen: string[] = [];
    while (!done) {
      seen.push(['common', 'old', 'new'].map((word) => total(index, word)).join(' '));
      await setImmediate();
    }
    await update;
    seen.push(['common', 'old', 'new'].map((word) => total(index, word)).join(' '));
    expect(new Set(seen)).toEqual(new Set(['150 150 0', '120 0 120']));
    expect(seen.length).toBeGreaterThan(4);
    expect(total(index, 'common new')).toBe(120);
  });

  it('keeps the old catalogue when an update is aborted, and takes the next one whole', async () => {
    const index = createSearchIndex();
    await index.update({ articles: many(3, 'old') });
    const stop = new AbortController();
    const update = index.update({ articles: many(150, 'new') }, stop.signal);
    await setImmediate();
    stop.abort();
    await update;
    expect([total(index, 'old'), total(index, 'new')]).toEqual([3, 0]);

    await index.update({ articles: many(5, 'newest') });
    expect(['old', 'new', 'newest'].map((word) => total(index, word))).toEqual([0, 5, 5]);
  });

  it('takes catalogues in the order they came', async () => {
    const index = createSearchIndex();
    await Promise.all([
      index.update({ articles: many(60, 'first') }),
      index.update({ articles: many(2, 'second') }),
      index.update({ articles: many(1, 'third') }),
    ]);
    expect(['common', 'first', 'second', 'third'].map((word) => total(index, word))).toEqual([1, 0, 0, 1]);
  });

  it('warms up without a change in what is found, and stops when it is closed', async () => {
    const index = createSearchIndex();
    await index.warmUp();
    await index.update({ articles: many(150, 'new') });
    const found = () => index.search('common new', { limit: 8, offset: 0 });
    const before = found();
    await index.warmUp();
    expect(found()).toEqual(before);

    const warming = index.warmUp();
    index.close();
    await expect(warming).resolves.toBeUndefined();
  });

  it('stops an update when it is closed, and closes twice', async () => {
    const index = createSearchIndex();
    const update = index.update({ articles: many(150, 'new') });
    await setImmediate();
    index.close();
    index.close();
    await expect(update).resolves.toBeUndefined();
    await expect(index.update({ articles: many(1, 'late') })).resolves.toBeUndefined();
  });
});
