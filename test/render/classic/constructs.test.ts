import { describe, expect, it } from 'vitest';
import { shown, words } from './shown.ts';

describe('renderClassic, one construct each', () => {
  it.each<[string, string, string]>([
    [
      'headings are bold, close to their text',
      '# A\n\nb\n\n## C `d` e',
      '<bold>A</bold>\nb\n\n<bold>C</bold> <code>d</code> <bold>e</bold>',
    ],
    ['styles nest', '**a *b* ~~c~~**', '<bold>a <italic>b</italic> <strikethrough>c</strikethrough></bold>'],
    ['code interrupts other styles', '**a `b` c**', '<bold>a</bold> <code>b</code> <bold>c</bold>'],
    ['linked code stays a link', '[`a`](https://b.c)', '<a https://b.c>a</a>'],
    ['highlighted text is underlined', '<mark>a <u>b</u></mark>', '<underline>a b</underline>'],
    ['raised and lowered signs are Unicode’s', 'x<sup>2</sup> H<sub>2</sub>O', 'x² H₂O'],
    ['what Unicode cannot raise stays as it is', 'x<sup>ab</sup>', 'xab'],
    ['anchors show nothing', '<a id="x"></a>a', 'a'],
    ['hidden text is a spoiler', '<tg-spoiler>a</tg-spoiler>', '<spoiler>a</spoiler>'],
    ['hard breaks are line breaks', 'a  \nb', 'a\nb'],
    ['unresolved links are text', '[a](b.md) [c](#d)', 'a c'],
    ['addresses that lead nowhere are text', '[a](https://) ![b](http://)', 'a 🖼 b'],
    ['mail addresses are written out', '[me](mailto:a@b.cd)', 'me (a@b.cd)'],
    ['maths is code', 'so $x_1^2$\n\n$$\ny\n$$', 'so <code>x_1^2</code>\n\n<code>y</code>'],
    ['code blocks keep their language', '```ts\na\n  b\n```', '<pre ts>a\n  b</pre>'],
    ['lists nest visibly', '- a\n  - b\n    - c\n- d', '• a\n   ◦ b\n      ▪ c\n• d'],
    ['numbered lists keep their numbers', '9. a\n10. b', '9. a\n10. b'],
    ['tasks are boxes', '- [ ] a\n- [x] b', '☐ a\n☑ b'],
    ['code in a list is not indented', '- a\n\n  ```\n  b\n  c\n  ```\n\n  d', '• a\n<pre>b\nc</pre>\n   d'],
    ['quotes in quotes melt into one', '> a\n> > b', '<blockquote>a\n\nb</blockquote>'],
    [
      'code interrupts a quote',
      '> a\n> ```\n> b\n> ```\n> c',
      '<blockquote>a</blockquote>\n\n<pre>b</pre>\n\n<blockquote>c</blockquote>',
    ],
    ['alerts have a label', '> [!TIP]\n> a', '<blockquote><bold>💡 Tip</bold>\na</blockquote>'],
    [
      'details are an expandable quote',
      '<details><summary>A</summary>b</details>',
      '<expandable_blockquote><bold>A</bold>\nb</expandable_blockquote>',
    ],
    [
      'unfolded details are a quote',
      '<details open><summary>A</summary>b</details>',
      '<blockquote><bold>A</bold>\nb</blockquote>',
    ],
    ['embedded pages are links', '<iframe src="https://a.b/c"></iframe>', '<a https://a.b/c>https://a.b/c</a>'],
    ['footnotes stand at the end', 'a[^x] b\n\n[^x]: c\n\nd', 'a[1] b\n\nd\n\n<bold>Notes</bold>\n[1] c'],
    ['rules are a line', 'a\n\n---\n\nb', 'a\n\n———\n\nb'],
    ['pictures are photos', '![a](https://b.c/d.png)', '[photo: a]'],
    ['drawings and animations on the web are links', '![a](https://b.c/d.gif)', '<a https://b.c/d.gif>🖼 a</a>'],
    [
      'pictures without words are named by their file',
      '![](https://b.c/the%20map.svg?x=1)',
      '<a https://b.c/the%20map.svg?x=1>🖼 the map</a>',
    ],
    ['a linked picture is one link', '[![a](https://b.c/d.png)](https://e.f)', '<a https://e.f>🖼 a</a>'],
    ['unresolved pictures are named', 'x ![a](d.svg)', 'x 🖼 a'],
  ])('%s', (_name, source, expected) => {
    expect(shown(source)).toEqual([expected]);
  });

  it('asks where a link leads, also for places in the same article', () => {
    const resolveLink = (href: string) =>
      href === '../b.md' || href === '#b' ? 'https://t.me/bot?start=b' : undefined;
    const link = '<a https://t.me/bot?start=b>';
    expect(shown('[a](../b.md) [c](d.md)', { resolveLink })).toEqual([`${link}a</a> c`]);
    expect(shown('[a](#b) [c](#d)', { resolveLink })).toEqual([`${link}a</a> c`]);
  });

  it('gives no message for a document that shows nothing', () => {
    expect(shown('<!-- a -->\n\n&nbsp;\n\n```\n```', { heading: words.rich('reading-image') })).toEqual([]);
  });

  it('puts the heading above the first message', () => {
    expect(shown('a', { heading: words.rich('reading-details') })).toEqual(['Details\n\na']);
  });
});
