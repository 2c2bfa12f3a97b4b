import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFullCatalog, loadEverything } from '../../src/catalog/load-everything.ts';
import { NOW, writeFiles } from '../check/check-folder.ts';

const FILES = {
  'a.md': '---\ntitle: A\n---\nText',
  'draft.md': '---\ntitle: D\ndraft: true\n---\nText',
  'later.md': '---\ntitle: L\ndate: 2999-01-01\n---\nText',
  'in/b.md': '---\ntitle: B\n---\nText',
  '_hidden.md': '# H\n\nText',
  'notes.txt': '# N\n\nText',
};

describe('everything that an author has', () => {
  it('includes drafts and articles of the future, and tells them apart', async () => {
    const { articles, hidden } = await loadEverything({ folders: [await writeFiles(FILES)] }, NOW);
    expect(articles.map(({ slug }) => slug)).toEqual(['a', 'draft', 'b', 'later']);
    expect(articles.filter(({ id }) => hidden.has(id)).map(({ slug }) => slug)).toEqual(['draft', 'later']);
    expect(createFullCatalog(articles).articles).toHaveLength(4);
  });

  it.each(['_hidden.md', 'notes.txt', 'a.md'])('includes %s once when it is named', async (name) => {
    const folder = await writeFiles(FILES);
    const { articles } = await loadEverything({ folders: [folder], also: join(folder, name) }, NOW);
    expect(articles.filter(({ path }) => path === join(folder, name))).toHaveLength(1);
  });

  it('leaves out inner folders when it is told so', async () => {
    const { articles } = await loadEverything({ folders: [await writeFiles(FILES)], flat: true }, NOW);
    expect(articles.map(({ slug }) => slug)).toEqual(['a', 'draft', 'later']);
  });

  it('tells how far it has come', async () => {
    const heard: [number, number][] = [];
    const onRead = (done: number, total: number) => heard.push([done, total]);
    await loadEverything({ folders: [await writeFiles(FILES)], onRead }, NOW);
    expect(heard.at(-1)).toEqual([4, 4]);
    expect(heard).toHaveLength(4);
  });
});
