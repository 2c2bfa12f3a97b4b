import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ArticleId } from '../../src/catalog/article.ts';
import { findArticles, type SearchResult } from '../../src/search/find-articles.ts';
import { openIndexDatabase } from '../../src/search/index-database.ts';

interface Sample {
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly body?: string;
  readonly day?: string;
}

let opened: { close(): void }[] = [];
afterEach(() => {
  for (const database of opened) database.close();
  opened = [];
});

/** A search over articles named after their keys. */
function searchIn(samples: Readonly<Record<string, Sample>>) {
  const database = openIndexDatabase();
  opened.push(database);
  for (const [name, { title = '', tags = [], description = '', body = '', day }] of Object.entries(samples)) {
    const id = name as ArticleId;
    const date = day === undefined ? undefined : new Date(day);
    database.add({ id, title, tags, description, body, date });
  }
  database.reveal([]);
  return (query: string, options = { limit: 10, offset: 0 }): SearchResult => findArticles(database, query, options);
}

function ids(result: SearchResult): string[] {
  return result.hits.map((hit) => hit.id);
}

describe('findArticles', () => {
  it('weighs title over tags over description over body', () => {
    const search = searchIn({
      body: { body: 'caching' },
      description: { description: 'caching' },
      tags: { tags: ['caching'] },
      title: { title: 'caching' },
      other: { title: 'else' },
      another: { title: 'more' },
      third: { title: 'still more' },
      fourth: { title: 'and more' },
      fifth: { title: 'again more' },
    });
    expect(ids(search('caching'))).toEqual(['title', 'tags', 'description', 'body']);
  });

  it.each([
    ['c++', ['cpp']],
    ['C#', ['csharp']],
    ['.net', ['csharp', 'asp']],
    ['node:fs', ['files']],
    ['nodejs', ['files']],
    ['Array.prototype.map', ['files']],
    ['pg_dump', ['backup']],
    ['pg dump', ['backup']],
    ['front-end', ['css']],
    ['Елка', ['tree']],
    ['ЁЛКА', ['tree']],
    ['cafe', ['coffee']],
    ['e\u0301cole', ['coffee']],
    ['ｃａｆé', ['coffee']],
    ['数据库', ['chinese']],
    ['库', ['chinese']],
    ['データ', ['japanese']],
    ['kuber', ['k8s']],
    ['docker kuber', ['k8s']],
  ])('%s finds %j', (query, expected) => {
    const search = searchIn({
      cpp: { title: 'Modern C++' },
      csharp: { title: 'C# on .NET' },
      asp: { body: 'Hosting ASP.NET here' },
      c: { title: 'Pointers in C' },
      files: { title: 'Node.js', body: 'Use node:fs, then Array.prototype.map' },
      backup: { body: 'Run pg_dump every night' },
      css: { title: 'Frontend', body: 'css' },
      tree: { title: 'Ёлка' },
      coffee: { title: 'Café', body: 'école' },
      chinese: { title: '关于数据库' },
      japanese: { body: 'これはデータです' },
      k8s: { title: 'Docker and Kubernetes' },
    });
    expect(ids(search(query)).toSorted()).toEqual(expected.toSorted());
    expect(search(query).match).toBe('all');
  });

  it('puts the whole word before words that begin with it', () => {
    const search = searchIn({ google: { title: 'Google google' }, go: { title: 'Learning Go' }, x: {}, y: {}, z: {} });
    expect(ids(search('go'))).toEqual(['go', 'google']);
  });

  it('asks for every word, and says so when it had to settle for some', () => {
    const search = searchIn({ both: { title: 'Redis queue' }, redis: { title: 'Redis' }, queue: { title: 'Queue' } });
    expect(search('redis queue')).toMatchObject({ total: 1, match: 'all' });
    expect(search('redis elephant')).toMatchObject({ total: 2, match: 'any', words: ['redis', 'elephant'] });
    expect(search('elephant')).toMatchObject({ total: 0, match: 'none', hits: [] });
    expect(search('?!')).toMatchObject({ total: 0, match: 'none', words: [] });
  });

  it('lists equals newest first, undated last, and pages without repeating', () => {
    const search = searchIn({
      undated: { title: 'Go' },
      old: { title: 'Go', day: '2019-01-01' },
      new: { title: 'Go', day: '2025-01-01' },
    });
    expect(ids(search('go'))).toEqual(['new', 'old', 'undated']);
    const pages = [0, 1, 2, 3].map((offset) => search('go', { limit: 1, offset }));
    expect(pages.flatMap(ids)).toEqual(['new', 'old', 'undated']);
    expect(pages.map((page) => page.total)).toEqual([3, 3, 3, 3]);
  });

  it('shows where the words stand', () => {
    const search = searchIn({ one: { title: 'Queues', description: 'About waiting.', body: 'A queue that waits.' } });
    expect(search('queue waits').hits[0]?.snippet).toEqual([
      { text: 'A ', hit: false },
      { text: 'queue', hit: true },
      { text: ' that ', hit: false },
      { text: 'waits', hit: true },
      { text: '.', hit: false },
    ]);
  });

  it('suggests a spelling that finds something, and searches as typed nevertheless', () => {
    const search = searchIn({ k8s: { title: 'Kubernetes in production' }, redis: { title: 'Redis' } });
    expect(search('kuberentes')).toMatchObject({ total: 0, match: 'none', suggestion: 'kubernetes' });
    expect(search('Redis in produktion').suggestion).toBeUndefined();
    expect(search('Kubernetes in produktion')).toMatchObject({ match: 'any', suggestion: 'Kubernetes in production' });
    expect(search('elephant').suggestion).toBeUndefined();
    expect(search('kubernetes').suggestion).toBeUndefined();
  });

  it('answers whatever a person types', () => {
    const search = searchIn({ one: { title: 'NEAR AND OR NOT', tags: ['a:b'], body: '"quoted" c++ 数据库 مرحبا' } });
    const signs = fc.constantFrom('"', '*', 'NEAR(', '-', 'AND', 'OR', 'NOT', 'title:', '(', ')', '^', '+', '\u0000');
    const halves = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });
    const text = fc.oneof(
      halves,
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.oneof(signs, fc.string({ unit: 'grapheme', maxLength: 5 }))).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary', minLength: 3_900, maxLength: 4_096 }),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const result = search(typed);
        expect(result.words.length).toBeLessThanOrEqual(16);
        expect(result.match === 'none').toBe(result.total === 0);
      }),
      { numRuns: 300 },
    );
  });

  it('finds an article by any word of its title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (title) => {
        const search = searchIn({ one: { title } });
        const { words } = search(title);
        for (const word of words) expect(search(word), word).toMatchObject({ total: 1, match: 'all' });
      }),
      { numRuns: 50 },
    );
  });
});
