import fc from 'fast-check';
import type { Block, Document, Inline } from '../../../src/markdown/document.ts';

/**
 * Documents in which every word bears a number of its own, `#12;`, so that a test can tell what became of each: lost,
 * said twice, or out of order.
 */
const NUMBER = '#§;';
const word = fc
  .constantFrom('word', 'a', '漢字', 'שלום', '👩🏽‍🚀', 'e\u0301', '-', 'x.', 'long'.repeat(30))
  .map((text) => text + NUMBER);
const phrase = (maxLength: number, separator = ' ') =>
  fc.array(word, { minLength: 1, maxLength }).map((words) => words.join(separator));

const url = fc.constantFrom('https://a.b/c', 'http://d.e/?f=g', 'tg://resolve?domain=x', '../other.md', '#here', '//');
const picture = fc.record({
  type: fc.constant('image' as const),
  url: fc.constantFrom('https://a.b/c.png', 'https://', 'd.jpg', 'e.webp', 'f.svg', 'https://g.h/i.gif'),
  alt: phrase(3),
});

const inline = fc.letrec<{ one: Inline; run: Inline[] }>((tie) => ({
  run: fc.array(tie('one'), { minLength: 1, maxLength: 12, depthIdentifier: 'inline' }),
  one: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'inline' },
    fc.record({ type: fc.constant('text' as const), text: phrase(20) }),
    fc.record({ type: fc.constantFrom('code' as const, 'math' as const), text: phrase(3) }),
    fc.record({
      type: fc.constantFrom(
        ...([
          'strong',
          'emphasis',
          'strikethrough',
          'underline',
          'spoiler',
          'mark',
          'subscript',
          'superscript',
        ] as const),
      ),
      children: tie('run'),
    }),
    fc.record({ type: fc.constant('link' as const), url, children: tie('run') }),
    picture,
    fc.constant({ type: 'break' as const }),
    fc.constant({ type: 'anchor' as const, name: 'x' }),
    fc.constant({ type: 'footnote-reference' as const, label: '1' }),
  ),
})).run;

const code = fc.record({
  type: fc.constant('code' as const),
  language: fc.constantFrom('ts', 'c++'),
  text: fc.oneof(phrase(20, '\n'), phrase(200, '\n'), phrase(20), phrase(200, '')),
});

const cells = (size: number) => fc.array(inline, { minLength: 1, maxLength: size });
const table = fc.constantFrom(3, 3, 25).chain((columns) =>
  fc.record({
    type: fc.constant('table' as const),
    align: fc.array(fc.constantFrom('left' as const, 'center' as const, 'right' as const, undefined), { maxLength: 3 }),
    header: fc.oneof(fc.constant([]), cells(columns), narrowRow(columns)),
    rows: fc.oneof(
      fc.array(cells(columns), { maxLength: 6 }),
      fc.array(narrowRow(columns), { minLength: 1, maxLength: 250 }),
    ),
  }),
);

function narrowRow(columns: number) {
  const cell = fc
    .constantFrom('a', '漢', 'ש', '👩🏽‍🚀')
    .map((text): Inline[] => [{ type: 'text', text: text + NUMBER }]);
  return fc.array(cell, { minLength: 1, maxLength: Math.min(columns, 3) });
}

const block = fc.letrec<{ one: Block; run: Block[] }>((tie) => ({
  run: fc.array(tie('one'), { minLength: 1, maxLength: 5, depthIdentifier: 'block' }),
  one: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'block' },
    fc.record({ type: fc.constant('paragraph' as const), children: inline }),
    fc.record({
      type: fc.constant('paragraph' as const),
      children: phrase(900, ' ').map((text): Inline[] => [{ type: 'text', text }]),
    }),
    fc.record({ type: fc.constant('paragraph' as const), children: fc.array(picture, { minLength: 1, maxLength: 6 }) }),
    fc.record({
      type: fc.constant('heading' as const),
      level: fc.constantFrom(1 as const, 3 as const),
      children: inline,
    }),
    code,
    table,
    fc.record({ type: fc.constant('math' as const), text: phrase(5) }),
    fc.constant({ type: 'rule' as const }),
    fc.record({
      type: fc.constant('quote' as const),
      children: tie('run'),
    }),
    fc.record({ type: fc.constant('quote' as const), alert: fc.constant('tip' as const), children: tie('run') }),
    fc.record({
      type: fc.constant('details' as const),
      summary: inline,
      children: tie('run'),
      open: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('list' as const),
      items: fc.array(fc.record({ children: tie('run') }), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      type: fc.constant('list' as const),
      start: fc.constantFrom(1, 99),
      items: fc.array(fc.record({ checked: fc.boolean(), children: tie('run') }), { minLength: 1, maxLength: 4 }),
    }),
  ),
})).run;

/** Any document, up to a few messages long. */
export const numberedDocument: fc.Arbitrary<Document> = fc
  .record({
    blocks: fc.array(block, { minLength: 1, maxLength: 4 }).map((runs) => runs.flat()),
    footnotes: fc.array(fc.record({ label: fc.constant('1'), blocks: block }), { maxLength: 1 }),
  })
  .map(numberWords);

function numberWords(document: Document): Document {
  let count = 0;
  return JSON.parse(JSON.stringify(document).replaceAll('§', () => String(count++))) as Document;
}

/** The numbers in a text, in order; white space and direction marks are no part of a word. */
export function numbersIn(text: string): number[] {
  return [...text.replace(/[\s\u200F\u2068\u2069]/g, '').matchAll(/#(\d+);/g)].map(([, number]) => Number(number));
}

/** The numbers of a document's words by what may become of them. */
export function numbersOf(document: Document): {
  /** Said once, in this order. */
  readonly words: number[];
  /** In headers of tables: said once at least. */
  readonly headers: number[];
  /** Names of pictures: said in the text, below the picture, or both. */
  readonly pictures: number[];
} {
  const found = { words: [] as number[], headers: [] as number[], pictures: [] as number[] };
  visit([document.blocks, document.footnotes], found.words);
  return found;

  function visit(value: unknown, into: number[]): void {
    if (typeof value === 'string') into.push(...numbersIn(value));
    else if (Array.isArray(value)) for (const part of value) visit(part, into);
    else if (typeof value === 'object' && value !== null) visitNode(value as Record<string, unknown>, into);
  }

  function visitNode(node: Record<string, unknown>, into: number[]): void {
    for (const key of ['text', 'summary', 'children', 'items', 'blocks', 'rows']) visit(node[key], into);
    visit(node.header, found.headers);
    visit(node.alt, found.pictures);
  }
}
