import { describe, expect, it } from 'vitest';
import { readFields } from '../../src/catalog/article-fields.ts';
import { splitFrontMatter } from '../../src/catalog/front-matter.ts';

function read(yaml: string) {
  const { fields, lines } = splitFrontMatter(`---\n${yaml}\n---\n`);
  return readFields(fields ?? {}, lines);
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe('readFields', () => {
  it.each([
    ['title: A', { title: 'A' }],
    ['TITLE: A', { title: 'A' }],
    ['\u200btitle: A', { title: 'A' }],
    ['title: 404', { title: '404' }],
    ['title: 1.10', { title: '1.10' }],
    ['title: true', { title: 'true' }],
    ['title: "  A  B "', { title: 'A B' }],
    ['title: >\n  A\n  B', { title: 'A B' }],
    ['title: A\n  B', { title: 'A B' }],
    ['title: a:b', { title: 'a:b' }],
    ['title: "\\u202eA\\u200e \\u0007B\\0"', { title: 'A B' }],
    ['title: "<small>Array.map()</small> &amp; `x_y_z`"', { title: '<small>Array.map()</small> &amp; `x_y_z`' }],
    ['title: ~', {}],
    ['title: ""', {}],
    ['title:', {}],
  ])('reads the title of %j', (yaml, expected) => {
    expect(read(yaml)).toMatchObject({ fields: expected, problems: [] });
  });

  it.each(['date', 'published', 'pubDate', 'pub_date', 'publish-date', 'publishedAt', 'created', 'ms.date'])(
    'takes %s for the date',
    (name) => {
      expect(read(`${name}: 2024-01-02`).fields.date).toEqual(day('2024-01-02'));
    },
  );

  it.each(['updated', 'lastmod', 'modified', 'updatedAt', 'last_modified_at'])('takes %s for the update', (name) => {
    expect(read(`${name}: 2024-01-02`).fields.updated).toEqual(day('2024-01-02'));
  });

  it.each([
    ['tags: [a, b]', ['a', 'b']],
    ['tags: a, b,c ,', ['a', 'b', 'c']],
    ['tags: a、b，c;d', ['a', 'b', 'c', 'd']],
    ['tags: web development', ['web development']],
    ['tags:\n  - 2023\n  - 3.0\n  - true\n  - ~\n  - ""', ['2023', '3.0', 'true']],
    ['tags: 2023', ['2023']],
    ['tags: ["a, b", c]', ['a, b', 'c']],
    ['tags: [a, a, " a"]', ['a']],
    ['tags: [c++, "c#", .net, "#css", "日本語", "Базы данных"]', ['c++', 'c#', '.net', 'css', '日本語', 'Базы данных']],
    ['tags:\n  - name: a\n  - title: b\n  - slug: c\n  - label: d', ['a', 'b', 'c', 'd']],
    ['tags: []\ncategories: [x]', ['x']],
    ['tags:\ncategory: x', ['x']],
    ['tags: a\ncategories: [x]', ['a']],
    ['keywords: a, b', ['a', 'b']],
    ['labels: [a]', ['a']],
    ['topics: [a]', ['a']],
    ['meta:\n  keywords: a', ['a']],
    ['meta.keywords: a', ['a']],
    ['tags: ~', undefined],
    ['tags: []', undefined],
    ['tags: false', undefined],
    ['tags: ["#", " ", a]', ['a']],
    ['tags: [[a, b], c]', ['a', 'b', 'c']],
  ])('reads the tags of %j', (yaml, tags) => {
    const { fields, problems } = read(yaml);
    expect(fields.tags).toEqual(tags);
    expect(problems).toEqual([]);
  });

  it.each(['description', 'summary', 'excerpt', 'subtitle', 'teaser', 'preview', 'spoiler', 'abstract'])(
    'takes %s for the description',
    (name) => {
      expect(read(`${name}: Some words`).fields.description).toBe('Some words');
    },
  );

  it.each([
    ['cover: a.png', ['a.png']],
    ['image: https://example.org/a.png', ['https://example.org/a.png']],
    ['images: [a.png, b.png]', ['a.png', 'b.png']],
    ['banner:\n  src: a.png\n  alt: A', ['a.png']],
    ['hero:\n  image:\n    url: a.png', ['a.png']],
    ['ogImage: a.png', ['a.png']],
    ['cover:\nthumbnail: a.png', ['a.png']],
    ['cover: ~', undefined],
    ['cover: false', undefined],
  ])('reads the covers of %j', (yaml, covers) => {
    expect(read(yaml).fields.cover).toEqual(covers);
  });

  it.each([
    ['draft: true', true],
    ['draft: "yes"', true],
    ['draft: false', false],
    ['published: false', true],
    ['status: draft', true],
    ['status: Draft', true],
    ['unlisted: true', true],
    ['draft: false\nunlisted: true', true],
    ['hidden: true', true],
    ['private: true', true],
    ['published: true', undefined],
    ['published: 2024-01-01', undefined],
    ['published:\n  en: true', undefined],
    ['status: published', undefined],
    ['status: {{status}}', undefined],
    ['status: needs-translation', undefined],
    ['archived: true', undefined],
    ['untranslated: 1', undefined],
  ])('reads %j as draft %s', (yaml, draft) => {
    expect(read(yaml)).toMatchObject({ fields: draft === undefined ? {} : { draft }, problems: [] });
    expect(read(yaml).fields.draft).toBe(draft);
  });

  it.each([
    ['url: https://example.org/a', { address: { url: 'https://example.org/a' } }],
    ['canonical_url: //example.org/a', { address: { url: 'https://example.org/a' } }],
    ['permalink: /blog/a.html', { address: { path: '/blog/a' } }],
    ['slug: /blog/My Post/', { slug: 'blog/My-Post' }],
    ['slug: ../../a', { slug: 'a' }],
    ['slug: 42', { slug: '42' }],
    ['id: abc', { id: 'abc' }],
    ['permalink: false', {}],
    ['excerpt: true', {}],
    ['preview: /img/a.png', {}],
    ['excerpt: true\nsummary: Some words', { description: 'Some words' }],
    ['description: /etc and /var', { description: '/etc and /var' }],
    ['readingMinutes: 7', { readingMinutes: 7 }],
    ['readingTime: 6.4 min read', { readingMinutes: 6 }],
    ['reading_time:\n  text: 3 min read\n  minutes: 2.6', { readingMinutes: 3 }],
    ['timeToRead: 0.2', { readingMinutes: 1 }],
    ['lang: pt_br', { lang: 'pt-BR' }],
    ['language: zh-hans', { lang: 'zh-Hans' }],
    ['series: Queues', { series: 'Queues' }],
    ['series:\n  name: Queues\n  part: 2', { series: 'Queues', seriesPart: 2 }],
    ['series: Queues\nseries-part: Part 3', { series: 'Queues', seriesPart: 3 }],
    ['series: Queues\nseriesIndex: 2.5', { series: 'Queues', seriesPart: 2.5 }],
    ['announce: false', { announce: false }],
    ['a.b.c: 1\ndeep: {a: {b: {c: {d: [{}]}}}}\nключ: значение', {}],
  ])('reads %j', (yaml, fields) => {
    expect(read(yaml)).toMatchObject({ fields, problems: [] });
    expect(Object.keys(read(yaml).fields)).toEqual(Object.keys(fields));
  });

  it.each([
    ['title: [a]', 2, /^title: a list is not a line of text/],
    ['title: {{ title }}', 2, /^title: a group of fields is not a line of text/],
    ['x: 1\ndate: 2025-02-30', 3, /^date: "2025-02-30" is no date/],
    ['pubDate: true', 2, /^pubDate: "true" is no date/],
    ['updated: soon', 2, /^updated: "soon"/],
    ['tags:\n  - a\n  - x: 1', 2, /^tags: one of them is no name, so the article has no tags/],
    ['slug: {a: 1}', 2, /^slug: .* is no slug/],
    ['slug: ..', 2, /^slug: ".." is no slug/],
    ['url: javascript:alert(1)', 2, /^url: .* is no address/],
    ['permalink: /:year/:title/', 2, /^permalink: .* is no address/],
    ['readingMinutes: a while', 2, /^readingMinutes: "a while"/],
    ['lang: "???"', 2, /^lang: .* is no language/],
    ['series: [[a]]', 2, /^series: /],
    ['seriesPart: Part 3 of 5', 2, /^seriesPart: .* is no number of a part/],
    ['description: [a]', 2, /^description: /],
  ])('reports %j with its line and treats it as missing', (yaml, line, message) => {
    const { fields, problems } = read(yaml);
    expect(fields).toEqual({});
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: 'warning', line, message: expect.stringMatching(message) });
    expect(problems[0]?.remedy).not.toBe('');
  });

  it('keeps an article back when it cannot tell whether it may be shown or announced', () => {
    const { fields, problems } = read('draft: perhaps\nannounce: later');
    expect(fields).toEqual({ draft: true, announce: false });
    expect(problems.map(({ line }) => line).sort()).toEqual([2, 3]);
  });
});
