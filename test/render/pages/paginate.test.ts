import { describe, expect, it } from 'vitest';
import type { Block, Document, Inline } from '../../../src/markdown/document.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { measureBlock, measurePage } from '../../../src/render/pages/measure.ts';
import { PAGE_LIMITS } from '../../../src/render/pages/page-limits.ts';
import { paginate, paginateSteps } from '../../../src/render/pages/paginate.ts';

const LIMITS = { characters: 400, media: 4, blocks: 40 };
const parse = (source: string) => parseMarkdown(source, { mdx: false });
const only = (...blocks: Block[]): Document => ({ blocks, footnotes: [] });
const text = (value: string): Inline[] => [{ type: 'text', text: value }];
const paragraph = (value: string): Block => ({ type: 'paragraph', children: text(value) });
const blocksOf = (document: Document, limits = LIMITS) => paginate(document, limits).pages.map((page) => page.blocks);
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

describe('pages', () => {
  it('are even when an article is slightly longer than one', () => {
    const article = only(...Array.from({ length: 42 }, () => paragraph('x'.repeat(200))));
    const sizes = paginate(article).pages.map((page) => measurePage(page).characters);
    expect(sizes).toEqual([4_200, 4_200]);
  });

  it('begin with the nearest chapter rather than in the middle', () => {
    const words = 'x'.repeat(60);
    const [first, second] = blocksOf(parse(`# A\n\n${`${words}\n\n`.repeat(3)}## B\n\n${`${words}\n\n`.repeat(5)}`));
    expect(first?.at(-1)).toEqual(paragraph(words));
    expect(second?.[0]).toMatchObject({ type: 'heading', level: 2 });
  });

  it('keep what introduces a list with it', () => {
    const words = 'x'.repeat(90);
    const pages = blocksOf(
      parse(`${`${words}\n\n`.repeat(2)}These are the steps:\n\n- ${words}\n- ${words}\n\n${words}`),
    );
    expect(pages.map((blocks) => blocks.map((block) => block.type))).toEqual([
      ['paragraph', 'paragraph'],
      ['paragraph', 'list', 'paragraph'],
    ]);
  });

  it.each(['', '<a name="x"></a>', '---\n\n---', '> <a name="x"></a>\n\n---'])('are none for %j', (source) => {
    expect(paginate(parse(source)).pages).toEqual([]);
  });

  it('hold at most 15 pictures of a paragraph with thousands', () => {
    const images = Array.from({ length: 5_000 }, (): Inline => ({ type: 'image', url: 'a.png', alt: '' }));
    const { pages } = paginate(only({ type: 'paragraph', children: images }));
    const media = pages.map((page) => measurePage(page).media);
    expect(Math.max(...media)).toBeLessThanOrEqual(PAGE_LIMITS.media);
    expect(media.reduce((sum, count) => sum + count)).toBe(5_000);
  });

  it('come in small steps for tens of thousands of blocks', () => {
    const article = only(...Array.from({ length: 30_000 }, () => paragraph('word')));
    const steps = paginateSteps(article);
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(1_000);
    expect(step.value.pages).toHaveLength(100);
  });
});

describe('what is longer than a page', () => {
  it('goes on as code of the same language, cut after lines', () => {
    const pages = blocksOf(only({ type: 'code', language: 'js', text: lines(100).join('\n') })).flat();
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.every((block) => block.type === 'code' && block.language === 'js')).toBe(true);
    expect(pages.flatMap((block) => (block.type === 'code' ? block.text.split('\n') : []))).toEqual(lines(100));
  });

  it('is cut between words, as code within a line', () => {
    const words = Array.from({ length: 300 }, (_, at) => `word${at}`);
    const pages = blocksOf(only({ type: 'paragraph', children: [{ type: 'code', text: words.join(' ') }] }));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map((blocks) => JSON.stringify(blocks)).flatMap((page) => page.match(/word\d+/g))).toEqual(words);
  });

  it('counts the empty lines of code where they stay', () => {
    const article = only(paragraph('x'.repeat(200)), { type: 'code', text: 'y\n\n\n\n'.repeat(150).trimEnd() });
    for (const page of paginate(article, LIMITS).pages) {
      expect(measurePage(page).characters).toBeLessThanOrEqual(LIMITS.characters);
    }
  });

  it('goes on, as code, where something less deep begins', () => {
    const functions = Array.from(
      { length: 60 },
      (_, index) => `def f${index}():\n    if x:\n        return [\n            ${'1, '.repeat(9)}\n        ]\n`,
    );
    const limits = { ...LIMITS, characters: 1_600 };
    const pages = blocksOf(only({ type: 'code', text: functions.join('\n').trimEnd() }), limits).flat();
    expect(pages.length).toBeGreaterThan(2);
    for (const block of pages) expect(block.type === 'code' && block.text).toMatch(/^def f\d+/);
  });

  it('stays whole, as code, on a page of its own when it is little longer, rather than being cut', () => {
    const block: Block = { type: 'code', text: 'x'.repeat(19).concat('\n').repeat(23).trimEnd() };
    const pages = blocksOf(only(paragraph('a '.repeat(90)), block, paragraph('b '.repeat(90))));
    expect(pages.map((blocks) => blocks.map(({ type }) => type))).toEqual([['paragraph'], ['code'], ['paragraph']]);
    expect(pages[1]?.[0]).toEqual(block);
  });

  it('goes on as a table with its header', () => {
    const rows = lines(100).map((line) => [text(line), text('b')]);
    const header = [text('H'), text('I')];
    const pages = blocksOf(only({ type: 'table', align: ['right', undefined], header, rows })).flat();
    expect(pages.length).toBeGreaterThan(1);
    for (const table of pages) expect(table).toMatchObject({ type: 'table', align: ['right', undefined], header });
    expect(pages.flatMap((block) => (block.type === 'table' ? block.rows : []))).toEqual(rows);
  });

  it('counts the names of columns in every row of a table that Telegram cannot show as one', () => {
    const header = Array.from({ length: 25 }, (_, column) => text(`name ${column}`));
    const rows = Array.from({ length: 400 }, () => header.map(() => text('v')));
    const { pages } = paginate(only({ type: 'table', align: [], header, rows }));
    // A row is 25 lines of "name 12: v", about 260 characters with their ends.
    expect(pages.length).toBeGreaterThan((400 * 260) / PAGE_LIMITS.characters);
  });

  it('goes on as rows of a table, where one cell alone is too long', () => {
    const rows = [[text('a'), text('word '.repeat(200)), text('c')]];
    const parts = blocksOf(only({ type: 'table', align: [], header: [], rows })).flat();
    const cells = parts.flatMap((block) => (block.type === 'table' ? block.rows : []));
    expect(cells.length).toBeGreaterThan(2);
    expect(cells.every((row) => row.length === 3)).toBe(true);
    expect([cells[0]?.[0], cells.at(-1)?.[2], cells[1]?.[0]]).toEqual([text('a'), text('c'), []]);
  });

  it('goes on as a list with the next number', () => {
    const items = lines(50).map((line) => ({ children: [paragraph(`${line} ${'x'.repeat(20)}`)] }));
    let next = 5;
    const pages = blocksOf(only({ type: 'list', start: 5, items })).flat();
    expect(pages.length).toBeGreaterThan(1);
    for (const list of pages) {
      expect(list).toMatchObject({ type: 'list', start: next });
      if (list.type === 'list') next += list.items.length;
    }
  });

  it('goes on after an item without a second number for it', () => {
    const item = { children: Array.from({ length: 6 }, () => paragraph('x'.repeat(90))) };
    const pages = blocksOf(only({ type: 'list', start: 1, items: [item, { children: [paragraph('two')] }] }));
    expect(pages[0]?.map((block) => block.type)).toEqual(['list']);
    expect(pages[1]?.map((block) => block.type)).toEqual(['paragraph', 'paragraph', 'paragraph', 'list']);
    expect(pages[1]?.at(-1)).toEqual({ type: 'list', start: 2, items: [{ children: [paragraph('two')] }] });
  });

  it('goes on as a quote without its label', () => {
    const children = Array.from({ length: 6 }, () => paragraph('x'.repeat(90)));
    const pages = blocksOf(only({ type: 'quote', alert: 'tip', children })).flat();
    expect(pages.map((block) => block.type === 'quote' && block.alert)).toEqual(['tip', undefined]);
  });

  it('goes on as details under dots, as open as before', () => {
    const children = Array.from({ length: 6 }, () => paragraph('x'.repeat(90)));
    const pages = blocksOf(only({ type: 'details', summary: text('More'), open: true, children })).flat();
    expect(pages.map((block) => block.type === 'details' && [block.summary, block.open])).toEqual([
      [text('More'), true],
      [text('…'), true],
    ]);
  });

  it('goes on after a sentence, inside the link it stands in', () => {
    const sentence = 'This is one of many sentences. ';
    const pages = blocksOf(
      only({ type: 'paragraph', children: [{ type: 'link', url: 'u', children: text(sentence.repeat(30)) }] }),
    );
    expect(pages.length).toBeGreaterThan(2);
    for (const [block] of pages) {
      if (block?.type !== 'paragraph' || block.children[0]?.type !== 'link') throw new Error('no link');
      expect(block.children[0].url).toBe('u');
      expect(JSON.stringify(block.children[0].children)).toMatch(/sentences\. ?"/);
    }
  });

  it('is cut between characters as readers see them, when there is nothing better', () => {
    const family = '👩‍👩‍👧‍👦';
    const parts = blocksOf(only(paragraph(family.repeat(100)))).flat();
    const shown = parts.map((block) =>
      block.type === 'paragraph' && block.children[0]?.type === 'text' ? block.children[0].text : '',
    );
    expect(shown.join('')).toBe(family.repeat(100));
    expect(shown.every((part) => part.startsWith('👩') && part.endsWith('👦'))).toBe(true);
  });

  it('is never cut when it is a formula that fits a page', () => {
    const formula: Block = { type: 'math', text: 'x + '.repeat(90) };
    expect(blocksOf(only(paragraph('x'.repeat(200)), formula))).toEqual([[paragraph('x'.repeat(200))], [formula]]);
  });
});

describe('notes', () => {
  const filler = `${'x'.repeat(150)}\n\n`.repeat(3);

  it('stand on the page with their first mark, and those without one at the end', () => {
    const { pages } = paginate(parse(`a[^a] ${filler}b[^b] a[^a]\n\n[^a]: see[^c]\n[^b]: B\n[^c]: C\n`), LIMITS);
    expect(pages.map((page) => page.footnotes.map((note) => note.label))).toEqual([['1', '3'], ['2']]);
    const lonely: Document = { ...parse(filler), footnotes: [{ label: '1', blocks: [paragraph('note')] }] };
    expect(paginate(lonely, LIMITS).pages.map((page) => page.footnotes.length)).toEqual([0, 1]);
  });

  it('go on under the same label where they are longer than a page', () => {
    const { pages } = paginate(parse(`a[^a]\n\n[^a]: ${'word '.repeat(150)}\n`), LIMITS);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.footnotes.map((note) => note.label)).toEqual(['1']);
  });
});

it('counts every nested block, item and row', () => {
  const [block] = parse('> - a\n>   - b\n>\n>   ![c](c.png)\n').blocks;
  expect(block && measureBlock(block)).toEqual({ characters: 3, media: 1, blocks: 10 });
});
