import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { createContentLoader } from '../../src/catalog/content-loader.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { resolveLink } from '../../src/reading/article-references.ts';

const site = { url: 'https://notes.example', template: '{site}/articles/{slug}' };
let folder: string;
let content: string;
let catalog: Catalog;
let from: Article;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'references-')));
  content = join(folder, 'content');
  await mkdir(join(content, 'posts'), { recursive: true });
  await writeFile(join(content, 'posts', 'first.md'), '---\ntitle: First\n---\nText');
  await writeFile(join(content, 'posts', 'second.md'), '---\ntitle: Second\nid: second-1\n---\nText');
  const { articles } = await createContentLoader({ folders: [content] }).load();
  catalog = createCatalog(assignIds(articles, []).articles, new Date());
  from = catalog.articles.find(({ title }) => title === 'First') as Article;
});
afterAll(() => rm(folder, { recursive: true }));

describe('a link in an article', () => {
  it.each([
    ['second.md', 'https://t.me/notes_bot?start=a_second-1'],
    ['./second', 'https://t.me/notes_bot?start=a_second-1'],
    ['/articles/second', 'https://t.me/notes_bot?start=a_second-1'],
    ['/about', 'https://notes.example/about'],
    ['other.html', 'https://notes.example/articles/other.html'],
    ['https://example.com/x?y=1#z', 'https://example.com/x?y=1#z'],
    ['//example.com/x', 'https://example.com/x'],
    ['tg://resolve?domain=durov', 'tg://resolve?domain=durov'],
  ])('leads from %s to %s', (href, expected) => {
    expect(resolveLink(href, from, { catalog, site, bot: 'notes_bot' })).toBe(expected);
  });

  it.each(['draft.md', '../posts/gone.mdx#part', 'javascript:alert(1)', '#top', 'file:///etc/passwd', 'https://'])(
    'leads nowhere from %s',
    (href) => {
      expect(resolveLink(href, from, { catalog, site, bot: 'notes_bot' })).toBeUndefined();
    },
  );

  it('leads nowhere when it is relative and the site has no address', () => {
    const noSite = { url: undefined, template: site.template };
    expect(resolveLink('/about', from, { catalog, site: noSite, bot: 'notes_bot' })).toBeUndefined();
  });
});
