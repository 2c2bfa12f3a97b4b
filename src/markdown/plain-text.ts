import type { Block, Document } from './document.ts';
import { inlineText } from './inlines.ts';

/**
 * All words of a document as plain text: one line or more per block, code included, table cells with a space between
 * them, footnotes at the end. For search and for counting words.
 */
export function plainText(document: Document): string {
  const notes = document.footnotes.flatMap((note) => note.blocks);
  return linesOf([...document.blocks, ...notes]).join('\n');
}

/** The text of the first paragraph on one line, quotes and lists looked into; empty when there is none. */
export function firstParagraph(document: Pick<Document, 'blocks'>): string {
  return firstIn(document.blocks) ?? '';
}

function linesOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap(blockLines).filter((line) => line !== '');
}

function blockLines(block: Block): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [inlineText(block.children)];
    case 'code':
    case 'math':
      return [block.text];
    case 'quote':
      return linesOf(block.children);
    case 'details':
      return [inlineText(block.summary), ...linesOf(block.children)];
    case 'list':
      return block.items.flatMap((item) => linesOf(item.children));
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(inlineText).join(' '));
    case 'rule':
      return [];
  }
}

function firstIn(blocks: readonly Block[]): string | undefined {
  for (const block of blocks) {
    const text = firstOf(block);
    if (text !== undefined) return text;
  }
  return undefined;
}

function firstOf(block: Block): string | undefined {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.children).replace(/\s+/g, ' ').trim() || undefined;
    case 'quote':
    case 'details':
      return firstIn(block.children);
    case 'list':
      return firstIn(block.items.flatMap((item) => item.children));
    default:
      return undefined;
  }
}
