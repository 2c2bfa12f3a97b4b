import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { anchorName, pageOfAnchor } from '../../../src/render/pages/anchors.ts';
import { paginate } from '../../../src/render/pages/paginate.ts';

const sectionsOf = (source: string) => paginate(parseMarkdown(source, { mdx: false })).sections;

describe('anchors', () => {
  it.each([
    ['Hello, World!', 'hello-world'],
    ['C++ & C#', 'c--c'],
    ['snake_case and-hyphen', 'snake_case-and-hyphen'],
    ['Привет, мир', 'привет-мир'],
    ['第一章：開始', '第一章開始'],
    ['مقدمة', 'مقدمة'],
    ['🚀', 'section'],
  ])('name %j as GitHub does', (title, name) => {
    expect(anchorName(title)).toBe(name);
  });

  it('count headings that repeat, also against names that look counted', () => {
    expect(sectionsOf('# A\n\n# A\n\n# A 1\n\n# A').map((section) => section.anchor)).toEqual([
      'a',
      'a-1',
      'a-1-1',
      'a-2',
    ]);
  });

  it('are found by their own and by their percent-encoded names, and by no name of an object', () => {
    const { anchors } = paginate(parseMarkdown('# Привет\n\n<a name="x"></a>text', { mdx: false }));
    expect(pageOfAnchor(anchors, encodeURIComponent('привет'))).toBe(1);
    expect(pageOfAnchor(anchors, 'x')).toBe(1);
    expect(pageOfAnchor(anchors, 'constructor')).toBeUndefined();
    expect(pageOfAnchor(anchors, '%')).toBeUndefined();
  });

  it('lead to headings inside of lists and quotes too', () => {
    expect(sectionsOf('> ## A *b*\n\n- # C\n')).toEqual([
      { level: 2, title: 'A b', anchor: 'a-b', page: 1 },
      { level: 1, title: 'C', anchor: 'c', page: 1 },
    ]);
  });
});
