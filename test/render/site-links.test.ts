import { describe, expect, it } from 'vitest';
import type { ArticleId } from '../../src/catalog/article.ts';
import { articleDeepLink, articleUrl, parseDeepLink, searchPayload } from '../../src/render/site-links.ts';
import { DEEP_LINK_LIMIT } from '../../src/telegram/limits.ts';
import { sampleArticle } from './sample-article.ts';

const template = '{site}/articles/{slug}';
const site = { url: 'https://notes.dev/', template };

describe('articleUrl', () => {
  it.each([
    ['is made from the template', sampleArticle(), site, 'https://notes.dev/articles/flexbox'],
    [
      'encodes each part of the slug',
      sampleArticle({ slug: '/2020/c#/été/' }),
      site,
      'https://notes.dev/articles/2020/c%23/%C3%A9t%C3%A9',
    ],
    [
      'can hold the id',
      sampleArticle(),
      { ...site, template: '{site}/p/{id}?s={slug}' },
      'https://notes.dev/p/k3v9x0q2ab?s=flexbox',
    ],
    ['is the article’s own when it has one', sampleArticle({ url: 'https://else.org/x' }), site, 'https://else.org/x'],
    ['is its own without a site', sampleArticle({ url: 'https://else.org/x' }), { template }, 'https://else.org/x'],
    ['is its own path on the site', sampleArticle({ url: '/x/y' }), site, 'https://notes.dev/x/y'],
    [
      'is made when its own is no web address',
      sampleArticle({ url: 'javascript:x' }),
      site,
      'https://notes.dev/articles/flexbox',
    ],
    ['is absent without a site', sampleArticle(), { template }, undefined],
    ['is absent when Telegram would refuse it', sampleArticle(), { url: 'http://localhost:3000', template }, undefined],
    ['takes a dollar sign for itself', sampleArticle({ slug: '$&' }), site, 'https://notes.dev/articles/%24%26'],
  ])('%s', (_name, article, address, expected) => {
    expect(articleUrl(article, address)).toBe(expected);
  });
});

describe('deep links', () => {
  it('lead back to what they name, within the limit', () => {
    const id = 'A-z_0'.padEnd(32, 'x') as ArticleId;
    const payload = new URL(articleDeepLink('some_bot', id)).searchParams.get('start') ?? '';
    expect(payload).toMatch(new RegExp(`^[A-Za-z0-9_-]{1,${DEEP_LINK_LIMIT}}$`));
    expect(parseDeepLink(payload)).toEqual({ kind: 'article', id });
    expect(parseDeepLink('t_abcd1234')).toEqual({ kind: 'tag', id: 'abcd1234' });
  });

  it.each(['kafka lag', '#c++ "exact phrase" -word', 'поиск статей', '数据库', '🦜', 'x'.repeat(46)])(
    'repeat the search for %j',
    (query) => {
      const payload = searchPayload(query);
      expect(payload).toMatch(new RegExp(`^[A-Za-z0-9_-]{1,${DEEP_LINK_LIMIT}}$`));
      expect(parseDeepLink(payload)).toEqual({ kind: 'search', query });
    },
  );

  it.each(['', 'x'.repeat(47), 'я'.repeat(24)])('ask for words instead of repeating %j', (query) => {
    expect(parseDeepLink(searchPayload(query))).toEqual({ kind: 'search', query: '' });
  });

  it.each(['s_', 's_!', 's_YQ==', 's_-', 's__w', `s_${'YWFh'.repeat(16)}`, 'S'])('search for no %j', (payload) => {
    expect(parseDeepLink(payload)).toBeUndefined();
  });

  it.each(['', 'a_', 'a_é', 't_short', 't_ABCD1234', 'x_abcd1234', `a_${'x'.repeat(33)}`])('take no %j', (payload) => {
    expect(parseDeepLink(payload)).toBeUndefined();
  });
});
