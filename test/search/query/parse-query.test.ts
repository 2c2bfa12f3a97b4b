import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_QUERY_WORDS, parseQuery } from '../../../src/search/query/parse-query.ts';

const known = {
  tag: (name: string) => (['python', 'c++', 'machine learning'].includes(name) ? name : undefined),
  lang: (code: string) => code === 'ru',
};

function read(text: string) {
  const { words, excluded, filters } = parseQuery(text, known);
  return {
    words: words.map(({ term, signed, phrase }) => `${signed ?? term}${phrase === undefined ? '' : `"${phrase}`}`),
    excluded: excluded.map((terms) => terms.join(' ')),
    filters: filters.map(({ kind, value }) => `${kind}:${value}`),
  };
}

describe('parseQuery', () => {
  it.each([
    ['two words', ['two', 'words'], [], []],
    ['"exact phrase" more', ['exact"0', 'phrase"0', 'more'], [], []],
    ['“exact phrase”', ['exact"0', 'phrase"0'], [], []],
    ['go -web -"big data"', ['go'], ['web', 'big data'], []],
    ['#python tips', ['tips'], [], ['tag:python']],
    ['tag:python year:2025 lang:ru x', ['x'], [], ['tag:python', 'year:2025', 'lang:ru']],
    ['tag:"machine learning"', [], [], ['tag:machine learning']],
    ['#c++', [], [], ['tag:c++']],
    ['c++ .net node:fs', ['c++', '.net', 'node', 'fs'], [], []],
    ['#unknown', ['unknown'], [], []],
    ['year:soon lang:xx tag: year:', ['year', 'soon', 'lang', 'xx', 'tag'], [], []],
    ['"unclosed phrase', ['unclosed', 'phrase'], [], []],
    ['-alone', ['alone'], [], []],
    ['a - b', ['a', 'b'], [], []],
    ['front-end', ['front', 'end'], [], []],
    ['""', [], [], []],
    ['?!', [], [], []],
    ['数据库', ['数据', '据库'], [], []],
    ['库', ['库'], [], []],
  ])('%s', (text, words, excluded, filters) => {
    expect(read(text)).toEqual({ words, excluded, filters });
  });

  it('knows the distinct words as they were typed, and how many were too many', () => {
    expect(parseQuery('Node.js, node.js! C++', known).typed).toEqual(['Node.js', 'C++']);
    const many = Array.from({ length: MAX_QUERY_WORDS + 5 }, (_, index) => `w${index}x`).join(' ');
    expect(parseQuery(many, known)).toMatchObject({ ignoredWords: 5 });
  });

  it('takes the last word alone for unfinished', () => {
    const unfinished = (text: string) => parseQuery(text, known).words.map(({ isLast }) => isLast);
    expect(unfinished('docker kub')).toEqual([false, true]);
    expect(unfinished('"docker kub"')).toEqual([false, false]);
  });

  it('accepts any text, and its ranges lie inside it', () => {
    const signs = fc.constantFrom('"', '-', '#', 'tag:', 'year:', 'lang:', '“', ' ', 'word', 'c++', '数据');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(signs).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        for (const { start, end } of parseQuery(typed, known).words) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(typed.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
