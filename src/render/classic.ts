import type { FormattedString } from '@grammyjs/parse-mode';
import type { Document } from '../markdown/document.ts';
import { atOnce, type Steps } from '../markdown/steps.ts';
import { ENTITY_LIMIT, MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { createContext, type ClassicOptions as PageOptions } from './classic/context.ts';
import { groupPhotos } from './classic/gallery.ts';
import { type Piece, packPieces } from './classic/pack.ts';
import { documentPieces, headingPiece } from './classic/pieces.ts';
import type { AlbumMessage, PhotoMessage, TextMessage } from './message.ts';

export interface ClassicOptions extends PageOptions {
  /** Stands above the text in the first message. */
  readonly heading?: FormattedString | undefined;
}

/** One message of an article's body. A photo or an album stands after the block that holds its pictures. */
export type ClassicPart = TextMessage | PhotoMessage | AlbumMessage;

/**
 * A document, or a page of one, as messages that every Telegram client shows: texts with entities, each within 4,096
 * UTF-16 units and 100 entities, and photos and albums between them, each with a text to send when Telegram refuses the
 * pictures. Nothing is left out and nothing said twice, save a table's header above each of its pieces. A document that
 * shows nothing gives no message.
 */
export function renderClassic(document: Document, options: ClassicOptions): ClassicPart[] {
  return atOnce(classicSteps(document, options));
}

/** The same in steps, for documents long enough to hold up the process. */
export function* classicSteps(document: Document, options: ClassicOptions): Steps<ClassicPart[]> {
  const sequence: (Piece | PhotoMessage)[] = [];
  for (const entry of documentPieces(document, createContext(options))) {
    sequence.push(entry);
    yield;
  }
  if (sequence.length === 0) return [];
  return yield* assemble([...(options.heading === undefined ? [] : [headingPiece(options.heading)]), ...sequence]);
}

function* assemble(sequence: readonly (Piece | PhotoMessage)[]): Steps<ClassicPart[]> {
  const parts: ClassicPart[] = [];
  let pieces: Piece[] = [];
  let photos: PhotoMessage[] = [];
  function* flush(): Steps<void> {
    for (const text of packPieces(pieces, { length: MESSAGE_TEXT_LIMIT, entities: ENTITY_LIMIT })) {
      parts.push({ kind: 'text', text });
      yield;
    }
    parts.push(...groupPhotos(photos));
    pieces = [];
    photos = [];
  }
  for (const entry of sequence) {
    if ('kind' in entry) {
      photos.push(entry);
    } else {
      if (photos.length > 0) yield* flush();
      pieces.push(entry);
    }
  }
  yield* flush();
  return parts;
}
