import { describe, expect, it } from 'vitest';
import { createScratch } from '../../../src/search/ranking/scratch.ts';

describe('createScratch', () => {
  it('gives arrays of zeros that share nothing, whatever was written to those before', () => {
    const scratch = createScratch();
    for (let search = 0; search < 3; search++) {
      scratch.clear();
      const taken = [scratch.bytes(3), scratch.doubles(2), scratch.bytes(1), scratch.floats(5), scratch.integers(4)];
      expect(taken.map((numbers) => [...numbers])).toEqual([3, 2, 1, 5, 4].map((length) => new Array(length).fill(0)));
      for (const [at, numbers] of taken.entries()) numbers.fill(at + 1);
      for (const [at, numbers] of taken.entries()) expect(new Set(numbers)).toEqual(new Set([at + 1]));
    }
  });

  it('makes room for more, and leaves what was taken before', () => {
    const scratch = createScratch();
    const first = scratch.floats(1_000).fill(1);
    const large = scratch.doubles(1_000_000).fill(2);
    const last = scratch.bytes(10);
    expect([first.at(-1), large.at(-1), last.at(-1)]).toEqual([1, 2, 0]);
    scratch.clear();
    expect(new Set(scratch.doubles(1_000_000))).toEqual(new Set([0]));
  });
});
