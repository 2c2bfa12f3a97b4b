import { mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type ContentLoader, createContentLoader } from '../../src/catalog/content-loader.ts';
import { temporaryFolder, writeFiles } from './temporary-folder.ts';

function loaderOf(...folders: string[]): ContentLoader {
  return createContentLoader({ folders });
}

const slugsOf = async (loader: ContentLoader) => (await loader.load()).articles.map(({ slug }) => slug);

describe('finding files', () => {
  it('takes every kind of article file in all folders below, whatever their names', async () => {
    const folder = temporaryFolder({
      'a.md': '# A',
      'b.MDX': '# B',
      'c.Markdown': '# C',
      'deep/er/d.md': '# D',
      'with space/Ünï (c) [d] *.md': '# E',
      '_posts/f.md': '# F',
      'g.txt': 'no',
      'h.png': 'no',
    });
    expect((await slugsOf(loaderOf(folder))).sort()).toEqual(['a', 'b', 'c', 'd', 'f', 'Ünï-(c)-[d]-*'].sort());
  });

  it('leaves out what is no article', async () => {
    const folder = temporaryFolder({
      'README.md': '# A',
      'sub/readme.ru.md': '# A',
      'LICENSE.md': '# A',
      'Changelog.md': '# A',
      'CONTRIBUTING.markdown': '# A',
      '_index.md': '# A',
      '.hidden.md': '# A',
      '.git/a.md': '# A',
      'node_modules/x/a.md': '# A',
      '_drafts/a.md': '# A',
      'a/_drafts/a.md': '# A',
      'readme-first.md': '# A',
    });
    expect(await loaderOf(folder).load()).toMatchObject({ articles: [{ slug: 'readme-first' }], filesSeen: 1 });
  });

  it('reports a file of more than 2 MiB with a remedy that helps', async () => {
    const folder = temporaryFolder({ 'a.md': `# A\n${'x'.repeat(2 * 1024 * 1024)}`, 'b.md': '# B' });
    const { articles, problems } = await loaderOf(folder).load();
    expect(articles).toMatchObject([{ slug: 'b' }]);
    expect(problems).toMatchObject([
      { message: 'the file is larger than 2 MiB', remedy: expect.stringContaining('Divide it') },
    ]);
  });

  it('reports a folder that cannot be read, and loads the others', async () => {
    const folder = temporaryFolder({ 'a.md': '# A', file: '' });
    const loaded = await loaderOf(join(folder, 'none'), join(folder, 'file'), folder).load();
    expect(loaded.folders).toMatchObject([{ readable: false }, { readable: false }, { readable: true }]);
    expect(loaded.folders[0]?.error).toBe('it does not exist');
    expect(loaded.articles).toHaveLength(1);
  });

  it('tells an empty folder from an unreadable one', async () => {
    const loaded = await loaderOf(temporaryFolder()).load();
    expect(loaded).toMatchObject({ articles: [], problems: [], folders: [{ readable: true }], filesSeen: 0 });
  });

  it('follows links once, round in a circle too', async () => {
    const elsewhere = temporaryFolder({ 'b.md': '# B' });
    const folder = temporaryFolder({ 'sub/a.md': '# A' });
    symlinkSync(folder, join(folder, 'sub/again'));
    symlinkSync(join(folder, 'sub'), join(folder, 'alias'));
    symlinkSync(join(folder, 'sub/a.md'), join(folder, '0.md'));
    symlinkSync(join(folder, 'self.md'), join(folder, 'self.md'));
    symlinkSync(join(folder, 'gone.md'), join(folder, 'gone-link.md'));
    symlinkSync(elsewhere, join(folder, 'linked'));
    const { articles, problems } = await loaderOf(folder).load();
    expect(articles.map(({ key }) => key)).toEqual(['file:linked/b.md', 'file:sub/a.md']);
    expect(problems).toEqual([]);
  });

  it('meets a file once when content folders overlap', async () => {
    const folder = temporaryFolder({ 'sub/a.md': '# A' });
    expect((await loaderOf(folder, join(folder, 'sub')).load()).filesSeen).toBe(1);
  });

  it('stops when it is told to', async () => {
    const folder = temporaryFolder({ 'a.md': '# A' });
    await expect(loaderOf(folder).load(AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});

describe('loading again', () => {
  it('reads only what has changed', async () => {
    const folder = temporaryFolder({ 'a.md': '# A', 'b.md': '# B', 'c.md': '# C' });
    const loader = loaderOf(folder);
    const first = await loader.load();
    const second = await loader.load();
    expect([first.filesParsed, second.filesParsed]).toEqual([3, 0]);
    expect(second.articles).toEqual(first.articles);

    writeFileSync(join(folder, 'b.md'), '# Another');
    rmSync(join(folder, 'c.md'));
    writeFiles(folder, { 'd.md': '# D' });
    const third = await loader.load();
    expect(third).toMatchObject({ filesSeen: 3, filesParsed: 2 });
    expect(third.articles.map(({ title }) => title)).toEqual(['A', 'Another', 'D']);
  });

  it('sees a change that keeps the size, and a file that takes the place of another', async () => {
    const folder = temporaryFolder({ 'a.md': '# A', 'other.txt': '# C' });
    const loader = loaderOf(folder);
    await loader.load();
    const { atime, mtime } = statSync(join(folder, 'a.md'));
    writeFileSync(join(folder, 'a.md'), '# B');
    utimesSync(join(folder, 'a.md'), atime, new Date(mtime.getTime() + 5));
    expect((await loader.load()).articles).toMatchObject([{ title: 'B' }]);

    const before = statSync(join(folder, 'a.md'));
    utimesSync(join(folder, 'other.txt'), before.atime, before.mtime);
    renameSync(join(folder, 'other.txt'), join(folder, 'a.md'));
    expect((await loader.load()).articles).toMatchObject([{ title: 'C' }]);
  });

  it('reports the same faults each time, read again or not', async () => {
    const folder = temporaryFolder({
      'bad.md': '---\ntitle: [\n---\n',
      'date.md': '---\ntitle: A\ndate: 2025-02-30\n---\n',
      'good.md': '# Good',
      'js.md': '---js\n{ title: (globalThis.ranFrontMatter = "x") }\n---\n',
      'empty.md': '',
    });
    const loader = loaderOf(folder);
    const { problems, articles } = await loader.load();
    expect(problems.map(({ severity, line }) => [severity, line])).toEqual([
      ['error', 2],
      ['warning', 3],
      ['error', undefined],
      ['error', 1],
    ]);
    expect(articles.map(({ title }) => title)).toEqual(['A', 'Good']);
    expect((await loader.load()).problems).toEqual(problems);
    expect((await loaderOf(folder).load()).problems).toEqual(problems);
    expect('ranFrontMatter' in globalThis).toBe(false);
  });

  it('does not mind files and folders that vanish at any moment', async () => {
    const folders = Array.from({ length: 30 }, (_, i) => `${i + 10}`);
    for (let turnsBefore = 0; turnsBefore < 24; turnsBefore += 1) {
      const folder = temporaryFolder(Object.fromEntries(folders.map((name) => [`${name}/a.md`, '# A'])));
      const loading = loaderOf(folder).load();
      for (let turn = 0; turn < turnsBefore; turn += 1) await nextTurn();
      for (const name of folders) rmSync(join(folder, name), { recursive: true });
      const { problems, folders: reports } = await loading;
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(reports).toMatchObject([{ readable: true }]);
    }
  });

  it('gives the event loop turns while it loads', async () => {
    const text = `---\ntitle: A\n---\n${'Some *words* in a [paragraph](b.md).\n\n'.repeat(200)}`;
    const folder = temporaryFolder(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.md`, text])));
    let turns = 0;
    let loaded = false;
    const loading = loaderOf(folder)
      .load()
      .finally(() => {
        loaded = true;
      });
    for (; !loaded; turns += 1) await nextTurn();
    await loading;
    expect(turns).toBeGreaterThan(200 / 16);
  });
});

describe('covers', () => {
  const withCover = (cover: string) => `---\ntitle: A\ncover: ${cover}\n---\n`;

  it('come from beside the article or from the top of its folder', async () => {
    const folder = temporaryFolder({
      'posts/a.md': withCover('./my%20cover.png'),
      'posts/b.md': withCover('/img/b.jpg'),
      'posts/c.md': withCover('../img/b.jpg'),
      'posts/d.md': withCover('https://example.org/d.png'),
      'posts/e.md': withCover('[missing.png, ../img/b.jpg]'),
      'posts/my cover.png': 'x',
      'img/b.jpg': 'x',
    });
    const { articles, problems } = await loaderOf(folder).load();
    expect(articles.map(({ cover }) => cover)).toEqual([
      { kind: 'file', path: join(folder, 'posts/my cover.png') },
      { kind: 'file', path: join(folder, 'img/b.jpg') },
      { kind: 'file', path: join(folder, 'img/b.jpg') },
      { kind: 'url', url: 'https://example.org/d.png' },
      { kind: 'file', path: join(folder, 'img/b.jpg') },
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['../secret.png', 'outside'],
    ['link.png', 'outside'],
    ['/etc/hostname.png', 'not found'],
    ['missing.png', 'not found'],
    ['folder.png', 'not found'],
    ['drawing.svg', 'no picture'],
    ['data:image/png;base64,AAAA', 'neither'],
    ['file:///etc/passwd', 'neither'],
  ])('are never taken from %s, with a warning', async (cover, reason) => {
    const root = temporaryFolder({ 'secret.png': 'x', 'content/a.md': withCover(cover), 'content/drawing.svg': 'x' });
    symlinkSync(join(root, 'secret.png'), join(root, 'content/link.png'));
    mkdirSync(join(root, 'content/folder.png'));
    const { articles, problems } = await loaderOf(join(root, 'content')).load();
    expect(articles[0]).not.toHaveProperty('cover');
    expect(problems).toMatchObject([
      { severity: 'warning', file: 'content/a.md', line: 3, message: expect.stringContaining(reason) },
    ]);
  });

  it('that are ids of a picture service are passed over in silence', async () => {
    const folder = temporaryFolder({ 'a.md': withCover('unsplash/photo-12345') });
    const { articles, problems } = await loaderOf(folder).load();
    expect(articles[0]).not.toHaveProperty('cover');
    expect(problems).toEqual([]);
  });

  it('appear and vanish with their file, though the article stays as it is', async () => {
    const folder = temporaryFolder({ 'a.md': withCover('a.png') });
    const loader = loaderOf(folder);
    expect((await loader.load()).articles[0]?.cover).toBeUndefined();
    writeFiles(folder, { 'a.png': 'x' });
    expect(await loader.load()).toMatchObject({
      filesParsed: 0,
      articles: [{ cover: { kind: 'file' } }],
      problems: [],
    });
    rmSync(join(folder, 'a.png'));
    expect((await loader.load()).articles[0]?.cover).toBeUndefined();
  });
});
