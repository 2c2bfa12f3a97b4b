import { describe, expect, it } from 'vitest';
import { allowedSlips, nearestWord } from '../../src/search/similar-word.ts';

describe('nearestWord', () => {
  it('takes fewer slips before more articles, and more articles among equals', () => {
    const candidates = [
      { term: 'database', articles: 1 },
      { term: 'databank', articles: 9 },
      { term: 'databases', articles: 2 },
      { term: 'databased', articles: 3 },
    ];
    expect(nearestWord('databasx', candidates)).toBe('database');
    expect(nearestWord('databasex', candidates.slice(1))).toBe('databased');
  });

  it('never offers the word itself, nor anything for a short word', () => {
    expect(nearestWord('docker', [{ term: 'docker', articles: 3 }])).toBeUndefined();
    expect(nearestWord('cat', [{ term: 'car', articles: 3 }])).toBeUndefined();
  });

  it.each([
    ['cat', 0],
    ['rust', 1],
    ['databse', 1],
    ['kubernts', 2],
  ])('%s may hold %i slips', (word, slips) => {
    expect(allowedSlips(word)).toBe(slips);
  });
});
