import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/locales/texts.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { plainText } from '../../src/markdown/plain-text.ts';
import { type ClassicOptions, renderClassic } from '../../src/render/classic.ts';
import { asHtml } from './as-html.ts';

const words = loadTexts().for('en');
const render = (source: string, options: Partial<ClassicOptions> = {}) =>
  renderClassic(parseMarkdown(source, { mdx: false }), { words, ...options });
const shown = (source: string, options: Partial<ClassicOptions> = {}) =>
  render(source, options).map((part) =>
    part.kind === 'text' ? asHtml(part.text) : `[photo: ${part.caption.rawText}]`,
  );

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
      'narrow tables are aligned',
      '| a | bb |\n|--:|:-:|\n| 1 | 漢字語 |\n| 22 | x |',
      '<pre> a    bb\n──  ──────\n 1  漢字語\n22    x</pre>',
    ],
    [
      'tables with links are rows',
      '| a | b |\n|---|---|\n| 1 | [x](https://y.z) |\n| 2 | |',
      '<bold>a</bold>: 1\n<bold>b</bold>: <a https://y.z>x</a>\n\n<bold>a</bold>: 2\n<bold>b</bold>: –',
    ],
    [
      'wide tables are rows',
      `| a | b |\n|---|---|\n| ${'c'.repeat(40)} | d |`,
      `<bold>a</bold>: ${'c'.repeat(40)}\n<bold>b</bold>: d`,
    ],
    ['footnotes stand at the end', 'a[^x] b\n\n[^x]: c\n\nd', 'a[1] b\n\nd\n\n<bold>Notes</bold>\n[1] c'],
    ['rules are a line', 'a\n\n---\n\nb', 'a\n\n———\n\nb'],
    ['pictures on the web are links', '![a](https://b.c/d.png)', '<a https://b.c/d.png>🖼 a</a>'],
    [
      'pictures without words are named by their file',
      '![](https://b.c/the%20map.png?x=1)',
      '<a https://b.c/the%20map.png?x=1>🖼 the map</a>',
    ],
    ['a linked picture is one link', '[![a](https://b.c/d.png)](https://e.f)', '<a https://e.f>🖼 a</a>'],
    ['unresolved pictures are named', 'x ![a](d.svg)', 'x 🖼 a'],
    ['right-to-left lines begin as written', '- שלום', '• שלום'],
  ])('%s', (_name, source, expected) => {
    expect(shown(source)).toEqual([expected]);
  });

  it('resolves relative links', () => {
    const resolveLink = (href: string) => (href === '../b.md' ? 'https://t.me/bot?start=a_b' : undefined);
    expect(shown('[a](../b.md) [c](d.md)', { resolveLink })).toEqual(['<a https://t.me/bot?start=a_b>a</a> c']);
  });

  it('sends pictures of the article as photos after their block', () => {
    const resolveImage = (url: string) => ({ kind: 'file', path: `/c/${url}` }) as const;
    const source = 'a\n\n![b](b.png)\n\nc ![d](d.jpg) e\n\n![f](f.svg)';
    expect(shown(source, { resolveImage })).toEqual(['a', '[photo: b]', 'c 🖼 d e', '[photo: d]', '🖼 f']);
    expect(shown(source, { resolveImage, maxPhotos: 1 })).toEqual(['a', '[photo: b]', 'c 🖼 d e\n\n🖼 f']);
  });

  it('looks for a picture once, however often it is named', () => {
    let looks = 0;
    render('![a](b.png) '.repeat(50), { resolveImage: () => void looks++ });
    expect(looks).toBe(1);
  });

  it('gives no message for a document that shows nothing', () => {
    expect(render('<!-- a -->\n\n&nbsp;\n\n```\n```', { heading: words.rich('reading-image') })).toEqual([]);
  });

  it('puts the heading above the first message', () => {
    expect(shown('a', { heading: words.rich('reading-details') })).toEqual(['Details\n\na']);
  });
});

describe('renderClassic, at the limits', () => {
  const lengths = (source: string) =>
    render(source).map((part) => (part.kind === 'text' ? part.text.rawText.length : 0));

  it('sends 4,096 units in one message and one more in two', () => {
    expect(lengths('a'.repeat(4_096))).toEqual([4_096]);
    expect(lengths('a'.repeat(4_097))).toEqual([4_096, 1]);
  });

  it('keeps a heading with what follows', () => {
    const [first, second] = shown(`${'a '.repeat(2_000)}\n\n# B\n\n${'c '.repeat(500)}`);
    expect(first).toMatch(/a$/);
    expect(second).toMatch(/^<bold>B<\/bold>\nc/);
  });

  it('cuts a long code block between lines', () => {
    const lines = Array.from({ length: 600 }, (_, index) => `const line${index} = ${index};`);
    const parts = render(`\`\`\`js\n${lines.join('\n')}\n\`\`\``);
    const texts = parts.map((part) => (part.kind === 'text' ? part.text.rawText : ''));
    expect(texts.length).toBe(4);
    expect(texts.join('\n')).toBe(lines.join('\n'));
    for (const part of parts) {
      expect(part.kind === 'text' && part.text.rawEntities).toMatchObject([{ type: 'pre', language: 'js', offset: 0 }]);
    }
  });

  it('repeats the header over each part of a long table', () => {
    const rows = Array.from({ length: 300 }, (_, index) => `| ${index} | ${'x'.repeat(20)} |`);
    const texts = shown(`| id | value |\n|---|---|\n${rows.join('\n')}`);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text).toMatch(/^<pre>id {3}value\n─/);
    expect(texts.join('\n').match(/x{20}/g)).toHaveLength(300);
  });

  it('fits a table of more rows than a function takes arguments into messages', () => {
    const header = [[{ type: 'text' as const, text: 'b' }]];
    const table = { type: 'table' as const, align: [], header, rows: Array.from({ length: 150_000 }, () => header) };
    expect(renderClassic({ blocks: [table], footnotes: [] }, { words }).length).toBeGreaterThan(50);
  });

  it('puts at most 100 entities into a message', () => {
    const parts = render(Array.from({ length: 250 }, (_, index) => `[l${index}](https://a.b/${index})`).join(' '));
    expect(parts.map((part) => part.kind === 'text' && part.text.rawEntities.length)).toEqual([100, 100, 50]);
  });
});

describe('renderClassic, for any document', () => {
  const word = fc.oneof(fc.stringMatching(/^[a-zà-ÿ]{1,9}$/), fc.constantFrom('漢字', 'שלום', '👩🏽‍🚀'));
  const phrase = fc.array(word, { minLength: 1, maxLength: 30 }).map((list) => list.join(' '));
  const inline = fc.oneof(
    phrase,
    phrase.map((text) => `**${text}**`),
    phrase.map((text) => `*x ${text} \`code\`*`),
    phrase.map((text) => `[${text}](https://a.b)`),
  );
  const paragraph = fc.array(inline, { minLength: 1, maxLength: 20 }).map((list) => list.join(' '));
  const leaf = fc.oneof(
    paragraph,
    phrase.map((text) => `## ${text}`),
    fc.array(phrase, { minLength: 1, maxLength: 40 }).map((lines) => `\`\`\`js\n${lines.join('\n')}\n\`\`\``),
    fc
      .array(word, { minLength: 1, maxLength: 20 })
      .map((cells) => `| a | b |\n|---|---|\n${cells.map((cell) => `| ${cell} | y |`).join('\n')}`),
  );
  const indented = (text: string, indent: string) => text.split('\n').join(`\n${indent}`);
  const block = fc.oneof(
    leaf,
    fc
      .array(leaf, { minLength: 1, maxLength: 5 })
      .map((items) => items.map((item) => `- ${indented(item, '  ')}`).join('\n')),
    leaf.map((text) => `> ${indented(text, '> ')}`),
  );
  const source = fc.array(block, { minLength: 1, maxLength: 12 }).map((blocks) => blocks.join('\n\n'));

  it('keeps every word in order and every message within the limits', () => {
    fc.assert(
      fc.property(source, (markdown) => {
        const parts = render(markdown).flatMap((part) => (part.kind === 'text' ? [part.text] : []));
        for (const { rawText, rawEntities } of parts) {
          expect(rawText.length).toBeLessThanOrEqual(4_096);
          expect(rawEntities.length).toBeLessThanOrEqual(100);
          for (const { offset, length } of rawEntities) expect(offset + length).toBeLessThanOrEqual(rawText.length);
        }
        const said = parts
          .map((part) => part.rawText)
          .join(' ')
          .split(/\s+/);
        const meant = plainText(parseMarkdown(markdown, { mdx: false })).split(/\s+/);
        expect(missingFrom(said, meant)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

/** The first of `words` that does not follow the others in `text`. */
function missingFrom(text: readonly string[], words: readonly string[]): string | undefined {
  let place = 0;
  return words.find((word) => {
    const found = text.indexOf(word, place);
    place = found + 1;
    return found < 0;
  });
}
