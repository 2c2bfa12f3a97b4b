import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../src/markdown/document.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { plainText } from '../../src/markdown/plain-text.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });
const code = (value: string): Inline => ({ type: 'code', text: value });
const styled = (type: 'strong' | 'emphasis' | 'strikethrough' | 'mark' | 'spoiler', ...children: Inline[]): Inline => ({
  type,
  children,
});
const paragraph = (...children: (Inline | string)[]): Block => ({
  type: 'paragraph',
  children: children.map((child) => (typeof child === 'string' ? text(child) : child)),
});
const item = (...children: Block[]) => ({ children });
const list = (...items: { children: Block[] }[]): Block => ({ type: 'list', items });
const read = (source: string) => parseMarkdown(source, { mdx: false }).blocks;

describe('text that looks like syntax stays as it is written', () => {
  it.each([
    'a == b and x==y or y==z',
    'about ~10 to ~20, ~/a and ~/b, H~2~O',
    '[[Page]], [[Page|words]] and [[nodiscard]]',
    'I :heart: it :+1:',
    '{{< figure src="a.png" >}} {{% note %}} {{ page.title }}',
    '{% raw %} a {% endraw %}',
    'a || b || c',
    'a: b',
    'at 10 : 30',
    '[TOC]',
    'a[^b] without a note',
  ])('%s', (source) => {
    expect(read(source)).toEqual([paragraph(source)]);
  });
});

describe('blocks', () => {
  it.each<[string, string, Block[]]>([
    [
      'read all of several first headings',
      '# A\n\n# B',
      [1, 2].map((_, index) => ({ type: 'heading', level: 1, children: [text('AB'[index] ?? '')] })),
    ],
    [
      'read headings inside lists',
      '- # A\n  b',
      [list(item({ type: 'heading', level: 1, children: [text('A')] }, paragraph('b')))],
    ],
    [
      'read a fence longer than the one inside',
      '````md\n```\na\n```\n````',
      [{ type: 'code', language: 'md', text: '```\na\n```' }],
    ],
    [
      'read code inside lists without its indentation',
      '- a\n\n  ```js\n  b\n    c\n  ```',
      [list(item(paragraph('a'), { type: 'code', language: 'js', text: 'b\n  c' }))],
    ],
    ['read code inside quotes', '> ```\n> a\n> ```', [{ type: 'quote', children: [{ type: 'code', text: 'a' }] }]],
    [
      'read quotes inside quotes',
      '> a\n>> b',
      [{ type: 'quote', children: [paragraph('a'), { type: 'quote', children: [paragraph('b')] }] }],
    ],
    [
      'read tables inside lists',
      '- a\n\n  | b |\n  |---|\n  | c |',
      [list(item(paragraph('a'), { type: 'table', align: [undefined], header: [[text('b')]], rows: [[[text('c')]]] }))],
    ],
    [
      'read tables without outer lines',
      'a | b\n--|--\n1 | 2',
      [
        {
          type: 'table',
          align: [undefined, undefined],
          header: [[text('a')], [text('b')]],
          rows: [[[text('1')], [text('2')]]],
        },
      ],
    ],
    [
      'read breaks and bars inside cells',
      '| a |\n|---|\n| b<br>c `d\\|e` |',
      [
        {
          type: 'table',
          align: [undefined],
          header: [[text('a')]],
          rows: [[[text('b'), { type: 'break' }, text('c '), code('d|e')]]],
        },
      ],
    ],
    ['read foldable alerts', '> [!NOTE]- T\n> a', [{ type: 'quote', alert: 'note', children: [paragraph('T a')] }]],
    ['read mermaid as code', '```mermaid\ngraph\n```', [{ type: 'code', language: 'mermaid', text: 'graph' }]],
    ['take out the mark of a comment', '[//]: # (a)\n\nb', [paragraph('b')]],
    [
      'set definitions under their terms',
      'A\n: b *c*\n  d\n: e\n\nF\n\n: g',
      [
        paragraph(styled('strong', text('A'))),
        paragraph('b ', styled('emphasis', text('c')), ' d'),
        paragraph('e'),
        paragraph(styled('strong', text('F'))),
        paragraph('g'),
      ],
    ],
    [
      'set definitions of HTML under their terms',
      '<dl><dt>A</dt><dd>b</dd></dl>',
      [paragraph(styled('strong', text('A'))), paragraph('b')],
    ],
    [
      'drop the colon of definitions in lists',
      '- `a`\n  - : b',
      [list(item(paragraph(code('a')), list(item(paragraph('b')))))],
    ],
    [
      'set the name under a quotation apart',
      '<blockquote>a<cite>b</cite></blockquote>',
      [{ type: 'quote', children: [paragraph('a', { type: 'break' }, styled('emphasis', text('b')))] }],
    ],
    [
      'read boxes of HTML',
      '<ul><li><input type="checkbox" checked>a</li></ul>',
      [{ type: 'list', items: [{ checked: true, children: [paragraph('a')] }] }],
    ],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected);
  });
});

describe('inlines', () => {
  it.each<[string, string, Inline[]]>([
    [
      'read marked text',
      'a ==b *c*== d',
      [text('a '), styled('mark', text('b '), styled('emphasis', text('c'))), text(' d')],
    ],
    ['read text struck by single tildes', 'a ~b~ c', [text('a '), styled('strikethrough', text('b')), text(' c')]],
    [
      'read spoilers of HTML',
      '<span class="tg-spoiler">a <span>b</span> c</span> d',
      [styled('spoiler', text('a b c')), text(' d')],
    ],
    [
      'read buttons as links',
      '<tg-button type="url" url="https://t.me">a</tg-button>',
      [{ type: 'link', url: 'https://t.me', children: [text('a')] }],
    ],
    [
      'read code inside emphasis and links',
      '**a `b`** [`c`](d)',
      [styled('strong', text('a '), code('b')), text(' '), { type: 'link', url: 'd', children: [code('c')] }],
    ],
    ['read a backtick inside code', '`` a`b ``', [code('a`b')]],
    [
      'read three styles in one another',
      '***a ~~b~~***',
      [styled('emphasis', styled('strong', text('a '), styled('strikethrough', text('b'))))],
    ],
    ['keep the words of ruby', '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', [text('漢(kan)')]],
    ['keep joined emoji whole', '👩‍👩‍👧 👍🏽', [text('👩‍👩‍👧 👍🏽')]],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual([{ type: 'paragraph', children: expected }]);
  });
});

describe('texts without words', () => {
  it.each(['', '\n\n', '<!-- more -->', '{: .a}', '<div></div>'])('%j has no blocks', (source) => {
    expect(read(source)).toEqual([]);
  });

  it('keep their pictures', () => {
    expect(read('![](a.png)')).toEqual([paragraph({ type: 'image', url: 'a.png', alt: '' })]);
  });
});

describe('long things', () => {
  it('are kept whole', () => {
    const word = '語'.repeat(5_000);
    expect(plainText(parseMarkdown(`${word}\n\n\`\`\`\n${word}\n\`\`\``, { mdx: false }))).toBe(`${word}\n${word}`);
  });
});
