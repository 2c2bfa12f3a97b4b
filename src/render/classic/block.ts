import { FormattedString } from '@grammyjs/parse-mode';
import type { Block, Inline } from '../../markdown/document.ts';
import { alignLines } from '../direction.ts';
import { isVisible, joinFormatted, trimFormatted } from '../formatted.ts';
import type { Context } from './context.ts';
import { fitsCaption, type Image, sendAsPhoto } from './image.ts';
import { nameImage, renderInlines } from './inline.ts';
import { renderList } from './list.ts';
import { renderDetails, renderQuote } from './quote.ts';
import { renderTable } from './table.ts';

const RULE = '———';

/** A block as pieces of text with nothing invisible among them; photos go to the context. */
export function renderBlock(block: Block, context: Context): FormattedString[] {
  return piecesOf(block, context)
    .map(trimFormatted)
    .filter((piece) => isVisible(piece.rawText))
    .map((piece) => alignLines(piece, context.isRtl));
}

function piecesOf(block: Block, context: Context): FormattedString[] {
  switch (block.type) {
    case 'heading':
      return [renderInlines(block.children, context, true)];
    case 'paragraph':
      return [renderParagraph(block.children, context)];
    case 'code':
      return [FormattedString.pre(block.text, block.language)];
    case 'math':
      return [FormattedString.code(block.text)];
    case 'list':
      return [renderList(block, context)];
    case 'quote':
      return [renderQuote(block, context)];
    case 'details':
      return [renderDetails(block, context)];
    case 'table':
      return renderTable(block, context);
    case 'rule':
      return [new FormattedString(RULE)];
  }
}

/** A paragraph of nothing but pictures leaves words only for those that no photo and its caption speak for. */
function renderParagraph(inlines: readonly Inline[], context: Context): FormattedString {
  const gallery = inlines.every((inline) => inline.type === 'image' || inline.type === 'break' || isBlank(inline));
  if (!gallery) return renderInlines(inlines, context);
  const images = inlines.filter((inline): inline is Image => inline.type === 'image');
  const named = images.map((image) => {
    if (!sendAsPhoto(image, context)) return nameImage(image, context);
    return fitsCaption(image) ? undefined : nameImage(image, context);
  });
  return joinFormatted(
    named.filter((name) => name !== undefined),
    '\n',
  );
}

function isBlank(inline: Inline): boolean {
  return inline.type === 'anchor' || (inline.type === 'text' && inline.text.trim() === '');
}

/** Blocks inside another block as one text. */
export function joinBlocks(blocks: readonly Block[], context: Context): FormattedString {
  const pieces: (FormattedString | string)[] = [];
  for (const [index, block] of blocks.entries()) {
    for (const piece of renderBlock(block, context)) {
      if (pieces.length > 0) pieces.push(blocks[index - 1]?.type === 'heading' ? '\n' : '\n\n');
      pieces.push(piece);
    }
  }
  return joinFormatted(pieces);
}
