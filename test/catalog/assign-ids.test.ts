import { describe, expect, it } from 'vitest';
import type { ArticleId } from '../../src/catalog/article.ts';
import { assignIds, type RememberedArticle } from '../../src/catalog/assign-ids.ts';
import { parsedArticle } from './parsed.ts';

const known = (id: string, key: string, contentHash: string): RememberedArticle => ({
  id: id as ArticleId,
  key,
  contentHash,
});
const article = (key: string, contentHash: string, more: Partial<Parameters<typeof parsedArticle>[0]> = {}) =>
  parsedArticle({ slug: key, key, contentHash, ...more });

describe('assignIds', () => {
  it('gives new articles their natural ids', () => {
    const [a, b] = [article('file:a.md', '1'), article('file:b.md', '2')];
    expect(assignIds([a, b], [])).toEqual({
      articles: [
        { ...a, id: a.naturalId },
        { ...b, id: b.naturalId },
      ],
      changed: [],
      renamed: [],
      fresh: [a.naturalId, b.naturalId],
      vanished: [],
    });
  });

  it('keeps the id of a known key and reports new content', () => {
    const before = [known('old1', 'file:a.md', '1'), known('old2', 'file:b.md', '2')];
    const outcome = assignIds([article('file:a.md', '1'), article('file:b.md', 'new')], before);
    expect(outcome.articles.map(({ id }) => id)).toEqual(['old1', 'old2']);
    expect(outcome.changed).toEqual([known('old2', 'file:b.md', 'new')]);
    expect(outcome).toMatchObject({ renamed: [], fresh: [], vanished: [] });
  });

  it('knows the same content under a new name', () => {
    const outcome = assignIds([article('file:new.md', '1')], [known('old', 'file:a.md', '1')]);
    expect(outcome).toMatchObject({
      articles: [{ id: 'old' }],
      changed: [known('old', 'file:new.md', '1')],
      renamed: [{ id: 'old', from: 'file:a.md', to: 'file:new.md' }],
      fresh: [],
      vanished: [],
    });
  });

  it('takes a copy beside its original for an article of its own', () => {
    const outcome = assignIds(
      [article('file:copy.md', '1'), article('file:a.md', '1')],
      [known('old', 'file:a.md', '1')],
    );
    expect(outcome.articles[1]?.id).toBe('old');
    expect(outcome.fresh).toEqual([outcome.articles[0]?.id]);
  });

  it('lets only one of two copies follow a vanished original', () => {
    const outcome = assignIds([article('file:b.md', '1'), article('file:c.md', '1')], [known('old', 'file:a.md', '1')]);
    expect(outcome.articles[0]?.id).toBe('old');
    expect(outcome.fresh).toEqual([outcome.articles[1]?.id]);
  });

  it('follows an article that got a slug or an id in its front matter', () => {
    const before = [known('old', 'file:a.md', '1')];
    const withSlug = article('slug:x', '2', { formerKeys: ['file:a.md'] });
    const withId = article('id:x', '3', { formerKeys: ['slug:x', 'file:a.md'] });
    expect(assignIds([withSlug], before)).toMatchObject({ articles: [{ id: 'old' }], fresh: [] });
    expect(assignIds([withId], before)).toMatchObject({ articles: [{ id: 'old' }], fresh: [] });
    expect(assignIds([withId], [known('old', 'slug:x', '2')])).toMatchObject({ articles: [{ id: 'old' }] });
  });

  it('follows an article that was moved to another folder and edited, when there is no doubt', () => {
    const before = [known('old', 'file:a/post.md', '1')];
    expect(assignIds([article('file:b/post.md', '2')], before)).toMatchObject({ articles: [{ id: 'old' }], fresh: [] });
    expect(assignIds([article('file:post/index.md', '2')], before)).toMatchObject({ articles: [{ id: 'old' }] });
    const doubtful = [article('file:b/post.md', '2'), article('file:c/post.md', '3')];
    expect(assignIds(doubtful, before)).toMatchObject({ fresh: { length: 2 }, vanished: before });
    expect(assignIds([article('file:a/post.md', '1'), article('file:b/post.md', '2')], before).fresh).toHaveLength(1);
  });

  it('reports vanished articles and knows them again when they come back', () => {
    const before = [known('old', 'file:a.md', '1'), known('other', 'file:b.md', '2')];
    expect(assignIds([article('file:b.md', '2')], before).vanished).toEqual([before[0]]);
    expect(assignIds([], before).vanished).toEqual(before);
    const back = assignIds([article('file:a.md', 'edited'), article('file:b.md', '2')], before);
    expect(back).toMatchObject({ articles: [{ id: 'old' }, { id: 'other' }], fresh: [], vanished: [] });
  });

  it('gives a longer id when another article has the natural one', () => {
    const a = article('id:x', '1', { naturalId: 'x' as ArticleId });
    const outcome = assignIds([a], [known('x', 'file:other.md', '2')]);
    expect(outcome.articles[0]?.id).toMatch(/^[a-z2-7]{16}$/);
    expect(outcome.vanished).toHaveLength(1);
  });

  it('does not hang on the order of the articles', () => {
    const before = [known('1', 'file:a.md', '1'), known('2', 'file:b.md', '2'), known('3', 'file:x/c.md', '3')];
    const now = [
      article('file:b.md', '1'),
      article('file:z.md', '9'),
      article('file:y/c.md', '8'),
      article('file:q.md', '1'),
    ];
    const ids = (list: typeof now) =>
      Object.fromEntries(assignIds(list, before).articles.map(({ key, id }) => [key, id]));
    expect(ids(now.toReversed())).toEqual(ids(now));
    expect(ids(now)).toMatchObject({ 'file:b.md': '2', 'file:q.md': '1', 'file:y/c.md': '3' });
  });
});
