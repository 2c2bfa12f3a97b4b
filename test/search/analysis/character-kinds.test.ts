import { describe, expect, it } from 'vitest';
import { kindAt, lengthAt, OTHER, UNSPACED } from '../../../src/search/analysis/character-kinds.ts';

describe('kindAt', () => {
  it('tells a half at the end of a slice from the character it was cut from, also once it is compiled', () => {
    const text = 'a place to cut: 𡄠 and words behind it';
    const end = text.indexOf('𡄠') + 1;
    let wrong = 0;
    for (let times = 0; times < 1_000_000; times++) {
      const slice = text.slice(0, end);
      if (kindAt(slice, end - 1) !== OTHER || lengthAt(slice, end - 1) !== 1) wrong++;
    }
    expect(wrong).toBe(0);
    expect(kindAt(text, end - 1)).toBe(UNSPACED);
    expect(lengthAt(text, end - 1)).toBe(2);
  });
});
