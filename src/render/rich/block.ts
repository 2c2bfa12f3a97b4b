import type { InputRichBlock, RichText } from 'grammy/types';
import type { Block } from '../../markdown/document.ts';
import { isVisible } from '../formatted.ts';
import { gatherPhotos } from './collage.ts';
import { type Context, DEEPEST_BLOCK, formatRoom } from './context.ts';
import { anchorAt, renderInlines } from './inline.ts';
import { renderList } from './list.ts';
import { renderParagraph } from './paragraph.ts';
import { cleaned, concat, hasWords, textBlocks, textOf, trimRun } from './run.ts';
import { renderTable } from './table.ts';

/** Blocks with nothing empty among them. `level` is their depth in the message, 1 for the outermost. */
export function renderBlocks(blocks: readonly Block[], context: Context, level: number): InputRichBlock[] {
  return gatherPhotos(blocks.flatMap((block) => renderBlock(block, context, level)));
}

function renderBlock(block: Block, context: Context, level: number): InputRichBlock[] {
  switch (block.type) {
    case 'heading': {
      const words = renderInlines(block.children, context, { room: formatRoom(level) });
      const run = concat(anchorAt(block.anchor, context), trimRun(words));
      return textBlocks(run, (text) => ({ type: 'heading', text, size: block.level }));
    }
    case 'paragraph':
      return renderParagraph(block.children, context, level);
    case 'code':
      return renderCode(block.text, block.language);
    case 'math': {
      const expression = cleaned(block.text);
      return isVisible(expression) ? [{ type: 'mathematical_expression', expression }] : [];
    }
    case 'list':
      return renderList(block, context, level);
    case 'quote':
      return renderQuote(block, context, level);
    case 'details':
      return renderDetails(block, context, level);
    case 'table':
      return renderTable(block, context, level);
    case 'rule':
      return [{ type: 'divider' }];
  }
}

function renderCode(code: string, language: string | undefined): InputRichBlock[] {
  const text = cleaned(code);
  if (!isVisible(text)) return [];
  return [language === undefined ? { type: 'pre', text } : { type: 'pre', text, language }];
}

/** A quotation, or an alert with its label on top. Nested too deep it loses its frame. */
function renderQuote(quote: Block & { readonly type: 'quote' }, context: Context, level: number): InputRichBlock[] {
  const framed = level < DEEPEST_BLOCK;
  const body = renderBlocks(quote.children, context, framed ? level + 1 : level);
  const label = quote.alert === undefined ? [] : [boldLine(context.words.text(`reading-alert-${quote.alert}`))];
  const blocks = [...label, ...body];
  return framed && blocks.length > 0 ? [{ type: 'blockquote', blocks }] : blocks;
}

/** Folded text. With nothing to unfold, or nested too deep, the summary is a line above it. */
function renderDetails(
  { summary, children, open }: Block & { readonly type: 'details' },
  context: Context,
  level: number,
): InputRichBlock[] {
  const framed = level < DEEPEST_BLOCK;
  const label = trimRun(renderInlines(summary, context, { room: formatRoom(level) }));
  const blocks = renderBlocks(children, context, framed ? level + 1 : level);
  if (!framed || blocks.length === 0) {
    return [...textBlocks(label, (text) => ({ type: 'paragraph', text })), ...blocks];
  }
  const named = hasWords(label) ? label : concat(label, [context.words.text('reading-details')]);
  return [{ type: 'details', summary: textOf(named), blocks, ...(open === true && { is_open: true }) }];
}

function boldLine(text: RichText): InputRichBlock {
  return { type: 'paragraph', text: { type: 'bold', text } };
}
