import { describe, expect, it } from 'vitest';
import type { Tag } from '../../src/catalog/article.ts';
import { findTags } from '../../src/catalog/find-tags.ts';
import { tagId, tagKey } from '../../src/catalog/tag-key.ts';

const tags = [
  'javascript',
  'Java',
  'css',
  'Kubernetes',
  'C++',
  'C#',
  'Café',
  'Web Development',
  'Базы данных',
  '機械学習',
].map((name): Tag => ({ key: tagKey(name), id: tagId(tagKey(name)), name, count: 1 }));

describe('findTags', () => {
  it.each([
    ['java', ['Java', 'javascript']],
    ['SCRIPT', ['javascript']],
    ['c', ['css', 'C++', 'C#', 'Café', 'javascript']],
    ['c+', ['C++']],
    ['#css', ['css']],
    ['C#', ['C#']],
    ['cafe', ['Café']],
    ['CAFÉ', ['Café']],
    ['web_dev', ['Web Development']],
    ['  web   dev ', ['Web Development']],
    ['данных', ['Базы данных']],
    ['機械', ['機械学習']],
    ['kubernets', ['Kubernetes']],
    ['kuberentes', ['Kubernetes']],
    ['csz', ['css']],
    ['jaav', ['Java']],
    ['javascrpit', ['javascript']],
    ['zzzzzz', []],
    ['', []],
    ['   ', []],
    ['*', []],
    ['.*', []],
    ['x'.repeat(4_000), []],
  ])('for %j finds %j', (text, expected) => {
    expect(findTags(tags, text).map(({ name }) => name)).toEqual(expected);
  });
});
