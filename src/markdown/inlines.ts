import type { Block, Inline } from './document.ts';
import { lowered, raised } from './scripts.ts';

/**
 * The words of a run of inlines as plain text; a line break is "\n", an image its alternative text. Superscripts and
 * subscripts that Unicode has are raised and lowered characters, so that `2¹⁰` does not read as `210`.
 */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map(textOf).join('');
}

function textOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'math':
      return inline.text;
    case 'break':
      return '\n';
    case 'image':
      return inline.alt;
    case 'footnote-reference':
    case 'anchor':
      return '';
    case 'superscript':
      return inlineText(raised(inline.children));
    case 'subscript':
      return inlineText(lowered(inline.children));
    default:
      return inlineText(inline.children);
  }
}

/** Adds an inline to the end of a run, joining neighbouring texts; a new line begins without the blanks after its break. */
export function appendInline(run: Inline[], inline: Inline): void {
  const last = run.at(-1);
  if (inline.type === 'text' && last?.type === 'break') {
    const text = inline.text.replace(/^[ \t\n]+/, '');
    if (text !== '') run.push({ type: 'text', text });
  } else if (inline.type === 'text' && last?.type === 'text') {
    run[run.length - 1] = { type: 'text', text: last.text + inline.text };
  } else if (inline.type !== 'text' || inline.text !== '') {
    run.push(inline);
  }
}

/** Drops white space and line breaks at both ends of a run; anchors there stay. */
export function trimInlines(run: readonly Inline[]): Inline[] {
  const inlines = [...run];
  trimEnd(inlines, 0, (text) => text.replace(/^[ \t\n]+/, ''));
  trimEnd(inlines, -1, (text) => text.trimEnd());
  return inlines;
}

function trimEnd(inlines: Inline[], end: 0 | -1, trim: (text: string) => string): void {
  let at = end;
  for (let outer = inlines.at(at); outer !== undefined; outer = inlines.at(at)) {
    if (outer.type === 'anchor') {
      at += end === 0 ? 1 : -1;
      continue;
    }
    if (outer.type !== 'text' && outer.type !== 'break') return;
    const text = outer.type === 'text' ? trim(outer.text) : '';
    if (text !== '') {
      inlines.splice(at, 1, { type: 'text', text });
      return;
    }
    inlines.splice(at, 1);
  }
}

/** Blocks as one run of inlines, for places that hold no blocks: headings, table cells, summaries. */
export function flattenBlocks(blocks: readonly Block[]): Inline[] {
  const lines = blocks.map(flattenBlock).filter((line) => line.length > 0);
  return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'break' } as const, ...line]));
}

function flattenBlock(block: Block): readonly Inline[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return block.children;
    case 'code':
      return [{ type: 'code', text: block.text }];
    case 'math':
      return [{ type: 'math', text: block.text }];
    case 'quote':
      return flattenBlocks(block.children);
    case 'details':
      return flattenBlocks([{ type: 'paragraph', children: block.summary }, ...block.children]);
    case 'list':
      return flattenBlocks(
        block.items.map((item) => ({
          type: 'paragraph',
          children: [{ type: 'text', text: '• ' }, ...flattenBlocks(item.children)],
        })),
      );
    case 'table':
      return flattenBlocks(
        [block.header, ...block.rows].map((row) => ({
          type: 'paragraph',
          children: row.flatMap((cell, index) =>
            index === 0 ? cell : [{ type: 'text', text: ' ' } as const, ...cell],
          ),
        })),
      );
    case 'rule':
      return [];
  }
}
