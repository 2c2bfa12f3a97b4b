import type { Block, Document, Inline, Table } from '../../../src/markdown/document.ts';
import { words } from './render-page.ts';

const MOST_COLUMNS = 20;

/**
 * What a reader is to find on a rich page, in order, without white space: all words of the document, its formulas, and
 * the words that a page adds: numbers of notes, labels of alerts, "header: value" for tables that are too wide.
 */
export function pageText({ blocks, footnotes }: Document): string {
  return bare(blocksText(blocks) + footnotes.map((note) => blocksText(note.blocks)).join(''));
}

/** A text as it is compared: without white space, pictures' names, dots between captions and the name of folded text. */
export function bare(text: string): string {
  return text
    .replace(/🖼 (?:a|b|c|image)?/gu, '')
    .replace(/\s+/g, '')
    .replaceAll('·', '')
    .replaceAll(words.text('reading-details'), '');
}

function blocksText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return inlinesText(block.children);
    case 'code':
    case 'math':
      return block.text;
    case 'quote': {
      const label = block.alert === undefined ? '' : words.text(`reading-alert-${block.alert}`);
      return label + blocksText(block.children);
    }
    case 'details':
      return `${inlinesText(block.summary)}\n${blocksText(block.children)}`;
    case 'list':
      return block.items.map((item) => blocksText(item.children)).join('\n');
    case 'table':
      return tableText(block);
    case 'rule':
      return '';
  }
}

function tableText({ header, rows }: Table): string {
  const columns = Math.max(header.length, ...rows.map((row) => row.length));
  if (columns <= MOST_COLUMNS) return [header, ...rows].map((row) => row.map(inlinesText).join('\t')).join('\n');
  const records = (rows.length === 0 ? [[]] : rows).flatMap((row) =>
    Array.from({ length: columns }, (_, column) => {
      const name = inlinesText(header[column] ?? []);
      const value = inlinesText(row[column] ?? []);
      return (name.trim() === '' ? '' : `${name}: `) + (value.trim() === '' ? '–' : value);
    }),
  );
  return [...records, words.text('page-table-on-site')].join('\n');
}

function inlinesText(inlines: readonly Inline[]): string {
  return inlines.map(inlineText).join('');
}

function inlineText(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'math':
      return inline.text;
    case 'break':
      return '\n';
    case 'anchor':
      return '';
    case 'footnote-reference':
      return inline.label;
    case 'image':
      // Without words of its own it may show its name.
      return `🖼 ${inline.alt || 'image'}`;
    default:
      return inlinesText(inline.children);
  }
}
