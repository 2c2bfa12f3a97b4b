import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../src/markdown/steps.ts';
import { watchOf } from '../../src/search/watch.ts';
import { createWatchMatcher } from '../../src/search/watch-matcher.ts';
import { type Sample, searchIn } from './search-in.ts';

const known = {
  tag: (name: string) => (name === 'data' || name === 'C#' ? name.toLowerCase() : undefined),
  lang: () => false,
};

function isAnsweredBy(sample: Sample, query: string): boolean {
  const { title = '', tags: tagNames = [], description = '', body = '', lang } = sample;
  const matcher = atOnce(
    createWatchMatcher({ title, tagNames, description, body, mdx: false, ...(lang === undefined ? {} : { lang }) }),
  );
  return matcher(watchOf(query, known) ?? expect.fail(`${query} cannot be watched`));
}

const KAFKA: Sample = {
  title: 'Watching Kafka',
  tags: ['Data', 'C#'],
  description: 'How consumers fall behind',
  body: '## Lags\n\nWith `Node.js` and **OpenSSL** in C++ 17, see [the docs](https://example.org/hidden). Экране. 関係データベース入門',
};

describe('a watch of one article', () => {
  it.each([
    ['kafka'],
    ['KAFKA data'],
    ['lag consumer'],
    ['watched'],
    ['behind lags kafka'],
    ['#data'],
    ['kafka #data #C#'],
    ['c++'],
    ['c#'],
    ['nodejs'],
    ['node.js'],
    ['node js'],
    ['open ssl'],
    ['openssl'],
    ['экраны'],
    ['データベース'],
    ['門'],
    ['関'],
  ])('is answered: %s', (query) => {
    expect(isAnsweredBy(KAFKA, query)).toBe(true);
  });

  it.each([
    ['kafka rabbit'],
    ['kafk'],
    ['kafak'],
    ['watchi'],
    ['f#'],
    ['data++'],
    ['hidden'],
    ['データ入門'],
    ['ベス'],
    ['庫'],
    ['kafka 関門'],
    ['кафка'],
    ['watching #data -kafka rust'],
  ])('is not answered: %s', (query) => {
    expect(isAnsweredBy(KAFKA, query)).toBe(false);
  });

  it('takes a word that is typed twice for one, as a search does', () => {
    expect(isAnsweredBy({ title: 'Nodejs' }, 'node.js node')).toBe(true);
    expect(isAnsweredBy({ title: 'Nodejs' }, 'node.js node file')).toBe(false);
    expect(isAnsweredBy({ title: 'Nodejs' }, 'node.js js')).toBe(false);
  });

  it('asks for every tag', () => {
    expect(isAnsweredBy({ ...KAFKA, tags: ['Data'] }, 'kafka #data #C#')).toBe(false);
    expect(isAnsweredBy({ ...KAFKA, tags: [] }, '#data')).toBe(false);
  });

  it('takes the forms of words from the language of the article', () => {
    expect(isAnsweredBy({ body: 'die Datenbanken', lang: 'de' }, 'datenbank')).toBe(true);
    expect(isAnsweredBy({ body: 'die Datenbanken', lang: 'en' }, 'datenbank')).toBe(false);
  });
});

// Enough articles that have every word keep the search from taking one for a slip of another.
const WORDS = [
  ...['cache', 'caching', 'caches', 'node', 'js', 'node.js', 'nodejs', 'open', 'ssl', 'openssl', 'c++', 'c#', '.net'],
  ...['useState', 'state', 'read_file', 'file', 'статья', 'статьи', 'экране', 'экрана', 'данные', '2025', '1.10'],
  ...['数据库', '据库', '入門', '門', 'ベース', 'データベース', 'café', 'cafe', 'groß'],
];
const everything: Sample = { body: `${WORDS.join('\n\n')}\n\nzzend` };

describe('the matcher and the search', () => {
  it('agree on what has all words', () => {
    const some = (most: number) => fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most });
    fc.assert(
      fc.property(some(8), some(4), fc.constantFrom('title', 'description', 'body'), (has, asked, field) => {
        const sample: Sample = { body: 'zzend', tags: ['zzend'], [field]: `${has.join(' ; ')}\n\nzzend`, lang: 'en' };
        const other = { ...everything, lang: 'en' };
        const search = searchIn({ sample, first: other, second: other, third: other, fourth: other });
        const found = search(`${asked.join(' ')} zzend`);
        expect(found.corrected).toEqual([]);
        expect(isAnsweredBy(sample, asked.join(' '))).toBe(found.complete === 5);
      }),
      { numRuns: 200 },
    );
  });
});
