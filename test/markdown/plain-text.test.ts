import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown, readFirstParagraph } from '../../src/markdown/parse.ts';
import { firstParagraph, plainText } from '../../src/markdown/plain-text.ts';
import { numberedMarkdown } from '../reading/arbitrary-markdown.ts';
import { hostileMarkdown } from '../reading/hostile-markdown.ts';

const parse = (source: string) => parseMarkdown(source, { mdx: false });

describe('plainText', () => {
  it('gives every word once, blocks on lines of their own', () => {
    const source =
      '# T *a*\n\nb `c` [d](e)[^1]\n\n- f\n  - g\n\n```js\nh\n  i\n```\n\n| j | k |\n|---|---|\n| l | m |\n\n> n\n\n![o](p.png)\n\n[^1]: q';
    expect(plainText(parse(source))).toBe('T a\nb c d\nf\ng\nh\n  i\nj k\nl m\nn\no\nq');
  });

  it('raises and lowers what Unicode has characters for', () => {
    expect(plainText(parse('2<sup>10</sup> H<sub>2</sub>O 4<sup>th</sup>'))).toBe('2¹⁰ H₂O 4th');
  });

  it('is empty for an empty text', () => {
    expect(plainText(parse(' \n\n<!-- x -->'))).toBe('');
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (source, mdx) => {
        expect(plainText(parseMarkdown(source, { mdx }))).not.toMatch(/\r/);
      }),
    );
  });

  it('loses no word of prose', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zа-я]{1,8}$/), { minLength: 1 }), (words) => {
        expect(plainText(parse(words.join(' ')))).toBe(words.join(' '));
      }),
    );
  });
});

describe('firstParagraph', () => {
  it.each([
    ['skips headings and code', '# A\n\n```\nb\n```\n\nc *d*\ne', 'c d e'],
    ['skips paragraphs without words', '![](a.png)\n\nb', 'b'],
    ['looks into quotes and lists', '- a\n- b', 'a'],
    ['is empty when there is none', '# A', ''],
  ])('%s', (_name, source, expected) => {
    expect(firstParagraph(parse(source))).toBe(expected);
  });

  // Headings and pictures go before, so that paragraphs are looked for.
  it.each([
    ['an article', numberedMarkdown],
    ['any signs', hostileMarkdown],
  ])('is the same in %s when nothing is read below it', (_what, texts) => {
    const before = fc.constantFrom(
      '',
      '# A\n\n',
      '![](a.png)\n\n',
      '<details>\n\n',
      '<div>\n\n',
      '> ',
      '<p>',
      '[^1]: b\n\n',
    );
    const same = fc.property(before, texts, (start, { body, mdx }) => {
      const source = start + body.slice(0, 3_000);
      expect(readFirstParagraph(source, { mdx })).toBe(firstParagraph(parseMarkdown(source, { mdx })));
    });
    fc.assert(same, { numRuns: 200 });
  });
});
