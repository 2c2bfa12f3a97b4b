import { describe, expect, it } from 'vitest';
import { tagId, tagKey } from '../../src/catalog/tag-key.ts';

const same: readonly (readonly [string, string])[] = [
  ['DevOps', 'devops'],
  ['Next.js', 'next.js'],
  [' Web  Development ', 'web development'],
  ['web_development', 'Web Development'],
  ['web\u00a0development', 'web development'],
  ['Ｋａｆｋａ', 'kafka'],
  ['АРХИТЕКТУРА', 'архитектура'],
  ['cafe\u0301', 'café'],
];

const apart: readonly (readonly [string, string])[] = [
  ['c', 'c++'],
  ['c', 'c#'],
  ['c++', 'c#'],
  ['net', '.net'],
  ['node', 'node.js'],
  ['café', 'cafe'],
  ['е', 'ё'],
  ['データ', 'テータ'],
  ['web-development', 'web development'],
];

describe('tagKey', () => {
  it.each(same)('takes %j and %j for one tag', (a, b) => {
    expect(tagKey(a)).toBe(tagKey(b));
  });

  it.each(apart)('keeps %j and %j apart', (a, b) => {
    expect(tagKey(a)).not.toBe(tagKey(b));
  });

  it('is its own key', () => {
    for (const [a] of [...same, ...apart]) expect(tagKey(tagKey(a))).toBe(tagKey(a));
  });
});

describe('tagId', () => {
  it('is eight characters that fit a button, whatever the tag', () => {
    for (const name of ['c++', 'машинное обучение', '機械学習', 'x'.repeat(500), '']) {
      expect(tagId(tagKey(name))).toMatch(/^[a-z0-9]{8}$/);
    }
  });

  it('stays the same from release to release, since buttons in chats carry it', () => {
    expect(tagId(tagKey('DevOps'))).toBe('pf2a6a2r');
  });
});
