import { describe, expect, it } from 'vitest';
import { asMarkup } from './as-markup.ts';
import { faultsOf, renderMarkdown, renderPage } from './render-page.ts';

function shown(source: string, withoutMedia = false): string {
  const message = renderMarkdown(source, { withoutMedia });
  expect(faultsOf(message)).toEqual([]);
  return asMarkup(message.blocks);
}

describe('pictures of a rich page', () => {
  it.each<[string, string, string[]]>([
    ['stand at their place with their words', '![a](a.png)', ['<photo media=attach://0>a</photo>']],
    ['need no words', '![](https://x.y/a.jpg?b=c.d)', ['<photo media=https://x.y/a.jpg?b=c.d/>']],
    ['move when they are GIFs', '![a](https://x.y/a.gif)', ['<animation media=https://x.y/a.gif>a</animation>']],
    [
      'part the paragraph they stand in, and its formats',
      'a **b ![c](c.png) d** e',
      [
        '<paragraph>a <bold>b </bold></paragraph>',
        '<photo media=attach://0>c</photo>',
        '<paragraph><bold> d</bold> e</paragraph>',
      ],
    ],
    [
      'make a collage when they follow one another; the same file goes up once',
      '![a](a.png) ![](b.png)\n\n![c](a.png)\n\nd',
      [
        '<collage><photo media=attach://0/><photo media=attach://1/><photo media=attach://0/>a · c</collage>',
        '<paragraph>d</paragraph>',
      ],
    ],
    [
      'leave animations out of collages',
      '![](a.png)\n![](b.gif)\n![](c.png)',
      ['<photo media=attach://0/>', '<animation media=attach://1/>', '<photo media=attach://2/>'],
    ],
    [
      'keep the link around them in their words',
      '[![a](a.png)](https://x.y/z)\n\nb\n\n[![](c.png) d](https://x.y/z)',
      [
        '<photo media=attach://0><url url=https://x.y/z>a</url></photo>',
        '<paragraph>b</paragraph>',
        '<photo media=attach://1><url url=https://x.y/z>🖼 c</url></photo>',
        '<paragraph><url url=https://x.y/z> d</url></paragraph>',
      ],
    ],
    [
      'are named where Telegram shows none',
      'a ![b](b.svg) ![](https://x.y/c.svg?d) ![](q%20r)',
      [
        '<paragraph>a <url url=https://blog.example.com/b.svg>🖼 b</url> <url url=https://x.y/c.svg?d>🖼 c</url> ' +
          '🖼 q r</paragraph>',
      ],
    ],
    [
      'are links in headings, within the link around them if there is one',
      '# A ![b](b.png) [![c](c.png)](https://x.y/d)',
      [
        '<heading size=1>A <url url=https://blog.example.com/b.png>🖼 b</url> ' +
          '<url url=https://x.y/d>🖼 c</url></heading>',
      ],
    ],
    [
      'are links in tables',
      '| ![b](https://x.y/b.png) |\n|-|',
      ['<table is_bordered is_striped><row><cell is_header><url url=https://x.y/b.png>🖼 b</url></cell></row></table>'],
    ],
    ['stand in lists too', '- ![a](a.png)', ['<list><item><photo media=attach://0>a</photo></item></list>']],
  ])('%s', (_name, source, lines) => {
    expect(shown(source)).toBe(lines.join('\n'));
  });

  it('become links when the message goes without media, save those uploaded', () => {
    expect(shown('![a](https://x.y/a.png) ![b](b.png)', true)).toBe(
      '<paragraph><url url=https://x.y/a.png>🖼 a</url></paragraph>\n<photo media=attach://0>b</photo>',
    );
  });

  it('make collages of even size, ten pictures at most', () => {
    const { blocks, files } = renderMarkdown(Array.from({ length: 22 }, (_, at) => `![](${at}.png)`).join('\n'));
    expect(blocks.map((block) => block.type === 'collage' && block.blocks.length)).toEqual([8, 8, 6]);
    expect(files[21]).toBe('/files/21.png');
  });

  it('are links beyond the fiftieth', () => {
    const message = renderMarkdown('![a](a.png)\n\nb\n\n'.repeat(51));
    expect(faultsOf(message)).toEqual([]);
    expect(message.blocks.filter(({ type }) => type === 'photo')).toHaveLength(50);
    expect(asMarkup(message.blocks.slice(-2, -1))).toContain('🖼 a');
  });
});

describe('notes of a rich page', () => {
  it('are references below the text, to which each mark leads', () => {
    expect(shown('a[^x] b[^x]\n\n[^x]: N *o*.\n\n    More.')).toBe(
      '<paragraph>a<superscript><reference_link reference_name=note-1>1</reference_link></superscript> ' +
        'b<superscript><reference_link reference_name=note-1>1</reference_link></superscript></paragraph>\n' +
        '<divider/>\n<list><item value=1 type=1><paragraph><reference name=note-1>N <italic>o</italic>.</reference>' +
        '</paragraph><paragraph>More.</paragraph></item></list>',
    );
  });

  it('have an anchor when they begin with something else than text', () => {
    expect(shown('a[^x]\n\n[^x]: ![n](n.png)')).toBe(
      '<paragraph>a<superscript><anchor_link anchor_name=note-1>1</anchor_link></superscript></paragraph>\n' +
        '<divider/>\n<list><item value=1 type=1><anchor name=note-1/><photo media=attach://0>n</photo></item></list>',
    );
  });

  it('are numbers only where they stand on another page or say nothing', () => {
    const reference = { type: 'footnote-reference', label: '3' } as const;
    const blocks = [{ type: 'paragraph', children: [reference] } as const];
    const expected = '<paragraph><superscript>3</superscript></paragraph>';
    expect(asMarkup(renderPage({ blocks, footnotes: [] }).blocks)).toBe(expected);
    expect(asMarkup(renderPage({ blocks, footnotes: [{ label: '3', blocks: [] }] }).blocks)).toBe(expected);
  });

  it('are numbers only inside a link', () => {
    const link = {
      type: 'link',
      url: 'https://x.y',
      children: [{ type: 'text', text: 'a' } as const, { type: 'footnote-reference', label: '1' } as const],
    } as const;
    const blocks = [{ type: 'paragraph', children: [link] } as const];
    const message = renderPage({ blocks, footnotes: [{ label: '1', blocks }] });
    expect(faultsOf(message)).toEqual([]);
    expect(asMarkup(message.blocks.slice(0, 1))).toBe(
      '<paragraph><url url=https://x.y>a<superscript>1</superscript></url></paragraph>',
    );
  });

  it('take no name that an anchor has', () => {
    const markup = shown('[a](#note-1)[^x] <a id="note-1"></a>b\n\n[^x]: c');
    expect(markup).toContain('<anchor name=note-1/>');
    expect(markup).toContain('<reference name=note-1->c</reference>');
  });
});
