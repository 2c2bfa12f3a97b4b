import { describe, expect, it } from 'vitest';
import { asMarkup } from './as-markup.ts';
import { faultsOf, renderMarkdown } from './render-page.ts';

/** What the text becomes, without a word about it that Telegram could refuse. */
function shown(source: string): string {
  const message = renderMarkdown(source);
  expect(faultsOf(message)).toEqual([]);
  return asMarkup(message.blocks);
}

/** A name, Markdown, and the lines it becomes. */
type Case = [string, string, string[]];

describe('a rich page, one construct each', () => {
  it.each<Case>([
    [
      'headings keep their level and their formats',
      '# A\n\nb\n\n###### C `d` e',
      ['<heading size=1>A</heading>', '<paragraph>b</paragraph>', '<heading size=6>C <code>d</code> e</heading>'],
    ],
    [
      'styles nest',
      '**a *b* ~~c~~** <u>d</u> <mark>e</mark> <tg-spoiler>f</tg-spoiler>',
      [
        '<paragraph><bold>a <italic>b</italic> <strikethrough>c</strikethrough></bold> <underline>d</underline> ' +
          '<marked>e</marked> <spoiler>f</spoiler></paragraph>',
      ],
    ],
    [
      'letters go up and down',
      'H<sub>2</sub>O x<sup>2</sup>',
      ['<paragraph>H<subscript>2</subscript>O x<superscript>2</superscript></paragraph>'],
    ],
    ['code may stand inside styles', '**a `b`**', ['<paragraph><bold>a <code>b</code></bold></paragraph>']],
    ['hard breaks are line ends, soft ones spaces', 'a  \nb\nc', ['<paragraph>a', 'b c</paragraph>']],
    [
      'formulas keep their source',
      'so $x_1^2$\n\n$$\ny \\\\ z\n$$',
      [
        '<paragraph>so <mathematical_expression>x_1^2</mathematical_expression></paragraph>',
        '<mathematical_expression>y \\\\ z</mathematical_expression>',
      ],
    ],
    [
      'code keeps its language and its white space',
      '```ts {1,3} title="x"\na\n\tb\n```\n\n    c',
      ['<pre language=ts>a', '\tb</pre>', '<pre>c</pre>'],
    ],
    ['a rule is a divider', 'a\n\n---\n\nb', ['<paragraph>a</paragraph>', '<divider/>', '<paragraph>b</paragraph>']],
    [
      'lists nest, with all the blocks of an item',
      '- a\n  - b\n\n    c\n- d',
      [
        '<list><item><paragraph>a</paragraph><list><item><paragraph>b</paragraph><paragraph>c</paragraph></item></list>' +
          '</item><item><paragraph>d</paragraph></item></list>',
      ],
    ],
    [
      'numbers go on from the first, over empty items too',
      '9. a\n10.\n11. b',
      [
        '<list><item value=9 type=1><paragraph>a</paragraph></item>' +
          '<item value=11 type=1><paragraph>b</paragraph></item></list>',
      ],
    ],
    [
      'tasks have boxes',
      '- [ ] a\n- [x] b',
      [
        '<list><item has_checkbox><paragraph>a</paragraph></item>' +
          '<item has_checkbox is_checked><paragraph>b</paragraph></item></list>',
      ],
    ],
    [
      'quotes nest and hold code',
      '> a\n> > b\n>\n> ```\n> c\n> ```',
      [
        '<blockquote><paragraph>a</paragraph><blockquote><paragraph>b</paragraph></blockquote><pre>c</pre></blockquote>',
      ],
    ],
    [
      'alerts have a label',
      '> [!TIP]\n> a',
      ['<blockquote><paragraph><bold>💡 Tip</bold></paragraph><paragraph>a</paragraph></blockquote>'],
    ],
    [
      'details fold, open or closed',
      '<details open><summary>A <b>b</b></summary>\n\nc\n\n</details>\n\n<details>d</details>',
      [
        '<details is_open><summary>A <bold>b</bold></summary><paragraph>c</paragraph></details>',
        '<details><summary>Details</summary><paragraph>d</paragraph></details>',
      ],
    ],
    ['details without content are a line', '<details><summary>A</summary></details>', ['<paragraph>A</paragraph>']],
    [
      'tables keep alignment, header and missing cells',
      '| a | b | |\n|--:|:-:|---|\n| 1 | **x** | <br> |\n| 2 |',
      [
        '<table is_bordered is_striped><row><cell is_header align=right>a</cell><cell is_header align=center>b</cell>' +
          '<cell is_header/></row><row><cell align=right>1</cell><cell align=center><bold>x</bold></cell><cell/></row>' +
          '<row><cell align=right>2</cell><cell align=center/><cell/></row></table>',
      ],
    ],
    [
      'tables of many columns are compact',
      '| a | b | c | d |\n|---|---|---|---|',
      [
        '<table is_bordered is_striped is_compact><row><cell is_header>a</cell><cell is_header>b</cell>' +
          '<cell is_header>c</cell><cell is_header>d</cell></row></table>',
      ],
    ],
    [
      'what shows nothing is left out',
      '```\n```\n\n# \n\n> \n\n- \n\n**\u200b** \n\n| |\n|-|\n\na',
      ['<paragraph>a</paragraph>'],
    ],
    ['control characters are dropped', 'a\u0001b `c\u0007`', ['<paragraph>ab <code>c</code></paragraph>']],
  ])('%s', (_name, source, lines) => {
    expect(shown(source)).toBe(lines.join('\n'));
  });
});

describe('links of a rich page', () => {
  it.each<[string, string, string]>([
    ['absolute ones stay', '[a](https://x.y/z)', '<url url=https://x.y/z>a</url>'],
    ['those into Telegram stay', '[a](tg://resolve?domain=b)', '<url url=tg://resolve?domain=b>a</url>'],
    ['relative ones are resolved', '[a](b.md)', '<url url=https://blog.example.com/b.md>a</url>'],
    ['relative ones that lead nowhere are text', '[a](b/c.md)', 'a'],
    ['unsafe ones are text', '[a](javascript:x) [b](data:text/html,c)', 'a b'],
    [
      'mail addresses open a letter',
      '[me](mailto:a@b.cd?subject=x)',
      '<email_address email_address=a@b.cd>me</email_address>',
    ],
    ['what is no mail address is text', '[me](mailto:a)', 'me'],
    ['numbers call', '[a](tel:+12-34%205)', '<phone_number phone_number=+12345>a</phone_number>'],
    ['addresses that Telegram does not link are told', '[a](http://localhost:8080)', 'a (http://localhost:8080)'],
    ['so is a host that is a number', '[a](http://1)', 'a (http://1)'],
    ['but once', 'http://localhost:8080', 'http://localhost:8080'],
    [
      'code and styles may be linked',
      '[`a` **b**](https://x.y)',
      '<url url=https://x.y><code>a</code> <bold>b</bold></url>',
    ],
    [
      'an anchor is set where a link leads to it',
      'a <a id="p"></a>b [c](#p)',
      'a <anchor name=p/>b <anchor_link anchor_name=p>c</anchor_link>',
    ],
    ['an anchor nobody leads to is left out', 'a <a id="p"></a>b', 'a b'],
    ['places on another page are opened there', '[a](#far)', '<url url=https://t.me/notes_bot?start=p_2_abc>a</url>'],
    ['places that are nowhere are text', '[a](#nowhere)', 'a'],
    [
      'the top needs no name',
      '[a](#) [b](#top)',
      '<anchor_link anchor_name=>a</anchor_link> <anchor_link anchor_name=>b</anchor_link>',
    ],
  ])('%s', (_name, source, line) => {
    expect(shown(source)).toBe(`<paragraph>${line}</paragraph>`);
  });

  it('lead to headings by their names, however these are written', () => {
    expect(shown('[a](#%C3%BC) [b](#100%)\n\n## Ü {#ü}\n\n## C {#100%}')).toBe(
      '<paragraph><anchor_link anchor_name=ü>a</anchor_link> <anchor_link anchor_name=100%>b</anchor_link></paragraph>\n' +
        '<heading size=2><anchor name=ü/>Ü</heading>\n<heading size=2><anchor name=100%/>C</heading>',
    );
  });

  it('lead to the top from another page by opening the first one', () => {
    expect(asMarkup(renderMarkdown('[a](#top)', { page: 3 }).blocks)).toBe(
      '<paragraph><url url=https://t.me/notes_bot?start=p_1_abc>a</url></paragraph>',
    );
  });
});
