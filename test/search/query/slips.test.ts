import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSlips } from '../../../src/catalog/count-slips.ts';
import { slipsBetween } from '../../../src/search/query/slips.ts';

describe('slipsBetween', () => {
  it('counts as the plain way of counting does', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 3 }), (from, to, limit) => {
        expect(slipsBetween(from, to, limit)).toBe(countSlips(from, to, limit));
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives up on endless words', () => {
    expect(slipsBetween('a'.repeat(100), 'b'.repeat(100), 2)).toBeUndefined();
  });
});
