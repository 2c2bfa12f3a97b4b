import { describe, expect, it } from 'vitest';
import type { ParsedArticle } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { parsedArticle } from './parsed.ts';

const day = (text: string) => new Date(`2025-01-${text}T00:00:00Z`);
const part = (slug: string, fields: Partial<ParsedArticle>) => parsedArticle({ slug, series: 'Queues', ...fields });

function seriesOf(slug: string, ...articles: ParsedArticle[]) {
  const catalog = createCatalog(assignIds(articles, []).articles, day('31'));
  const article = catalog.articles.find((each) => each.slug === slug);
  const place = article && catalog.seriesOf(article);
  return place && { ...place, articles: place.articles.map((each) => each.slug) };
}

describe('the place in a series', () => {
  it('follows the dates, oldest first', () => {
    const parts = [part('b', { date: day('02') }), part('c', { date: day('03') }), part('a', { date: day('01') })];
    expect(seriesOf('c', ...parts)).toEqual({ title: 'Queues', part: 3, articles: ['a', 'b', 'c'] });
    expect(seriesOf('a', ...parts)?.part).toBe(1);
  });

  it('follows the numbers that parts give themselves, whatever their dates; parts without one come last', () => {
    const parts = [
      part('extra', { date: day('01') }),
      part('two', { seriesPart: 2, date: day('02') }),
      part('one', { seriesPart: 1, date: day('03') }),
      part('later', { date: day('04') }),
    ];
    expect(seriesOf('later', ...parts)).toEqual({
      title: 'Queues',
      part: 4,
      articles: ['one', 'two', 'extra', 'later'],
    });
  });

  it('does not depend on how the name is written', () => {
    expect(seriesOf('b', part('a', {}), part('b', { series: ' queues' }))?.articles).toHaveLength(2);
  });

  it('counts what readers may see only', () => {
    const parts = [part('a', { date: day('01') }), part('b', { draft: true }), part('c', { date: day('03') })];
    expect(seriesOf('c', ...parts)).toMatchObject({ part: 2, articles: ['a', 'c'] });
  });

  it('is none without a series, or with a single part', () => {
    expect(seriesOf('a', parsedArticle({ slug: 'a' }), part('b', {}))).toBeUndefined();
    expect(seriesOf('b', parsedArticle({ slug: 'a' }), part('b', {}))).toBeUndefined();
  });
});
