import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/markdown/document.ts';
import { measurePage } from '../../../src/render/pages/measure.ts';
import { PAGE_LIMITS, WHOLE_CODE } from '../../../src/render/pages/page-limits.ts';
import { paginate } from '../../../src/render/pages/paginate.ts';
import { shows } from '../../../src/render/pages/shows.ts';
import { arbitraryDocument, arbitraryInlines } from '../arbitrary-document.ts';
import { edgeBlock, itemMarks, readingOrder, readingOrderOfPages } from './reading-order.ts';

// Small, so that short documents have many pages.
const SMALL = { characters: 1_600, media: 8, blocks: 50 };
const MIDDLE = { characters: 4_000, media: 12, blocks: 120 };
const cases = fc.record({
  document: arbitraryDocument({ length: 2 }),
  limits: fc.constantFrom(SMALL, MIDDLE, PAGE_LIMITS),
});
// Shrinking documents of this size takes minutes; the seed is enough to come back to a failure.
const RUNS = { numRuns: 150, endOnFailure: true };

describe('paginate, for any document', () => {
  it('keeps every page within the limits', () => {
    fc.assert(
      fc.property(cases, ({ document, limits }) => {
        for (const page of paginate(document, limits).pages) {
          const size = measurePage(page);
          const [only] = page.blocks.length === 1 ? page.blocks : [];
          const most = only?.type === 'code' ? limits.characters * WHOLE_CODE : limits.characters;
          expect(size.characters).toBeLessThanOrEqual(most);
          expect(size.media).toBeLessThanOrEqual(limits.media);
          expect(size.blocks).toBeLessThanOrEqual(limits.blocks);
        }
      }),
      RUNS,
    );
  });

  it('loses nothing and says nothing twice', () => {
    fc.assert(
      fc.property(cases, ({ document, limits }) => {
        const { pages } = paginate(document, limits);
        expect(readingOrderOfPages(pages)).toEqual(readingOrder(document.blocks));
        const footnotes = pages.flatMap((page) => page.footnotes);
        for (const note of document.footnotes) {
          const parts = footnotes.filter(({ label }) => label === note.label);
          const asPages = parts.map(({ blocks }) => ({ blocks, footnotes: [] }));
          expect(readingOrderOfPages(asPages)).toEqual(readingOrder(note.blocks));
        }
      }),
      RUNS,
    );
  });

  it('marks every list item once, numbers going on', () => {
    fc.assert(
      fc.property(cases, ({ document, limits }) => {
        const { pages } = paginate(document, limits);
        expect(pages.flatMap((page) => itemMarks(page.blocks))).toEqual(itemMarks(withoutBare(document.blocks)));
      }),
      RUNS,
    );
  });

  it('ends no page with a heading', () => {
    fc.assert(
      fc.property(arbitraryDocument({ length: 3 }), fc.constantFrom(MIDDLE, PAGE_LIMITS), (document, limits) => {
        const pages = paginate(document, limits).pages.filter((page) => page.blocks.length > 0);
        for (const page of pages.slice(0, -1)) {
          expect(edgeBlock(page.blocks, -1)?.type).not.toBe('heading');
        }
      }),
      RUNS,
    );
  });

  it('gives every heading an anchor of its own that leads to its page', () => {
    fc.assert(
      fc.property(cases, ({ document, limits }) => {
        const article = paginate(document, limits);
        const headings = article.pages.flatMap((page, index) =>
          headingsIn([...page.blocks, ...page.footnotes.flatMap((note) => note.blocks)]).map((heading) => ({
            anchor: heading.anchor,
            page: index + 1,
          })),
        );
        expect(new Set(headings.map(({ anchor }) => anchor)).size).toBe(headings.length);
        for (const { anchor = '', page } of headings) expect(article.anchors[anchor]).toBe(page);
        for (const { anchor, page } of article.sections) expect(headings).toContainEqual({ anchor, page });
      }),
      RUNS,
    );
  });

  it('puts each short note on the page with its first mark', () => {
    fc.assert(
      fc.property(cases, fc.array(arbitraryInlines(0.25, 1), { maxLength: 6 }), ({ document, limits }, notes) => {
        const footnotes = notes.map((children, index) => ({
          label: String(index + 1),
          blocks: [{ type: 'paragraph' as const, children }],
        }));
        const { pages } = paginate({ ...document, footnotes }, limits);
        // What follows a heading comes before its notes, and a row under many long names may fill a page.
        const others = JSON.stringify([...headingsIn(document.blocks), ...wideTablesIn(document.blocks)]);
        for (const { label } of footnotes.filter((note) => !others.includes(markOf(note.label)))) {
          const marked = pages.find((page) => JSON.stringify(page).includes(markOf(label)));
          const noted = pages.find((page) => page.footnotes.some((note) => note.label === label));
          if (marked !== undefined) expect(noted).toBe(marked);
        }
      }),
      RUNS,
    );
  });

  it('gives the same pages for the same document', () => {
    fc.assert(
      fc.property(cases, ({ document, limits }) => {
        expect(paginate(structuredClone(document), limits)).toEqual(paginate(document, limits));
      }),
      { numRuns: 30 },
    );
  });
});

/** Without lists that show nothing: no page has them. */
function withoutBare(blocks: readonly Block[]): Block[] {
  return blocks.filter(shows).map((block): Block => {
    if (block.type === 'quote' || block.type === 'details') return { ...block, children: withoutBare(block.children) };
    if (block.type !== 'list') return block;
    return { ...block, items: block.items.map((item) => ({ ...item, children: withoutBare(item.children) })) };
  });
}

function headingsIn(blocks: readonly Block[]): readonly Extract<Block, { type: 'heading' }>[] {
  return everyBlock(blocks).filter((block) => block.type === 'heading');
}

function wideTablesIn(blocks: readonly Block[]): readonly Block[] {
  return everyBlock(blocks).filter(
    (block) => block.type === 'table' && [block.header, ...block.rows].some((row) => row.length > 20),
  );
}

function everyBlock(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => {
    if (block.type === 'list') return block.items.flatMap((item) => everyBlock(item.children));
    return block.type === 'quote' || block.type === 'details' ? [block, ...everyBlock(block.children)] : [block];
  });
}

function markOf(label: string): string {
  return JSON.stringify({ type: 'footnote-reference', label });
}
