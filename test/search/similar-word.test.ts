import { describe, expect, it } from 'vitest';
import { allowedSlips, countSlips, nearestWord } from '../../src/search/similar-word.ts';

describe('countSlips', () => {
  it.each([
    ['docker', 'docker', 0],
    ['dokcer', 'docker', 1],
    ['doker', 'docker', 1],
    ['dockers', 'docker', 1],
    ['dacker', 'docker', 1],
    ['kubernets', 'kubernetes', 1],
    ['kuberntse', 'kubernetes', 2],
    ['докер', 'доккер', 1],
    ['ab', 'ba', 1],
    ['docker', 'socket', 2],
    ['docker', 'pocket', 2],
    ['docker', 'packet', undefined],
    ['a', 'abcd', undefined],
  ])('%s to %s: %s', (from, to, slips) => {
    expect(countSlips(from, to, 2)).toBe(slips);
  });

  it('gives up beyond the limit', () => {
    expect(countSlips('kuberntse', 'kubernetes', 1)).toBeUndefined();
    expect(countSlips('doker', 'docker', 0)).toBeUndefined();
  });
});

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
