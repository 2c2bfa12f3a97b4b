import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Document, Inline } from '../../../src/markdown/document.ts';
import type { RichMessage } from '../../../src/render/message.ts';
import { paginate } from '../../../src/render/pages/paginate.ts';
import { arbitraryDocument } from '../arbitrary-document.ts';
import { textOfRich } from '../validate-rich.ts';
import { bare, pageText } from './page-text.ts';
import { faultsOf, renderPage } from './render-page.ts';

/** Faults but those of size, as nobody has cut these documents into pages, or left out those that show nothing. */
function faultsInside(message: RichMessage): string[] {
  fc.pre(message.blocks.length > 0);
  return faultsOf(message).filter((fault) => !/^\d+ (?:blocks|characters)$/.test(fault));
}

function shownText({ blocks }: RichMessage): string {
  return bare(textOfRich(blocks));
}

describe('any page', () => {
  it('is one that Telegram takes', () => {
    fc.assert(
      fc.property(arbitraryDocument(), fc.boolean(), (page, withoutMedia) => {
        expect(faultsInside(renderPage(page, { withoutMedia }))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('shows each word of the text once, in order', () => {
    fc.assert(
      fc.property(arbitraryDocument(), fc.boolean(), (page, withoutMedia) => {
        expect(shownText(renderPage(page, { withoutMedia }))).toBe(pageText(page));
      }),
      { numRuns: 300 },
    );
  });
});

describe('any page of a long article', () => {
  it('is one that Telegram takes, with all its contents on the first', () => {
    fc.assert(
      fc.property(arbitraryDocument({ length: 3 }), (document) => {
        const { pages, sections: contents } = paginate(document);
        const faults = pages.map((page, at) => faultsOf(renderPage(page, { page: at + 1, title: 'T', contents })));
        expect(faults.flat()).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

type Wrap<Node> = (inner: Node, word: string) => Node;

const paragraph = (word: string): Block => ({ type: 'paragraph', children: [{ type: 'text', text: word }] });
const CONTAINERS: readonly Wrap<Block>[] = [
  (inner, word) => ({ type: 'quote', children: [paragraph(word), inner] }),
  (inner, word) => ({ type: 'quote', alert: 'note', children: [inner, paragraph(word)] }),
  (inner, word) => ({ type: 'list', items: [{ children: [paragraph(word), inner, paragraph(word)] }] }),
  (inner, word) => ({ type: 'list', start: 3, items: [{ children: [inner] }, { children: [paragraph(word)] }] }),
  (inner, word) => ({ type: 'list', items: [{ checked: true, children: [paragraph(word), inner] }] }),
  (inner, word) => ({ type: 'details', summary: [{ type: 'text', text: word }], children: [inner] }),
];
const FORMATS: readonly Wrap<Inline>[] = [
  ...(['strong', 'emphasis', 'mark', 'superscript'] as const).map(
    (type): Wrap<Inline> =>
      (inner, word) => ({ type, children: [{ type: 'text', text: word }, inner] }),
  ),
  (inner, word) => ({ type: 'link', url: 'https://x.y/z', children: [inner, { type: 'text', text: word }] }),
];
const LEAVES: readonly ((inline: Inline) => Block)[] = [
  (inline) => ({ type: 'paragraph', children: [inline] }),
  (inline) => ({ type: 'heading', level: 2, children: [inline] }),
  (inline) => ({ type: 'table', align: [], header: [[inline]], rows: [[[inline]]] }),
  (inline) => ({ type: 'table', align: [], header: Array(21).fill([inline]), rows: [] }),
  (inline) => ({ type: 'details', summary: [inline], children: [paragraph('end')] }),
];
const INNERMOST: readonly Inline[] = [
  { type: 'code', text: 'core' },
  { type: 'math', text: 'core' },
  { type: 'footnote-reference', label: '1' },
  { type: 'image', url: 'a.png', alt: 'Core' },
];

/** A document nested far deeper than Telegram's sixteen levels, in its blocks as in its formats. */
const deepDocument: fc.Arbitrary<Document> = fc
  .record({
    containers: fc.array(fc.constantFrom(...CONTAINERS), { maxLength: 24, size: 'max' }),
    leaf: fc.constantFrom(...LEAVES),
    formats: fc.array(fc.constantFrom(...FORMATS), { maxLength: 12, size: 'max' }),
    innermost: fc.constantFrom(...INNERMOST),
  })
  .map(({ containers, leaf, formats, innermost }) => {
    const inline = formats.reduce((inner, wrap, index) => wrap(inner, `i${index}`), innermost);
    const block = containers.reduce((inner, wrap, index) => wrap(inner, `b${index}`), leaf(inline));
    return { blocks: [block], footnotes: [{ label: '1', blocks: [block] }] };
  });

describe('a page nested too deep', () => {
  it('is one that Telegram takes', () => {
    fc.assert(
      fc.property(deepDocument, (page) => {
        expect(faultsInside(renderPage(page))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('loses frames and formats, but no word', () => {
    // Marks of items that lost their list.
    const unmarked = (text: string) => text.replace(/–+(?:\d+\.)?☑?/g, '');
    fc.assert(
      fc.property(deepDocument, (page) => {
        expect(unmarked(shownText(renderPage(page)))).toBe(unmarked(pageText(page)));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the link under all styles', () => {
    const link: Inline = { type: 'link', url: 'https://x.y/z', children: [{ type: 'text', text: 'a' }] };
    const styled = Array.from({ length: 20 }).reduce<Inline>((inner) => ({ type: 'strong', children: [inner] }), link);
    expect(
      JSON.stringify(renderPage({ blocks: [{ type: 'paragraph', children: [styled] }], footnotes: [] })),
    ).toContain('{"type":"url","text":"a","url":"https://x.y/z"}');
  });
});
