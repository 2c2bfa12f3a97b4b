import type { Article, ArticleId, Tag, TagId, TagKey } from '../../src/catalog/article.ts';

/** An article with every field filled; `overrides` is what the test is about. */
export function sampleArticle(overrides: Partial<Article> = {}): Article {
  return {
    id: 'k3v9x0q2ab' as ArticleId,
    key: 'flexbox',
    contentHash: '0',
    file: 'content/flexbox.md',
    path: '/content/flexbox.md',
    slug: 'flexbox',
    title: 'Flexbox in practice',
    description: 'What to reach for, and when.',
    tags: [sampleTag('css'), sampleTag('web development')],
    date: new Date('2025-12-01T00:00:00Z'),
    announce: true,
    readingMinutes: 4,
    body: 'Text',
    mdx: false,
    ...overrides,
  };
}

/** A tag with this name, used by two articles. */
export function sampleTag(name: string, count = 2): Tag {
  const id = Buffer.from(name).toString('hex').padEnd(8, '0').slice(0, 8);
  return { key: name as TagKey, id: id as TagId, name, count };
}
