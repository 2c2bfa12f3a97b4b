import { FormattedString } from '@grammyjs/parse-mode';
import type { Document } from '../../markdown/document.ts';
import { startRightToLeft } from '../direction.ts';
import { joinFormatted } from '../formatted.ts';
import type { PhotoMessage } from '../message.ts';
import { joinBlocks, renderBlock } from './block.ts';
import type { Context } from './context.ts';
import type { Piece } from './pack.ts';

/** A document as pieces of text and the photos between them, in order, the footnotes last. */
export function* documentPieces(document: Document, context: Context): Generator<Piece | PhotoMessage> {
  for (const block of document.blocks) {
    for (const text of renderBlock(block, context)) yield { text, heading: block.type === 'heading' };
    yield* context.photos.splice(0);
  }
  yield* notePieces(document, context);
}

function* notePieces(document: Document, context: Context): Generator<Piece | PhotoMessage> {
  if (document.footnotes.length === 0) return;
  const title = startRightToLeft(context.words.text('reading-footnotes'), context.isRtl);
  yield { text: FormattedString.b(title), heading: true };
  for (const note of document.footnotes) {
    const mark = startRightToLeft(`[${note.label}] `, context.isRtl);
    yield { text: joinFormatted([mark, joinBlocks(note.blocks, context)]), heading: false };
  }
  yield* context.photos.splice(0);
}

/** What stands above the text, with an empty line below it. */
export function headingPiece(heading: FormattedString): Piece {
  return { text: joinFormatted([heading, '\n']), heading: true };
}
