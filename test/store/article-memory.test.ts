import { describe, expect, it } from 'vitest';
import { article, articleId, at, newStore } from './new-store.ts';

const known = (id: string, key = `key-${id}`, contentHash = `hash-${id}`) => ({ id: articleId(id), key, contentHash });

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
    await articles.update([known('a', 'key-b', 'new'), known('b', 'key-a'), known('z')], at(2));
    expect(await articles.known()).toEqual([known('a', 'key-b', 'new'), known('b', 'key-a')]);
  });

  it('takes in quiet articles, quotes and line ends and all', async () => {
    const { articles, ledger } = await newStore();
    await articles.remember([known('a'), known('b', 'it\'s "b"\n 🦊')], at(1));
    await articles.remember([known('a', 'moved')], at(2));
    expect(await articles.known()).toEqual([known('a', 'moved'), known('b', 'it\'s "b"\n 🦊')]);
    expect(await ledger.announce(article('a'), at(3))).toMatchObject({ articleId: 'a' });
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
