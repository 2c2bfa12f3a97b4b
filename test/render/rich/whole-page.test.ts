import { describe, expect, it } from 'vitest';
import type { Inline } from '../../../src/markdown/document.ts';
import type { Section } from '../../../src/render/article-page.ts';
import { asMarkup } from './as-markup.ts';
import { faultsOf, renderMarkdown, renderPage } from './render-page.ts';

function section(level: number, title: string, page = 2): Section {
  return { level: level as Section['level'], title, anchor: title.toLowerCase(), page };
}

function contentsOf(contents: readonly Section[], source = 'a'): string {
  const message = renderMarkdown(source, { contents });
  expect(faultsOf(message)).toEqual([]);
  return asMarkup(message.blocks.slice(0, 1));
}

describe('the first page', () => {
  it('has the title above it, and no other page has', () => {
    const title = 'On <queues>';
    expect(asMarkup(renderMarkdown('a', { title }).blocks)).toBe(
      '<heading size=1>On <queues></heading>\n<paragraph>a</paragraph>',
    );
    expect(asMarkup(renderMarkdown('a', { title, page: 2 }).blocks)).toBe('<paragraph>a</paragraph>');
  });

  it('has folded contents that lead within the page and to others', () => {
    expect(contentsOf([section(2, 'Here', 1), section(3, 'Far'), section(2, 'Last', 3)], '## Here {#here}')).toBe(
      '<details><summary>Contents</summary><list>' +
        '<item><paragraph><anchor_link anchor_name=here>Here</anchor_link></paragraph>' +
        '<list><item><paragraph><url url=https://t.me/notes_bot?start=p_2_abc>Far</url></paragraph></item></list></item>' +
        '<item><paragraph><url url=https://t.me/notes_bot?start=p_3_abc>Last</url></paragraph></item></list></details>',
    );
  });

  it('has contents of the upper levels when all have no room', () => {
    const contents = [
      section(2, 'A'),
      ...Array.from({ length: 40 }, () => section(3, 'b'.repeat(40))),
      section(2, 'C'),
    ];
    expect(contentsOf(contents).match(/<item>/g)).toHaveLength(2);
  });

  it('has contents cut short, and says so, when the upper level has no room', () => {
    const contents = Array.from({ length: 100 }, (_, at) => section(2, `S${at}`));
    const markup = contentsOf(contents);
    expect(markup.match(/<item>/g)).toHaveLength(51);
    expect(markup).toContain('>S49</url></paragraph></item><item><paragraph>…</paragraph></item></list></details>');
  });
});

describe('a page', () => {
  it('is told to run from right to left', () => {
    expect(renderMarkdown('سلام', { isRtl: true }).isRtl).toBe(true);
    const aligned = (isRtl: boolean) => JSON.stringify(renderMarkdown('| س |\n|---|', { isRtl }).blocks);
    expect(aligned(true)).toContain('"align":"right"');
    expect(aligned(false)).toContain('"align":"left"');
  });

  it('shows a table of too many columns as records, and where to see it whole', () => {
    const row = (cell: (column: number) => string) =>
      `|${Array.from({ length: 21 }, (_, at) => `${cell(at)}|`).join('')}`;
    const table = [row((at) => `h${at}`), row(() => '-'), row((at) => (at === 3 ? '' : `v${at}`))].join('\n');
    const markup = asMarkup(renderMarkdown(table).blocks);
    expect(markup).toMatch(
      /^<paragraph><bold>h0<\/bold>: v0\n<bold>h1<\/bold>: v1\n<bold>h2<\/bold>: v2\n<bold>h3<\/bold>: –\n/,
    );
    expect(markup).toMatch(
      /<bold>h20<\/bold>: v20<\/paragraph>\n<paragraph><url url=https:\/\/blog.example.com\/article>See this table on the site<\/url><\/paragraph>$/,
    );
    expect(asMarkup(renderMarkdown(table, { siteUrl: undefined }).blocks)).not.toContain('See this table');
  });

  it('marks the items of lists that nest too deep', () => {
    const lines = Array.from({ length: 7 }, (_, at) => `${'  '.repeat(at)}- l${at}`);
    const source = [...lines, `${'  '.repeat(7)}1. n`, `${'  '.repeat(7)}2. [ ] o`, '', `${'  '.repeat(9)} more`].join(
      '\n',
    );
    expect(asMarkup(renderMarkdown(source).blocks)).toContain(
      '<item><paragraph>l4</paragraph><paragraph>– l5</paragraph><paragraph>– – l6</paragraph>' +
        '<paragraph>– – – 1. n</paragraph><paragraph>– – – 2. ☐ o</paragraph><paragraph>more</paragraph></item>',
    );
  });

  it('keeps anchors that stand where nothing is shown', () => {
    const [p, q] = ['p', 'q'].map((name): Inline => ({ type: 'anchor', name })) as [Inline, Inline];
    const links = ['#p', '#q'].map((url): Inline => ({ type: 'link', url, children: [{ type: 'text', text: url }] }));
    const message = renderPage({
      blocks: [
        { type: 'paragraph', children: links },
        { type: 'table', align: [], header: [], rows: [[[p], [{ type: 'text', text: 'a' }]]] },
        { type: 'heading', level: 2, children: [q] },
      ],
      footnotes: [],
    });
    expect(faultsOf(message)).toEqual([]);
    expect(asMarkup(message.blocks.slice(1))).toBe(
      '<anchor name=p/>\n<table is_bordered is_striped><row><cell/><cell>a</cell></row></table>\n<anchor name=q/>',
    );
  });
});
