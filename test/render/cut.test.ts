import { describe, expect, it } from 'vitest';
import { cutText } from '../../src/render/cut.ts';

describe('cutText', () => {
  it.each([
    ['short enough', 20, 'short enough'],
    ['exactly ten', 11, 'exactly ten'],
    ['cut at a word of this line', 16, 'cut at a word…'],
    ['One sentence. Another one.', 16, 'One sentence…'],
    ['first, second, third', 15, 'first, second…'],
    ['oneverylongword', 8, 'onevery…'],
    ['two\nlines', 20, 'two lines'],
    ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 12, '👨‍👩‍👧…'],
  ])('%j within %d is %j', (text, limit, expected) => {
    expect(cutText(text, limit)).toBe(expected);
  });
});
