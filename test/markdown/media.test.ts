import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../src/markdown/document.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });
const image = (url: string, alt = ''): Inline => ({ type: 'image', url, alt });
const link = (url: string, label = url): Inline => ({ type: 'link', url, children: [text(label)] });
const code = (value: string): Inline => ({ type: 'code', text: value });
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });
const read = (source: string, mdx = false) => parseMarkdown(source, { mdx }).blocks;

describe('pictures', () => {
  it.each<[string, string, Block[]]>([
    [
      'may stand in a link',
      '[![a](b.png)](c)',
      [paragraph({ type: 'link', url: 'c', children: [image('b.png', 'a')] })],
    ],
    ['are named by their title when they have no other words', '![](a.png "T")', [paragraph(image('a.png', 'T'))]],
    ['may have bare spaces in their address', '![a](b c.png)', [paragraph(image('b%20c.png', 'a'))]],
    ['may have their size behind the address', '![a](b.png =100x20)', [paragraph(image('b.png', 'a'))]],
    [
      'keep root paths and plain http',
      '![](/a.png) ![](http://b.c/d.gif)',
      [paragraph(image('/a.png'), text(' '), image('http://b.c/d.gif'))],
    ],
    [
      'are the last choice of several',
      '<picture><source srcset="a.webp"><img src="b.png" alt="c"></picture>',
      [paragraph(image('b.png', 'c'))],
    ],
    [
      'may be loaded late',
      '<img data-src="a.png"> <img srcset="b.png 1x, c.png 2x">',
      [paragraph(image('a.png'), text(' '), image('b.png'))],
    ],
    [
      'have their caption after them',
      '<figure>\n  <img src="a.png" alt="b">\n  <figcaption>c</figcaption>\n</figure>',
      [paragraph(image('a.png', 'b')), paragraph(text('c'))],
    ],
    [
      'may be Markdown in a figure',
      '<figure>\n\n![b](a.png)\n\n<figcaption>\n\nc\n\n</figcaption>\n</figure>',
      [paragraph(image('a.png', 'b')), paragraph(text('c'))],
    ],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected);
  });
});

describe('what a page embeds', () => {
  it.each<[string, string, Block[]]>([
    [
      'is linked',
      '<video src="a.mp4"></video><audio src="b.mp3"></audio>',
      [paragraph(link('a.mp4')), paragraph(link('b.mp3'))],
    ],
    [
      'is linked once for all its formats, without what stands in for it',
      'a <video controls><source src="a.mp4"><source src="a.webm">Get <a href="b">another</a></video> c',
      [paragraph(text('a')), paragraph(link('a.mp4')), paragraph(text('c'))],
    ],
    ['shows what stands in for it when it has no address', '<video>Nothing</video>', [paragraph(text('Nothing'))]],
    ['may be an object', '<object data="a.pdf"><p>b</p></object>', [paragraph(link('a.pdf'))]],
    [
      'may be a file of Telegram',
      '<tg-document src="https://a.b/c.zip"></tg-document>',
      [paragraph(link('https://a.b/c.zip'))],
    ],
    [
      'may be a map',
      '<tg-map lat="41.9" long="12.5" zoom="14"/>',
      [paragraph(link('https://www.openstreetmap.org/?mlat=41.9&mlon=12.5', '41.9, 12.5'))],
    ],
    [
      'swallows nothing when a frame ends in itself',
      '<iframe src="a"/> b',
      [paragraph(link('a')), paragraph(text('b'))],
    ],
    [
      'swallows no Markdown when its end is missing',
      '<iframe src="a">\n\nb',
      [paragraph(link('a')), paragraph(text('b'))],
    ],
    ['may be a frame loaded late', '<iframe data-src="a"></iframe>', [paragraph(link('a'))]],
    [
      'is named even when the address of a frame may not be kept',
      '<iframe src="javascript:a" title="T"></iframe>',
      [paragraph(text('T'))],
    ],
    [
      'is mentioned even when a frame has neither address nor title',
      '<iframe srcdoc="a"></iframe>',
      [paragraph(code('<iframe>'))],
    ],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  it('is known by the plain attributes of components', () => {
    const source =
      '<Image src="/a.png" alt="b" />\n\n<Player src="c" title="d" />\n\n<Link href="/e">f</Link> <Tag id="g" />';
    expect(read(source, true)).toEqual([
      paragraph(image('/a.png', 'b')),
      paragraph(link('c', 'd')),
      paragraph(link('/e', 'f')),
    ]);
  });
});

describe('tables of HTML', () => {
  const cell = (value: string): Inline[] => (value === '' ? [] : [text(value)]);
  const table = (header: string[], ...rows: string[][]): Block => ({
    type: 'table',
    align: (rows[0] ?? header).map(() => undefined),
    header: header.map(cell),
    rows: rows.map((row) => row.map(cell)),
  });

  it.each<[string, string, Block[]]>([
    [
      'have their caption above',
      '<table><caption>C</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
      [paragraph(text('C')), table(['A'], ['1'])],
    ],
    [
      'keep their columns beside wide cells',
      '<table><tr><td colspan="2">1</td><td>2</td></tr><tr><td>3<td>4<td>5</table>',
      [table([], ['1', '', '2'], ['3', '4', '5'])],
    ],
    [
      'keep their columns beside tall cells',
      '<table><tr><td>1</td><td rowspan="2">2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr></table>',
      [table([], ['1', '2', '3'], ['4', '', '5'])],
    ],
    [
      'take no wider cell than Telegram has columns',
      '<table><tr><td colspan="100000000">1</td></tr></table>',
      [table([], ['1', ...Array<string>(19).fill('')])],
    ],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  it('grow with their source, however tall and many their cells are', () => {
    const source = `<table><tr>${'<td rowspan=1000>a'.repeat(5_000)}</tr>${'<tr><td>b</tr>'.repeat(1_000)}</table>`;
    const cells = read(source).flatMap((block) => (block.type === 'table' ? block.rows.flat() : []));
    expect(cells.length).toBeLessThan(30_000);
    expect(cells.filter((run) => run.length > 0)).toHaveLength(6_000);
  });
});
