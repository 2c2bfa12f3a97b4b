import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagKey } from '../../src/catalog/tag-key.ts';
import { isWatch, readWatch, watchName, watchOf, watchQuery } from '../../src/search/watch.ts';

const TAGS = ['python', 'c++', 'c#', 'machine learning', '.net', 'one', 'two', 'three'];
const known = {
  tag: (name: string) => TAGS.find((tag) => tag === tagKey(name)),
  lang: (code: string) => code === 'ru',
};

describe('watchOf', () => {
  it.each([
    ['Kafka lag', 'SEARCH kafka lag'],
    ['  kafka   LAG ', 'SEARCH kafka lag'],
    ['kafka #machine_learning', 'SEARCH kafka #machine_learning'],
    ['#Python kafka tag:"machine learning"', 'SEARCH kafka #python #machine_learning'],
    ['#c++', 'SEARCH #c++'],
    ['tag:c# c++ .NET node:fs Array.prototype.map', 'SEARCH c++ .net node:fs array.prototype.map #c#'],
    ['"event loop" node', 'SEARCH event loop node'],
    ['kafka -lag year:2025 lang:ru', 'SEARCH kafka'],
    ['kafka Kafka KAFKA', 'SEARCH kafka'],
    ['#python #python x', 'SEARCH x #python'],
    ['#unknown', 'SEARCH unknown'],
    ['"year:2025"', 'SEARCH year 2025'],
    ['Кафка Ёлка', 'SEARCH кафка ёлка'],
    ['数据库 入門', 'SEARCH 数据库 入門'],
  ])('%s: %s', (query, topic) => {
    expect(watchOf(query, known)).toBe(topic);
  });

  it.each([
    '',
    '?!',
    'year:2025 lang:ru',
    'a b c d e f g h i',
    'x #python #c++ #c# #machine_learning #.net #one',
    `${'word'.repeat(10)} ${'other'.repeat(13)}`,
  ])('takes nothing from: %s', (query) => {
    expect(watchOf(query, known)).toBeUndefined();
  });

  it('takes eight words and five tags', () => {
    const query = 'a b c d e f g h #python #c++ #c# #one #two';
    expect(watchOf(query, known)).toBe(`SEARCH ${query}`);
  });

  it('is no tag, and finds itself again by its own query', () => {
    const piece = fc.constantFrom(
      ...'aBcЁж数据 ++##..::--""__&\\\'tag:year:lang:'.split(''),
      '#c++',
      'tag:',
      ' ',
      '\n',
    );
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.array(piece).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (query) => {
        const topic = watchOf(query, known);
        if (topic === undefined) return;
        expect(isWatch(topic)).toBe(true);
        expect(tagKey(topic)).not.toBe(topic);
        expect(watchOf(watchQuery(topic), known)).toBe(topic);
        expect(watchQuery(topic)).toBe(watchQuery(topic).replace(/\s+/g, ' ').trim());
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a watch', () => {
  const topic = watchOf('Kafka lag #machine_learning #c#', known) ?? expect.fail('nothing to watch');

  it('is known from tags and from everything', () => {
    expect([topic, 'all', 'search', 'search kafka'].map(isWatch)).toEqual([true, false, false, false]);
  });

  it('is named as people write it', () => {
    expect(watchName(topic)).toBe('kafka lag #machine learning #c#');
    expect(watchName(watchOf('#python', known) ?? topic)).toBe('#python');
  });

  it('tells its words and tags', () => {
    expect(readWatch(topic)).toEqual({ words: ['kafka', 'lag'], tags: ['machine learning', 'c#'] });
    expect(readWatch(watchOf('#python', known) ?? topic)).toEqual({ words: [], tags: ['python'] });
    expect(readWatch(watchOf('c++', known) ?? topic)).toEqual({ words: ['c++'], tags: [] });
  });
});
