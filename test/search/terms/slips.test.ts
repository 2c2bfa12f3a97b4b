import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSlips } from '../../../src/catalog/count-slips.ts';
import { slipsBetween } from '../../../src/search/terms/slips.ts';

function slips(from: string, to: string, limit: number): number | undefined {
  return slipsBetween(stretchOf(from), stretchOf(to), limit);
}

function stretchOf(word: string) {
  // Something before it and behind it, as in the letters of all terms.
  const letters = Uint16Array.from(`x${word}y`, (letter) => letter.charCodeAt(0));
  return { letters, from: 1, to: word.length + 1 };
}

describe('slipsBetween', () => {
  it('counts as the plain way of counting does', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 3 }), (from, to, limit) => {
        expect(slips(from, to, limit)).toBe(countSlips(from, to, limit));
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives up on endless words', () => {
    expect(slips('a'.repeat(100), 'b'.repeat(100), 2)).toBeUndefined();
  });
});
