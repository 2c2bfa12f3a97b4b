import { describe, expect, it } from 'vitest';
import { article, articleId, at, newPath, newStore } from './new-store.ts';

const known = (id: string, key = `key-${id}`, contentHash = `hash-${id}`, file = `content/${id}.md`) => ({
  id: articleId(id),
  key,
  contentHash,
  file,
});

describe('article memory', () => {
  it('is born with the archive, once', async () => {
    const { articles } = await newStore();
    expect(await articles.bornAt()).toBeUndefined();
    await articles.takeArchive([known('a'), known('b')], at(1));
    await articles.takeArchive([known('c')], at(2));
    expect(await articles.bornAt()).toEqual(at(1));
    expect(await articles.known()).toEqual([known('a'), known('b')]);
  });

  it('is born from an empty folder too', async () => {
    const { articles } = await newStore();
    await articles.takeArchive([], at(1));
    expect(await articles.bornAt()).toEqual(at(1));
  });

  it('follows edits and renames of what it knows, and nothing else', async () => {
    const { articles } = await newStore();
    await articles.takeArchive([known('a'), known('b')], at(1));
    await articles.update([known('a', 'key-b', 'new', 'moved.md'), known('b', 'key-a'), known('z')], at(2));
    expect(await articles.known()).toEqual([known('a', 'key-b', 'new', 'moved.md'), known('b', 'key-a')]);
  });

  it('takes in quiet articles, quotes and line ends and all', async () => {
    const { articles, announcements } = await newStore();
    await articles.remember([known('a'), known('b', 'it\'s "b"\n 🦊')], at(1));
    await articles.remember([known('a', 'moved')], at(2));
    expect(await articles.known()).toEqual([known('a', 'moved'), known('b', 'it\'s "b"\n 🦊')]);
    expect(await announcements.announce(article('a'), 'planning', at(3))).toBeDefined();
  });

  it('does without the files of articles that an older version has met', async () => {
    const { articles } = await newStore();
    const { file: _file, ...met } = known('a');
    await articles.remember([met], at(1));
    expect(await articles.known()).toEqual([{ ...met, file: undefined }]);
    await articles.update([known('a')], at(2));
    expect(await articles.known()).toEqual([known('a')]);
  });

  it('keeps when the last check was, over a restart', async () => {
    const path = await newPath();
    const { articles, close } = await newStore({ path });
    expect(await articles.lastCheckAt()).toBeUndefined();
    await articles.setLastCheckAt(at(1));
    await articles.setLastCheckAt(at(2));
    await close();
    expect(await (await newStore({ path })).articles.lastCheckAt()).toEqual(at(2));
  });

  it('takes ten thousand articles in one go', async () => {
    const { articles } = await newStore();
    await articles.takeArchive(
      Array.from({ length: 10_000 }, (_, n) => known(`a${n}`)),
      at(1),
    );
    expect(await articles.known()).toHaveLength(10_000);
  });
});
