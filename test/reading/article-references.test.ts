import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveImage, resolveLink } from '../../src/reading/article-references.ts';
import type { Article } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { createContentLoader } from '../../src/catalog/content-loader.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';

const site = { url: 'https://notes.example', template: '{site}/articles/{slug}' };
let folder: string;
let content: string;
let catalog: Catalog;
let from: Article;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'references-')));
  content = join(folder, 'content');
  await mkdir(join(content, 'posts', 'my images'), { recursive: true });
  await writeFile(join(content, 'posts', 'first.md'), '---\ntitle: First\n---\nText');
  await writeFile(join(content, 'posts', 'second.md'), '---\ntitle: Second\nid: second-1\n---\nText');
  await writeFile(join(content, 'posts', 'my images', 'a.png'), 'png');
  await writeFile(join(content, 'root.png'), 'png');
  await writeFile(join(folder, 'secret.png'), 'png');
  await symlink(join(folder, 'secret.png'), join(content, 'posts', 'link.png'));
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

  it.each(['javascript:alert(1)', '#top', 'file:///etc/passwd', 'https://'])('leads nowhere from %s', (href) => {
    expect(resolveLink(href, from, { catalog, site, bot: 'notes_bot' })).toBeUndefined();
  });

  it('leads nowhere when it is relative and the site has no address', () => {
    const noSite = { url: undefined, template: site.template };
    expect(resolveLink('/about', from, { catalog, site: noSite, bot: 'notes_bot' })).toBeUndefined();
  });
});

describe('a picture in an article', () => {
  it.each([
    ['my%20images/a.png', 'posts/my images/a.png'],
    ['my images/a.png', 'posts/my images/a.png'],
    ['../root.png', 'root.png'],
    ['/root.png', 'root.png'],
    ['/root.png?v=2', 'root.png'],
  ])('is found at %s', (url, expected) => {
    expect(resolveImage(url, from, [content])).toEqual({ kind: 'file', path: join(content, expected) });
  });

  it.each(['../../secret.png', 'link.png', 'missing.png', '/etc/hostname', 'data:image/png;base64,AA', '%E0%A4%A'])(
    'is never taken from outside the content folder or from nowhere: %s',
    (url) => {
      expect(resolveImage(url, from, [content])).toBeUndefined();
    },
  );

  it('keeps an address of its own', () => {
    expect(resolveImage('//cdn.example/a.png', from, [content])).toEqual({
      kind: 'url',
      url: 'https://cdn.example/a.png',
    });
  });
});
