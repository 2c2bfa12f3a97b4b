import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../src/markdown/document.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });
const paragraph = (...children: (Inline | string)[]): Block => ({
  type: 'paragraph',
  children: children.map((child) => (typeof child === 'string' ? text(child) : child)),
});
const link = (url: string, label: string): Inline => ({ type: 'link', url, children: [text(label)] });
const code = (value: string): Inline => ({ type: 'code', text: value });
const item = (...children: Block[]) => ({ children });
const blocks = (source: string) => parseMarkdown(source, { mdx: false }).blocks;

describe('blocks', () => {
  it.each<[string, string, Block[]]>([
    [
      'reads ATX headings',
      '### Two *b*',
      [{ type: 'heading', level: 3, children: [text('Two '), { type: 'emphasis', children: [text('b')] }] }],
    ],
    ['reads setext headings', 'One\n===', [{ type: 'heading', level: 1, children: [text('One')] }]],
    ['hides kramdown attributes', 'Text\n{: .lead}', [paragraph('Text')]],
    ['keeps a tuple in braces', 'It gives {:ok, value}', [paragraph('It gives {:ok, value}')]],
    [
      'keeps only the language of a fence',
      '```js {1,3} title="x"\na\n```',
      [{ type: 'code', language: 'js', text: 'a' }],
    ],
    ['takes a fence of tildes', '~~~\n```\n~~~', [{ type: 'code', text: '```' }]],
    ['takes no attribute for a language', '```title="x"\na\n```', [{ type: 'code', text: 'a' }]],
    ['ends an unclosed fence with the text', '```sh\na\n\nb', [{ type: 'code', language: 'sh', text: 'a\n\nb' }]],
    ['leaves an empty fence out', '```js\n```', []],
    ['reads indented code', '    a\n      b', [{ type: 'code', text: 'a\n  b' }]],
    ['reads alerts', '> [!WARNING]\n> Hot', [{ type: 'quote', alert: 'warning', children: [paragraph('Hot')] }]],
    ['leaves unknown alerts as text', '> [!HINT]\n> Hot', [{ type: 'quote', children: [paragraph('[!HINT] Hot')] }]],
    ['keeps the start of a numbered list', '3. a', [{ type: 'list', start: 3, items: [item(paragraph('a'))] }]],
    [
      'reads nested lists',
      '- a\n  - b',
      [{ type: 'list', items: [item(paragraph('a'), { type: 'list', items: [item(paragraph('b'))] })] }],
    ],
    [
      'reads task lists',
      '- [ ] a\n- [x] b',
      [
        {
          type: 'list',
          items: [
            { checked: false, children: [paragraph('a')] },
            { checked: true, children: [paragraph('b')] },
          ],
        },
      ],
    ],
    ['reads maths blocks', '$$\na_b * c_d\n$$', [{ type: 'math', text: 'a_b * c_d' }]],
    ['leaves an unclosed maths block as text', '$$\nabc', [paragraph('$$ abc')]],
    [
      'ends no maths block outside of its list',
      '- $$\n  a\n\nb\n\n$$\nc\n$$',
      [{ type: 'list', items: [{ children: [paragraph('$$ a')] }] }, paragraph('b'), { type: 'math', text: 'c' }],
    ],
    [
      'keeps what directives hold',
      ':::note Mind\n*inside*\n:::',
      [
        paragraph({ type: 'strong', children: [text('Mind')] }),
        paragraph({ type: 'emphasis', children: [text('inside')] }),
      ],
    ],
    ['reads rules', '***', [{ type: 'rule' }]],
    ['shows import lines of plain Markdown', "import a from 'a'", [paragraph("import a from 'a'")]],
    [
      'reads CRLF and a BOM like LF without one',
      '\uFEFF# A\r\n\r\n```\r\nx\r\n```',
      [
        { type: 'heading', level: 1, children: [text('A')] },
        { type: 'code', text: 'x' },
      ],
    ],
    ['drops control characters', 'a\u0007b', [paragraph('ab')]],
  ])('%s', (_name, source, expected) => {
    expect(blocks(source)).toEqual(expected);
  });

  it('reads tables with their alignment', () => {
    expect(blocks('| a | b | c |\n|:--|--:|:-:|\n| 1 | `2` | |')).toEqual([
      {
        type: 'table',
        align: ['left', 'right', 'center'],
        header: [[text('a')], [text('b')], [text('c')]],
        rows: [[[text('1')], [code('2')], []]],
      },
    ]);
  });

  it('keeps both texts of a footnote that is defined twice', () => {
    const { footnotes } = parseMarkdown('a[^1]\n\n[^1]: b\n\n[^1]: c', { mdx: false });
    expect(footnotes).toEqual([{ label: '1', blocks: [paragraph('b'), paragraph('c')] }]);
  });

  it('numbers footnotes by first reference and keeps those never referred to', () => {
    const document = parseMarkdown('A[^b] c[^a] d[^b]\n\n[^a]: One\n[^b]: Two\n\n    more\n[^c]: Three', {
      mdx: false,
    });
    const mark = (label: string): Inline => ({ type: 'footnote-reference', label });
    expect(document).toEqual({
      blocks: [paragraph('A', mark('1'), ' c', mark('2'), ' d', mark('1'))],
      footnotes: [
        { label: '1', blocks: [paragraph('Two'), paragraph('more')] },
        { label: '2', blocks: [paragraph('One')] },
        { label: '3', blocks: [paragraph('Three')] },
      ],
    });
  });
});

describe('inlines', () => {
  it.each<[string, string, Inline[]]>([
    ['reads strikethrough', '~~a~~', [{ type: 'strikethrough', children: [text('a')] }]],
    ['reads hard breaks', 'a\\\nb', [text('a'), { type: 'break' }, text('b')]],
    ['joins lines with a space', 'a\nb', [text('a b')]],
    [
      'links bare web addresses',
      'see https://a.b/c.',
      [text('see '), link('https://a.b/c', 'https://a.b/c'), text('.')],
    ],
    ['links no bare names or mail addresses', 'a.com b@c.de', [text('a.com b@c.de')]],
    ['keeps relative addresses', '[a](../b.md#c)', [link('../b.md#c', 'a')]],
    ['keeps mail and phone links', '[a](mailto:b@c.de)', [link('mailto:b@c.de', 'a')]],
    ['gives a protocol to a link without one', '[a](//b.de)', [link('https://b.de', 'a')]],
    ['drops script addresses and keeps their text', '[a](JavaScript:alert(1))', [text('a')]],
    ['drops disguised script addresses', '[a](java&#10;script:x)', [text('a')]],
    ['drops data images and keeps their words', '![a](data:image/png;base64,AA)', [text('a')]],
    ['drops addresses with other schemes', '[a](vscode://b)', [text('a')]],
    ['keeps the text of an empty link', '[a]()', [text('a')]],
    ['reads images', '![a *b*](c.png "t")', [{ type: 'image', url: 'c.png', alt: 'a b' }]],
    ['takes money for text', 'costs $5 and $10', [text('costs $5 and $10')]],
    ['takes shell variables for text', '$HOME/x and $PATH/y', [text('$HOME/x and $PATH/y')]],
    ['takes prose between prices for text', 'from 5$ to a/b and 6$ more', [text('from 5$ to a/b and 6$ more')]],
    ['takes words between dollars for text', 'pay $five or ten$ now', [text('pay $five or ten$ now')]],
    ['reads a formula', 'so $x_1 = y^2$.', [text('so '), { type: 'math', text: 'x_1 = y^2' }, text('.')]],
    ['reads a lone name as formula', '$n$ items', [{ type: 'math', text: 'n' }, text(' items')]],
    ['decodes entities once', '&amp;lt; &copy;', [text('&lt; ©')]],
    ['leaves code as written', '`&lt; <b>`', [code('&lt; <b>')]],
    ['leaves a bracket with a caret alone', '^[a-z]+', [text('^[a-z]+')]],
  ])('%s', (_name, source, expected) => {
    expect(blocks(source)).toEqual([{ type: 'paragraph', children: expected }]);
  });
});

describe('hostile text', () => {
  // Far over the test's time limit for an algorithm of quadratic cost.
  const size = 150_000;
  const runs = [
    '[',
    '*',
    '>',
    '![',
    '`',
    '<',
    '<a ',
    '$',
    '{',
    '{/*',
    '<A b={',
    '_a',
    '**a',
    '- ',
    '|',
    '[^a]',
    '<b>',
    '<details>\n\n',
    '<!--\n',
    'a <!-- ',
    '==a ',
    '~a ',
    '\\(',
    '\\[\n',
    '\\[a_1 ',
    '\\begin{align}\n',
    '![a](b c',
    ': a\n',
    'a\n: b\n',
    '<video>',
    '<a id=x>',
    '<tr><td rowspan=1000 colspan=20>',
  ];
  it.each(runs)('reads a long run of %j in bounded time', (run) => {
    const source = run.repeat(Math.ceil(size / run.length));
    expect(parseMarkdown(source, { mdx: false }).blocks.length).toBeGreaterThanOrEqual(0);
    expect(parseMarkdown(source, { mdx: true }).blocks.length).toBeGreaterThanOrEqual(0);
  });

  it('reads a container of more blocks than a function takes arguments', () => {
    expect(blocks(`<div>${'<p>a</p>'.repeat(200_000)}</div>`)).toHaveLength(200_000);
  });

  it('caps the depth of the tree', () => {
    const depths = [
      '> '.repeat(500),
      '- '.repeat(500),
      '<blockquote>'.repeat(500),
      '*a '.repeat(500) + '*'.repeat(500),
    ].map((source) => JSON.stringify(blocks(`${source}end`)).match(/\[\{/g)?.length ?? 0);
    for (const depth of depths) expect(depth).toBeLessThan(200);
  });
});
