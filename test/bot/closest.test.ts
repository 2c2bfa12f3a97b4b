import { describe, expect, it } from 'vitest';
import { closest } from '../../src/bot/closest.ts';

const COMMANDS = ['latest', 'tags', 'tag', 'search', 'subscribe', 'subscriptions', 'stop'] as const;

describe('closest', () => {
  it.each([
    ['lates', 'latest'],
    ['ltaest', 'latest'],
    ['serach', 'search'],
    ['sub', 'subscribe'],
    ['subscribtions', 'subscriptions'],
    ['tgas', 'tags'],
    ['sto', 'stop'],
    ['tag_python', 'tag'],
  ])('takes %s for %s', (word, expected) => {
    expect(closest(word, COMMANDS)).toBe(expected);
  });

  it.each(['', 'x', 'frobnicate', 'cat', 'a'.repeat(4_000)])('knows nothing like "%.20s"', (word) => {
    expect(closest(word, COMMANDS)).toBeUndefined();
  });
});
