import { describe, expect, it } from 'vitest';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { parsedArticle } from './parsed.ts';

const catalog = createCatalog(
  assignIds(
    [
      parsedArticle({ slug: 'start', path: '/site/content/a/start.md', file: 'content/a/start.md' }),
      parsedArticle({ slug: 'next-one', path: '/site/content/a/next one.md', file: 'content/a/next one.md' }),
      parsedArticle({ slug: 'setup', path: '/site/content/b/setup/index.md', file: 'content/b/setup/index.md' }),
      parsedArticle({ slug: 'blog/2024/slashes', path: '/site/content/c.mdx', file: 'content/c.mdx' }),
      parsedArticle({ slug: 'd', url: 'https://www.example.org/posts/d/', path: '/site/content/d.md' }),
      parsedArticle({ slug: 'hidden', path: '/site/content/a/hidden.md', draft: true }),
    ],
    [],
  ).articles,
  new Date('2025-01-01T00:00:00Z'),
);
const [from] = catalog.articles;
if (from === undefined) throw new Error('the catalogue is empty');

describe('articleByLink', () => {
  it.each([
    ['next one.md', 'next-one'],
    ['./next%20one.md#part', 'next-one'],
    ['next one', 'next-one'],
    ['../b/setup/index.md', 'setup'],
    ['../b/setup/', 'setup'],
    ['../b/setup?x=1', 'setup'],
    ['../c.mdx', 'blog/2024/slashes'],
    ['/b/setup/index.md', 'setup'],
    ['/b/setup', 'setup'],
    ['/c.mdx', 'blog/2024/slashes'],
    ['/articles/setup/', 'setup'],
    ['/articles/blog/2024/slashes.html', 'blog/2024/slashes'],
    ['setup', 'setup'],
    ['../setup/', 'setup'],
    ['https://example.org/posts/d', 'd'],
    ['http://www.Example.org/posts/d/?utm=1#x', 'd'],
    ['//example.org/posts/d/', 'd'],
  ])('finds %j', (href, slug) => {
    expect(catalog.articleByLink(from, href)?.slug).toBe(slug);
  });

  it.each([
    '',
    '#part',
    'hidden.md',
    'picture.png',
    '/nowhere/',
    'https://example.org/posts/other',
    'https://elsewhere.org/setup',
    'mailto:setup',
    'javascript:setup',
    '%',
    '../../../../etc/passwd',
  ])('finds nothing for %j', (href) => {
    expect(catalog.articleByLink(from, href)).toBeUndefined();
  });
});
