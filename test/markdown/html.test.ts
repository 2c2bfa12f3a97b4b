import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../src/markdown/document.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });
const paragraph = (...children: (Inline | string)[]): Block => ({
  type: 'paragraph',
  children: children.map((child) => (typeof child === 'string' ? text(child) : child)),
});
const strong = (value: string): Inline => ({ type: 'strong', children: [text(value)] });
const link = (url: string, label: string): Inline => ({ type: 'link', url, children: [text(label)] });
const read = (source: string, mdx = false) => parseMarkdown(source, { mdx }).blocks;

describe('HTML', () => {
  it.each<[string, string, Block[]]>([
    [
      'maps inline tags',
      'a <b>b</b> <i>c</i> <ins>d</ins>',
      [
        paragraph('a ', strong('b'), ' ', { type: 'emphasis', children: [text('c')] }, ' ', {
          type: 'underline',
          children: [text('d')],
        }),
      ],
    ],
    ['shows keys as code', '<kbd>Ctrl</kbd>', [paragraph({ type: 'code', text: 'Ctrl' })]],
    [
      'takes raised, lowered and marked text',
      'x<sup>10</sup> H<sub>2</sub>O <mark>m</mark>',
      [
        paragraph(
          'x',
          { type: 'superscript', children: [text('10')] },
          ' H',
          {
            type: 'subscript',
            children: [text('2')],
          },
          'O ',
          { type: 'mark', children: [text('m')] },
        ),
      ],
    ],
    ['drops unknown tags and keeps their text', 'a <span class="x">b</span>', [paragraph('a b')]],
    [
      'ends a paragraph where a block of HTML ends',
      '<i>a</i><br>\n\n<img src="b">',
      [paragraph({ type: 'emphasis', children: [text('a')] }), paragraph({ type: 'image', url: 'b', alt: '' })],
    ],
    [
      'keeps a link open over blocks',
      '<a href="a">\n\n<img src="b">\n\n</a>',
      [paragraph({ type: 'link', url: 'a', children: [{ type: 'image', url: 'b', alt: '' }] })],
    ],
    ['closes what is left open', '<b>a\n\nb', [paragraph(strong('a')), paragraph('b')]],
    ['ignores stray end tags', 'a</b></li></table></p> b', [paragraph('a b')]],
    [
      'never closes Markdown from HTML',
      '- a</li></ul>\n- b',
      [{ type: 'list', items: [{ children: [paragraph('a')] }, { children: [paragraph('b')] }] }],
    ],
    ['begins a line without blanks', 'a<br> <br/>\n b', [paragraph('a', { type: 'break' }, { type: 'break' }, 'b')]],
    ['drops comments and the more mark', 'a <!-- x --> b\n\n<!--more-->\n\nc', [paragraph('a  b'), paragraph('c')]],
    ['drops scripts and styles with their content', '<script>a()</script>\n\nb <style>c</style>d', [paragraph('b d')]],
    ['loses nothing after an unclosed script', 'a <script> b\n\nc', [paragraph('a'), paragraph('c')]],
    [
      'takes paragraphs and images',
      '<p align="center"><img src="a.png" alt="A &amp; B"><br>c</p>',
      [paragraph({ type: 'image', url: 'a.png', alt: 'A & B' }, { type: 'break' }, 'c')],
    ],
    ['decodes entities once', '<div>&amp;lt;</div>', [paragraph('&lt;')]],
    [
      'takes pre with its language',
      '<pre><code class="language-sql">a &lt; b\n  c</code></pre>',
      [{ type: 'code', language: 'sql', text: 'a < b\n  c' }],
    ],
    ['names pictures in code', '<pre>a <img src="b.png" alt="c"></pre>', [{ type: 'code', text: 'a c' }]],
    [
      'takes lists without end tags',
      '<ol start="2"><li>a<li>b</ol>',
      [{ type: 'list', start: 2, items: [{ children: [paragraph('a')] }, { children: [paragraph('b')] }] }],
    ],
    ['takes quotes', '<blockquote>a</blockquote>', [{ type: 'quote', children: [paragraph('a')] }]],
    [
      'takes tables',
      '<table><tr><th>A</th><th align="right">B</th></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>',
      [
        {
          type: 'table',
          align: [undefined, 'right'],
          header: [[text('A')], [text('B')]],
          rows: [[[text('1')], [text('2'), { type: 'break' }, text('3')]]],
        },
      ],
    ],
    [
      'gives tables without head cells no header',
      '<table><tr><td>1</td></tr></table>',
      [{ type: 'table', align: [undefined], header: [], rows: [[[text('1')]]] }],
    ],
    [
      'links what is embedded',
      '<iframe src="//v.com/1" title="A film"></iframe>',
      [paragraph(link('https://v.com/1', 'A film'))],
    ],
    ['drops unsafe addresses', '<a href="javascript:x">a</a>', [paragraph('a')]],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  it('takes Markdown inside details', () => {
    expect(read('<details>\n<summary>S <b>t</b></summary>\n\n- *a*\n\n</details>\n\nb')).toEqual([
      {
        type: 'details',
        summary: [text('S '), strong('t')],
        children: [{ type: 'list', items: [{ children: [paragraph({ type: 'emphasis', children: [text('a')] })] }] }],
      },
      paragraph('b'),
    ]);
  });
});

describe('MDX', () => {
  it.each<[string, string, Block[]]>([
    [
      'drops imports and exports',
      "import A from 'a'\nimport {\n  b,\n\n  c\n} from 'b'\n\nexport const d = {\n  e: 1,\n\n  f: 2,\n}\n\ntext",
      [paragraph('text')],
    ],
    ['keeps prose that begins with import', 'import duties rose', [paragraph('import duties rose')]],
    [
      'keeps imports inside fences',
      "```js\nimport a from 'a'\n```",
      [{ type: 'code', language: 'js', text: "import a from 'a'" }],
    ],
    [
      'unwraps components',
      '<Tabs items={["a > b", `c\n\nd`]}>\n  <Tab>\n\n    in *side*\n\n  </Tab>\n</Tabs>',
      [paragraph('in ', { type: 'emphasis', children: [text('side')] })],
    ],
    [
      'keeps the titles of components',
      '<Box title="Mind *it*">\n  a\n</Box>\n\n<Tab label="npm" />\n\n<div title="b">c</div>\n\n<Hint title="d" />e',
      [paragraph(strong('Mind *it*')), paragraph('a'), paragraph(strong('npm')), paragraph('c'), paragraph('e')],
    ],
    ['unwraps components inside a line', 'a <Hint a={{ b: 1 }}>b</Hint> <Icon /> c', [paragraph('a b  c')]],
    ['keeps the meaning of HTML tags', 'a <b className="x">b</b>', [paragraph('a ', strong('b'))]],
    ['drops comments', 'a {/* b } c */} d\n\n{/*\n\nx\n*/}', [paragraph('a  d')]],
    ['keeps what is compared', 'a < b and c > d', [paragraph('a < b and c > d')]],
    ['shows expressions as code', 'a {props.b}', [paragraph('a ', { type: 'code', text: '{props.b}' })]],
    ['shows string literals as text', "a{' '}b", [paragraph('a b')]],
    ['keeps an unclosed brace as text', 'a { b', [paragraph('a { b')]],
    ['keeps a lone angle bracket as text', 'a < b', [paragraph('a < b')]],
  ])('%s', (_name, source, expected) => {
    expect(read(source, true)).toEqual(expected);
  });
});
