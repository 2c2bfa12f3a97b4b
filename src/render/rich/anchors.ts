import type { Block, Inline } from '../../markdown/document.ts';
import type { ArticlePage } from '../article-page.ts';

/** The anchors of one page. */
export interface PageAnchors {
  /** All that a link on this page could lead to. */
  readonly defined: ReadonlySet<string>;
  /** Those that some link does lead to; the others need not be sent. */
  readonly linked: ReadonlySet<string>;
}

/** Finds a page's anchors and the links to them. `more` are anchors that something beside the text leads to. */
export function findAnchors(page: ArticlePage, more: readonly string[] = []): PageAnchors {
  const defined = new Set<string>();
  const hrefs: string[] = [];
  walkBlocks(page.blocks, defined, hrefs);
  for (const note of page.footnotes) walkBlocks(note.blocks, defined, hrefs);
  return { defined, linked: new Set([...hrefs.map((href) => anchorName(href, defined)), ...more]) };
}

/** The anchor a link (`#name`) means: as it is written when there is such a one, else with its `%` signs decoded. */
export function anchorName(href: string, defined: ReadonlySet<string>): string {
  const written = href.slice(1);
  if (defined.has(written) || !written.includes('%')) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    // A lone % is part of the name.
    return written;
  }
}

function walkBlocks(blocks: readonly Block[], defined: Set<string>, hrefs: string[]): void {
  for (const block of blocks) {
    switch (block.type) {
      case 'heading':
        if (block.anchor !== undefined) defined.add(block.anchor);
        walkInlines(block.children, defined, hrefs);
        break;
      case 'paragraph':
        walkInlines(block.children, defined, hrefs);
        break;
      case 'quote':
        walkBlocks(block.children, defined, hrefs);
        break;
      case 'details':
        walkInlines(block.summary, defined, hrefs);
        walkBlocks(block.children, defined, hrefs);
        break;
      case 'list':
        for (const item of block.items) walkBlocks(item.children, defined, hrefs);
        break;
      case 'table':
        for (const row of [block.header, ...block.rows]) for (const cell of row) walkInlines(cell, defined, hrefs);
        break;
      default: // shows no inlines
    }
  }
}

function walkInlines(inlines: readonly Inline[], defined: Set<string>, hrefs: string[]): void {
  for (const inline of inlines) {
    if (inline.type === 'anchor') defined.add(inline.name);
    if (inline.type === 'link' && inline.url.startsWith('#')) hrefs.push(inline.url);
    if ('children' in inline) walkInlines(inline.children, defined, hrefs);
  }
}
