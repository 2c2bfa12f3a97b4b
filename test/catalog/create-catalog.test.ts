import { describe, expect, it } from 'vitest';
import type { ParsedArticle } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { createCatalog, nextChangeAt } from '../../src/catalog/create-catalog.ts';
import { tagKey } from '../../src/catalog/tag-key.ts';
import { parsedArticle } from './parsed.ts';

const NOW = new Date('2025-01-01T12:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);

function catalogOf(...articles: ParsedArticle[]): Catalog {
  return createCatalog(assignIds(articles, []).articles, NOW);
}

function tagged(slug: string, ...tagNames: string[]): ParsedArticle {
  return parsedArticle({ slug, tagNames });
}

const slugs = (articles: readonly { slug: string }[]) => articles.map(({ slug }) => slug);
const names = (tags: readonly { name: string }[]) => tags.map(({ name }) => name);

describe('the articles of a catalogue', () => {
  it('are those that readers may see, newest first and undated last', () => {
    const catalog = catalogOf(
      parsedArticle({ slug: 'undated' }),
      parsedArticle({ slug: 'old', date: day('1990-01-01') }),
      parsedArticle({ slug: 'ancient', date: day('1960-01-01') }),
      parsedArticle({ slug: 'draft', date: day('2024-01-01'), draft: true }),
      parsedArticle({ slug: 'now', date: NOW }),
      parsedArticle({ slug: 'later', date: new Date(NOW.getTime() + 1) }),
      parsedArticle({ slug: 'undated-2' }),
    );
    expect(slugs(catalog.articles)).toEqual(['now', 'old', 'ancient', 'undated', 'undated-2']);
  });

  it('are found by id, and only the visible ones', () => {
    const [shown, draft] = [parsedArticle({ slug: 'a' }), parsedArticle({ slug: 'b', draft: true })];
    const catalog = catalogOf(shown, draft);
    expect(catalog.article(shown.naturalId)?.slug).toBe('a');
    expect(catalog.article(draft.naturalId)).toBeUndefined();
    expect(catalog.article('nothing')).toBeUndefined();
  });

  it('tell nothing that only the loader needs', () => {
    const [article] = catalogOf(tagged('a', 'x')).articles;
    expect(Object.keys(article ?? {})).not.toEqual(expect.arrayContaining(['draft', 'tagNames', 'naturalId']));
  });

  it('change next when the first waiting date comes', () => {
    const articles = [
      parsedArticle({ slug: 'a', date: day('2025-03-01') }),
      parsedArticle({ slug: 'b', date: day('2025-02-01') }),
      parsedArticle({ slug: 'c', date: day('2025-01-15'), draft: true }),
      parsedArticle({ slug: 'd', date: day('2024-02-01') }),
    ];
    expect(nextChangeAt(articles, NOW)).toEqual(day('2025-02-01'));
    expect(nextChangeAt(articles, day('2025-03-01'))).toBeUndefined();
  });
});

describe('the tags of a catalogue', () => {
  // Spellings as they stand beside each other in a real catalogue.
  const catalog = catalogOf(
    parsedArticle({ slug: 'a', date: day('2024-06-01'), tagNames: ['architecture', 'Kafka', 'next.js', 'DevOps'] }),
    parsedArticle({ slug: 'b', date: day('2024-05-01'), tagNames: ['Architecture', 'kafka', 'Next.js', 'devops'] }),
    parsedArticle({
      slug: 'c',
      date: day('2024-04-01'),
      tagNames: ['Architecture', 'Web Development', 'devops', 'DevOps'],
    }),
    parsedArticle({ slug: 'd', date: day('2024-03-01'), tagNames: ['web_development', 'devops'] }),
    parsedArticle({ slug: 'e', date: day('2025-06-01'), tagNames: ['KAFKA', 'KAFKA later', 'kafka'] }),
  );

  it('are one whatever their case and spacing, under the spelling most used, else the newest', () => {
    expect(catalog.tags.map(({ name, count }) => [name, count])).toEqual([
      ['devops', 4],
      ['Architecture', 3],
      ['Kafka', 2],
      ['next.js', 2],
      ['Web Development', 2],
    ]);
  });

  it('stand on their articles once each, in the order written', () => {
    expect(names(catalog.articles[2]?.tags ?? [])).toEqual(['Architecture', 'Web Development', 'devops']);
  });

  it('are found by any spelling and by id, with their articles newest first', () => {
    const tag = catalog.tag('DEVOPS');
    expect(tag?.key).toBe('devops');
    expect(catalog.tagById(tag?.id ?? '')).toBe(tag);
    expect(slugs(catalog.articlesWithTag(tagKey('DevOps')))).toEqual(['a', 'b', 'c', 'd']);
    expect(catalog.articlesWithTag(tagKey('none'))).toEqual([]);
    expect([catalog.tag('none'), catalog.tagById('none')]).toEqual([undefined, undefined]);
  });

  it('keep signs apart', () => {
    expect(names(catalogOf(tagged('a', 'c', 'c++', 'c#', '.net', 'net', 'Б', '猫')).tags)).toHaveLength(7);
  });
});

describe('what is related', () => {
  const catalog = catalogOf(
    parsedArticle({ slug: 'a', tagNames: ['common', 'rare', 'x'] }),
    parsedArticle({ slug: 'b', tagNames: ['common', 'rare'], date: day('2024-01-01') }),
    parsedArticle({ slug: 'c', tagNames: ['common', 'x'], date: day('2024-01-01') }),
    parsedArticle({ slug: 'd', tagNames: ['common', 'x'], date: day('2024-02-01') }),
    parsedArticle({ slug: 'e', tagNames: ['common'], date: day('2024-03-01') }),
    parsedArticle({ slug: 'f', tagNames: ['lonely'] }),
  );
  const article = (slug: string) => {
    const found = catalog.articles.find((each) => each.slug === slug);
    if (found === undefined) throw new Error(slug);
    return found;
  };

  it('are articles that share rare tags first, then newer ones', () => {
    expect(slugs(catalog.relatedArticles(article('a'), 10))).toEqual(['b', 'd', 'c', 'e']);
    expect(slugs(catalog.relatedArticles(article('a'), 2))).toEqual(['b', 'd']);
    expect(catalog.relatedArticles(article('f'), 10)).toEqual([]);
  });

  it('are newer articles first among equals, whichever tag they share', () => {
    const equals = catalogOf(
      tagged('a', 'one', 'two'),
      parsedArticle({ slug: 'older', tagNames: ['one'], date: day('2024-01-01') }),
      parsedArticle({ slug: 'newer', tagNames: ['two'], date: day('2024-01-02') }),
    );
    const [, , a] = equals.articles;
    expect(a && slugs(equals.relatedArticles(a, 2))).toEqual(['newer', 'older']);
  });

  it('are also articles whose texts are alike, and first those that share tags as well', () => {
    const likeness = new Map(
      catalog.articles.map(({ id, slug }) => [id, { f: 0.3, c: 0.35, e: 0.05, a: 1 }[slug] ?? 0]),
    );
    expect(slugs(catalog.relatedArticles(article('a'), 10, likeness))).toEqual(['c', 'b', 'd', 'f', 'e']);
    expect(slugs(catalog.relatedArticles(article('f'), 10, new Map([[article('b').id, 0.2]])))).toEqual(['b']);
    expect(catalog.relatedArticles(article('f'), 10, new Map([['gone', 1]]))).toEqual([]);
  });

  it('are tags that appear together more than by being common', () => {
    expect(names(catalog.relatedTags(tagKey('rare'), 10))).toEqual(['common', 'x']);
    expect(names(catalog.relatedTags(tagKey('x'), 1))).toEqual(['common']);
    expect(catalog.relatedTags(tagKey('lonely'), 10)).toEqual([]);
    expect(catalog.relatedTags(tagKey('none'), 10)).toEqual([]);
  });
});
