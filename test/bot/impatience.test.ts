import { describe, expect, it } from 'vitest';
import { createImpatience } from '../../src/bot/impatience.ts';

describe('impatience', () => {
  it('takes a press for repeated within three seconds after its answer, and for a new wish later', () => {
    let time = 0;
    const impatience = createImpatience(() => new Date(time));
    expect(impatience.isRepeated('a')).toBe(false);
    impatience.answered('a');
    time = 3_000;
    expect(impatience.isRepeated('a')).toBe(true);
    expect(impatience.isRepeated('b')).toBe(false);
    time = 3_001;
    expect(impatience.isRepeated('a')).toBe(false);
  });
});
