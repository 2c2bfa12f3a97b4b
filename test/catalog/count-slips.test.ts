import { describe, expect, it } from 'vitest';
import { countSlips } from '../../src/catalog/count-slips.ts';

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
    ['', '', 0],
    ['abc', 'acb', 1],
    ['abc', 'bca', 2],
  ])('%s to %s: %s', (from, to, slips) => {
    expect(countSlips(from, to, 2)).toBe(slips);
    expect(countSlips(to, from, 2)).toBe(slips);
  });

  it('gives up beyond the limit', () => {
    expect(countSlips('kuberntse', 'kubernetes', 1)).toBeUndefined();
    expect(countSlips('doker', 'docker', 0)).toBeUndefined();
  });
});
