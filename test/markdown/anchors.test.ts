import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../src/markdown/document.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { plainText } from '../../src/markdown/plain-text.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });
const anchor = (name: string): Inline => ({ type: 'anchor', name });
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });
const heading = (name: string | undefined, ...children: Inline[]): Block => ({
  type: 'heading',
  level: 2,
  ...(name === undefined ? {} : { anchor: name }),
  children,
});
const read = (source: string, mdx = false) => parseMarkdown(source, { mdx }).blocks;

describe('anchors of headings', () => {
  it.each<[string, string, Block[]]>([
    ['come from an attribute list', '## Set up {#set-up}', [heading('set-up', text('Set up'))]],
    ['come from a list with classes too', '## Set up {.big #set-up data-x=1}', [heading('set-up', text('Set up'))]],
    ['are none when a list has only classes', '## Set up {.big}', [heading(undefined, text('Set up'))]],
    ['come from a comment of MDX', '## Set up {/*set-up*/}', [heading('set-up', text('Set up'))]],
    ["come from kramdown's list", '## Set up {: #set-up .big}', [heading('set-up', text('Set up'))]],
    ['come from HTML', '<h2 id="a">A</h2>', [heading('a', text('A'))]],
    ['come from a link inside', '## <a name="a"></a>A', [heading('a', text('A'))]],
    ['come from a link after the words', '## A <a id="a"></a>', [heading('a', text('A'))]],
    ['come from a line before', '<a name="a"></a>\n\n## A', [heading('a', text('A'))]],
    ['keep a second name inside', '<a name="b"></a>\n\n## A {#a}', [heading('a', anchor('b'), text('A'))]],
    ['leave a brace that is no list', '## The {} in {a}', [heading(undefined, text('The {} in {a}'))]],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected);
  });
});

describe('anchors in the text', () => {
  it.each<[string, string, Block[]]>([
    ['stand where they were written', 'a <a name="x"></a>b', [paragraph(text('a '), anchor('x'), text('b'))]],
    [
      'stand beside the address of the same link',
      '<a id="x" name="y" href="z">b</a>',
      [paragraph({ type: 'link', url: 'z', children: [anchor('x'), anchor('y'), text('b')] })],
    ],
    ['come from any element', '<div id="x">\n\nb\n\n</div>', [paragraph(anchor('x'), text('b'))]],
    ['come from spans', 'a <span id="x">b</span>', [paragraph(text('a '), anchor('x'), text('b'))]],
    [
      'wait for the words of the next block',
      'a\n\n<a id="x"></a>\n\n- b',
      [paragraph(text('a')), { type: 'list', items: [{ children: [paragraph(anchor('x'), text('b'))] }] }],
    ],
    [
      'stand alone before what holds no words',
      '<a id="x"></a>\n\n```\nb\n```',
      [paragraph(anchor('x')), { type: 'code', text: 'b' }],
    ],
    [
      'stand alone before preformatted text',
      'a<pre id="x">b</pre>',
      [paragraph(text('a')), paragraph(anchor('x')), { type: 'code', text: 'b' }],
    ],
    ['stand alone at the end', 'a\n\n<a id="x"></a>', [paragraph(text('a')), paragraph(anchor('x'))]],
    ['vanish with what is dropped', '<svg><g id="x"></g></svg>a', [paragraph(text('a'))]],
    ['are no anchors without a name', '<a name=""></a>a', [paragraph(text('a'))]],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  it('show nothing', () => {
    expect(plainText(parseMarkdown('a <a name="x"></a>b', { mdx: false }))).toBe('a b');
  });

  it('are read from JSX', () => {
    expect(read('<div id="x">\n  b\n</div>', true)).toEqual([paragraph(anchor('x'), text('b'))]);
  });
});

describe('details', () => {
  it('know whether they are open', () => {
    const details = (source: string) => read(source)[0];
    expect(details('<details open><summary>S</summary>a</details>')).toEqual({
      type: 'details',
      summary: [text('S')],
      children: [paragraph(text('a'))],
      open: true,
    });
    expect(details('<details><summary>S</summary>a</details>')).not.toHaveProperty('open');
  });
});
