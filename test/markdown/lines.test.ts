import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/markdown/parse.ts';

/** Every node that knows its line, as `type:line`, in the order of the text. */
function placed(source: string, mdx = false): string[] {
  const found: string[] = [];
  JSON.stringify(parseMarkdown(source, { mdx, lines: true }), (_key, value) => {
    if (typeof value?.line === 'number') found.push(`${value.type}:${value.line}`);
    return value;
  });
  return found;
}

describe('lines', () => {
  it.each<[string, string, string[]]>([
    [
      'of headings, code and tables',
      '# A\n\n```\nb\n```\n\n| a |\n|---|\n| b |\n\nB\n---',
      ['heading:1', 'code:3', 'table:7', 'heading:11'],
    ],
    ['of indented code', 'a\n\n    b', ['code:3']],
    ['of links and images in a paragraph', 'a\nb [c](d) e\n![f](g)\\\n[h](i)', ['link:2', 'image:3', 'link:4']],
    ['after code that goes over a line', '`a\nb` [c](d)', ['link:2']],
    ['after a link that goes over lines', '[a\nb](\nc) [d](e)', ['link:1', 'link:3']],
    ['of bare addresses', 'a\nhttps://b.de\n<https://c.de>', ['link:2', 'link:3']],
    ['inside emphasis', 'a\n**b\n[c](d)**', ['link:3']],
    ['inside quotes and lists', '> a\n> [b](c)\n\n- d\n\n  e\n  [f](g)', ['link:2', 'link:7']],
    ['inside tables', '| a |\n|---|\n| [b](c) |\n| [d](e) |', ['table:1', 'link:3', 'link:4']],
    ['inside footnotes', 'a[^1]\n\n[^1]: b\n    [c](d)', ['link:4']],
    [
      'of HTML',
      '<p>\n<img src="a"><a\nhref="b">c</a>\n</p>\n<h2>d</h2>\n<iframe src="e"></iframe>',
      ['image:2', 'link:2', 'heading:5', 'link:6'],
    ],
    ['of HTML inside a paragraph', 'a\nb <img\nsrc="c"> <a href="d">e</a>', ['image:2', 'link:3']],
    [
      'of HTML tables and preformatted text',
      '<div>\n<pre>a\n</pre>\n<table><tr><td>b</table></div>',
      ['code:2', 'table:4'],
    ],
    ['with CRLF', 'a\r\n\r\n# b', ['heading:3']],
  ])('%s', (_name, source, expected) => {
    expect(placed(source)).toEqual(expected);
  });

  it('of JSX', () => {
    expect(placed('a\n\n<A>\n  <img src="b" />\n\n  [c](d) {e}\n</A>', true)).toEqual(['image:4', 'link:6']);
  });

  it('stay away unless asked for', () => {
    const source = '# A\n\n[a](b)';
    expect(JSON.stringify(parseMarkdown(source, { mdx: false }))).not.toContain('line');
    expect(JSON.stringify(parseMarkdown(source, { mdx: false, lines: true }))).toContain('"line":3');
  });

  it('are right in every portion of a long text', () => {
    const count = 2_000;
    const source = Array.from({ length: count }, (_, index) => `[a](l${index * 2 + 1})\n`).join('\n');
    const { blocks } = parseMarkdown(source, { mdx: false, lines: true });
    const links = blocks.flatMap((block) => (block.type === 'paragraph' ? block.children : []));
    expect(links).toHaveLength(count);
    for (const link of links) expect(link).toHaveProperty('url', `l${'line' in link ? link.line : ''}`);
  });
});
