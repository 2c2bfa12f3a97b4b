import type { Block, Inline } from '../../markdown/document.ts';
import { isVisible } from '../formatted.ts';

/** Whether a reader would see anything of a block but a line or a frame. */
export function shows(block: Block): boolean {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return block.children.some(inlineShows);
    case 'code':
    case 'math':
      return isVisible(block.text);
    case 'quote':
      return block.children.some(shows);
    case 'details':
      return block.summary.some(inlineShows) || block.children.some(shows);
    case 'list':
      return block.items.some((item) => item.children.some(shows));
    case 'table':
      return [block.header, ...block.rows].some((row) => row.some((cell) => cell.some(inlineShows)));
    case 'rule':
      return false;
  }
}

function inlineShows(inline: Inline): boolean {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'math':
      return isVisible(inline.text);
    case 'image':
    case 'footnote-reference':
      return true;
    case 'break':
    case 'anchor':
      return false;
    default:
      return inline.children.some(inlineShows);
  }
}

type Anchor = Extract<Inline, { readonly type: 'anchor' }>;

/** The anchors in a block that shows nothing: what is left of it. */
export function anchorsIn(block: Block): Anchor[] {
  switch (block.type) {
    case 'heading':
      return [...nameOf(block.anchor), ...block.children.flatMap(inlineAnchors)];
    case 'paragraph':
      return block.children.flatMap(inlineAnchors);
    case 'quote':
      return block.children.flatMap(anchorsIn);
    case 'details':
      return [...block.summary.flatMap(inlineAnchors), ...block.children.flatMap(anchorsIn)];
    case 'list':
      return block.items.flatMap((item) => item.children.flatMap(anchorsIn));
    case 'table':
      return [block.header, ...block.rows].flatMap((row) => row.flatMap((cell) => cell.flatMap(inlineAnchors)));
    case 'code':
    case 'math':
    case 'rule':
      return [];
  }
}

function nameOf(anchor: string | undefined): Anchor[] {
  return anchor === undefined ? [] : [{ type: 'anchor', name: anchor }];
}

function inlineAnchors(inline: Inline): Anchor[] {
  if (inline.type === 'anchor') return [inline];
  return 'children' in inline ? inline.children.flatMap(inlineAnchors) : [];
}
