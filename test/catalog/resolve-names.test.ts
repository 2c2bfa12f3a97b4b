import { describe, expect, it } from 'vitest';
import { describeFolders } from '../../src/catalog/content-files.ts';
import { type ArticleFile, parseArticle } from '../../src/catalog/parse-article.ts';
import { resolveNames } from '../../src/catalog/resolve-names.ts';

const folders = describeFolders(['/site/content', '/site/notes', '/other/content']);

/** Articles from `path: front matter`; a path beginning with `1:` or `2:` lies in another content folder. */
function articlesOf(files: Readonly<Record<string, string>>): ArticleFile[] {
  return Object.entries(files).map(([name, fields]) => {
    const [, order = '0', relativePath = ''] = /^(?:(\d):)?(.*)$/.exec(name) ?? [];
    const folder = folders[Number(order)];
    if (folder === undefined) throw new Error(`no folder ${order}`);
    const file = { folder, relativePath, path: `${folder.path}/${relativePath}` };
    const { article } = parseArticle(file, `---\ntitle: A\n${fields}\n---\n`);
    if (article === undefined) throw new Error(`no article in ${name}`);
    return article;
  });
}

function slugsOf(files: Readonly<Record<string, string>>): Record<string, string> {
  const { named } = resolveNames(articlesOf(files));
  return Object.fromEntries(named.map(({ article, slug }) => [article.content.file, slug]));
}

describe('resolveNames', () => {
  it.each([
    ['my-post.md', '', 'my-post'],
    ['2016-04-14-my-post.md', '', 'my-post'],
    ['my-post/index.md', '', 'my-post'],
    ['My Post.md', '', 'My-Post'],
    ['what?.md', '', 'what'],
    ['???.md', '', expect.stringMatching(/^[a-z2-7]{10}$/)],
    ['a/???.md', '', expect.stringMatching(/^[a-z2-7]{10}$/)],
    ['статья.md', '', 'статья'],
    ['post.fr.md', '', 'fr/post'],
    ['post.fr.md', 'slug: article', 'fr/article'],
    ['a.md', 'slug: blog/2024/a', 'blog/2024/a'],
    ['a.md', 'permalink: /blog/b.html', 'blog/b'],
    ['a.md', 'url: https://example.org/b', 'a'],
    ['a.md', 'slug: b\nurl: /c', 'b'],
  ])('gives %j with %j the slug %j', (path, fields, slug) => {
    expect(Object.values(slugsOf({ [path]: fields }))).toEqual([slug]);
  });

  it('takes folders into the slugs of all files of one name', () => {
    expect(slugsOf({ 'a/post.md': '', 'b/post.md': '', 'post.md': '', 'b/other.md': '', '1:post.md': '' })).toEqual({
      'content/a/post.md': 'a/post',
      'content/b/post.md': 'b/post',
      'content/post.md': 'content/post',
      'notes/post.md': 'notes/post',
      'content/b/other.md': 'other',
    });
  });

  it('keeps every slug apart, whatever the clash', () => {
    const files = {
      'post.md': '',
      'post.mdx': '',
      'post/index.md': '',
      'a/post.md': '',
      'x.md': 'slug: a/post',
      '2:post.md': '',
      '???.md': '',
      '!/???.md': '',
    };
    const { named } = resolveNames(articlesOf(files));
    const slugs = named.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(Object.keys(files).length);
    expect(slugs).not.toContain('');
    expect(named.find(({ article }) => article.content.file === 'content/x.md')?.slug).toBe('a/post');
  });

  it('warns of each file whose slug had to grow', () => {
    const { problems } = resolveNames(articlesOf({ 'a/post.md': '', 'b/post.md': '', 'c.md': '' }));
    expect(problems).toMatchObject([
      { severity: 'warning', file: 'content/a/post.md', message: expect.stringContaining('"a/post"') },
      { severity: 'warning', file: 'content/b/post.md', message: expect.stringContaining('"b/post"') },
    ]);
  });

  it('gives the same slugs and keys in any order', () => {
    const articles = articlesOf({ 'a/post.md': '', 'b/post.md': '', 'post.md': '', 'c.md': 'slug: post', 'd.md': '' });
    const outcome = (list: readonly ArticleFile[]) =>
      resolveNames(list)
        .named.map(({ article, slug }) => `${article.content.file} ${article.names.key} ${slug}`)
        .sort();
    expect(outcome(articles.toReversed())).toEqual(outcome(articles));
  });

  it.each([
    ['id', 'id: same', 'id: same'],
    ['slug', 'slug: same', 'slug: /same/'],
    ['slug', 'slug: same', 'permalink: /same/'],
  ])('refuses the second claim of one %s and names both files', (field, first, second) => {
    const { named, problems } = resolveNames(articlesOf({ 'a.md': first, 'b.md': second }));
    expect(named.map(({ article }) => article.content.file)).toEqual(['content/a.md']);
    expect(problems).toMatchObject([
      { severity: 'error', file: 'content/b.md', line: 3, message: expect.stringContaining('content/a.md') },
    ]);
    expect(problems[0]?.message).toContain(`${field} "same"`);
  });

  it('lets translations share a slug', () => {
    expect(slugsOf({ 'a.fr.md': 'slug: same', 'a.md': 'slug: same' })).toEqual({
      'content/a.fr.md': 'fr/same',
      'content/a.md': 'same',
    });
  });
});

describe('keys and ids', () => {
  const namesOf = (path: string, fields: string) => articlesOf({ [path]: fields })[0]?.names;

  it.each([
    ['a/b.md', '', 'file:a/b.md', []],
    ['a/b.md', 'slug: c', 'slug:c', ['file:a/b.md']],
    ['a/b.md', 'id: x\nslug: c', 'id:x', ['slug:c', 'file:a/b.md']],
    ['b.fr.md', '', 'file:b.fr.md', []],
    ['1:b.md', '', 'file:notes:b.md', []],
    ['2:b.md', '', 'file:content-3:b.md', []],
  ])('of %j with %j are %j, formerly %j', (path, fields, key, formerKeys) => {
    expect(namesOf(path, fields)).toMatchObject({ key, formerKeys });
  });

  it('take a fitting id as it stands and hash every other key to ten characters', () => {
    expect(namesOf('a.md', 'id: My_id-1')?.naturalId).toBe('My_id-1');
    expect(namesOf('a.md', 'id: 42')?.naturalId).toBe('42');
    for (const fields of ['id: with space', `id: ${'x'.repeat(33)}`, 'id: a/b', 'slug: x', '']) {
      expect(namesOf('a.md', fields)?.naturalId).toMatch(/^[a-z2-7]{10}$/);
    }
    expect(namesOf('a/x.md', '')?.naturalId).toBe('4n5mqtndkr');
  });
});
