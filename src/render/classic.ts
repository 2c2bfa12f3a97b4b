import { FormattedString } from '@grammyjs/parse-mode';
import type { Cover } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import type { Document } from '../markdown/document.ts';
import { atOnce, type Steps } from '../markdown/steps.ts';
import { ENTITY_LIMIT, MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { joinBlocks, renderBlock } from './classic/block.ts';
import type { Context } from './classic/context.ts';
import { type Piece, packPieces } from './classic/pack.ts';
import { joinFormatted } from './formatted.ts';
import type { PhotoMessage, TextMessage } from './message.ts';

export interface ClassicOptions {
  readonly words: Words;
  /** Stands above the text in the first message. */
  readonly heading?: FormattedString | undefined;
  /** A better address for a link; without one an absolute address stays and a relative one becomes plain text. */
  readonly resolveLink?: ((href: string) => string | undefined) | undefined;
  /** The file or address of a picture that the article names by a relative address. */
  readonly resolveImage?: ((url: string) => Cover | undefined) | undefined;
  /** Pictures sent as photos; those beyond it are named in the text. Ten when not given. */
  readonly maxPhotos?: number | undefined;
}

/** One message of an article's body. A photo stands after the block that holds it. */
export type ClassicPart = TextMessage | PhotoMessage;

const MAX_PHOTOS = 10;

/**
 * A document as messages that every Telegram client shows: texts with entities, each within 4,096 UTF-16 units and 100
 * entities, and photos between them. Nothing is left out and nothing said twice, save a table's header above each of
 * its pieces. A document that shows nothing gives no message.
 */
export function renderClassic(document: Document, options: ClassicOptions): ClassicPart[] {
  return atOnce(classicSteps(document, options));
}

/** The same in steps, for documents long enough to hold up the process. */
export function* classicSteps(document: Document, options: ClassicOptions): Steps<ClassicPart[]> {
  const context: Context = {
    words: options.words,
    resolveLink: options.resolveLink ?? (() => undefined),
    resolveImage: remembering(options.resolveImage ?? (() => undefined)),
    photos: [],
    photosLeft: options.maxPhotos ?? MAX_PHOTOS,
    length: MESSAGE_TEXT_LIMIT,
  };
  const sequence: (Piece | PhotoMessage)[] = [];
  for (const part of [bodyOf(document, context), notesOf(document, context)]) {
    for (const entry of part) {
      sequence.push(entry);
      yield;
    }
  }
  if (sequence.length === 0) return [];
  const heading: Piece[] =
    options.heading === undefined ? [] : [{ text: joinFormatted([options.heading, '\n']), heading: true }];
  return yield* assemble([...heading, ...sequence]);
}

/** Looking for a picture's file takes a while, and an article may name one many times. */
function remembering(resolve: (url: string) => Cover | undefined): (url: string) => Cover | undefined {
  const found = new Map<string, Cover | undefined>();
  return (url) => {
    if (!found.has(url)) found.set(url, resolve(url));
    return found.get(url);
  };
}

function* bodyOf(document: Document, context: Context): Generator<Piece | PhotoMessage> {
  for (const block of document.blocks) {
    for (const text of renderBlock(block, context)) yield { text, heading: block.type === 'heading' };
    yield* context.photos.splice(0);
  }
}

function* notesOf(document: Document, context: Context): Generator<Piece | PhotoMessage> {
  if (document.footnotes.length === 0) return;
  yield { text: FormattedString.b(context.words.text('reading-footnotes')), heading: true };
  for (const note of document.footnotes) {
    yield { text: joinFormatted([`[${note.label}] `, joinBlocks(note.blocks, context)]), heading: false };
  }
  yield* context.photos.splice(0);
}

function* assemble(sequence: readonly (Piece | PhotoMessage)[]): Steps<ClassicPart[]> {
  const parts: ClassicPart[] = [];
  let pieces: Piece[] = [];
  function* flush(): Steps<void> {
    for (const text of packPieces(pieces, { length: MESSAGE_TEXT_LIMIT, entities: ENTITY_LIMIT })) {
      parts.push({ kind: 'text', text });
      yield;
    }
    pieces = [];
  }
  for (const entry of sequence) {
    if ('kind' in entry) {
      yield* flush();
      parts.push(entry);
    } else {
      pieces.push(entry);
    }
  }
  yield* flush();
  return parts;
}
