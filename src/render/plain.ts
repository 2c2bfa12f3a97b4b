import { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';
import type { Document } from '../markdown/document.ts';
import { ENTITY_LIMIT, MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { createContext } from './classic/context.ts';
import { packPieces } from './classic/pack.ts';
import { documentPieces, headingPiece } from './classic/pieces.ts';
import type { ClassicOptions } from './classic.ts';
import type { TextMessage } from './message.ts';

type Link = MessageEntity & { readonly type: 'text_link' };

/**
 * A document, or a page of one, as texts without any formatting, each within 4,096 UTF-16 units: what still arrives when
 * Telegram takes nothing else. Addresses stand behind the words that were linked, pictures are named.
 */
export function renderPlain(document: Document, options: ClassicOptions): TextMessage[] {
  const body = [...documentPieces(document, createContext({ ...options, maxPhotos: 0 }))];
  const pieces = body.flatMap((entry) => ('kind' in entry ? [] : [entry]));
  if (pieces.length === 0) return [];
  const all = [...(options.heading === undefined ? [] : [headingPiece(options.heading)]), ...pieces];
  const bare = all.map(({ text, heading }) => ({ text: writeOut(text), heading }));
  const texts = [...packPieces(bare, { length: MESSAGE_TEXT_LIMIT, entities: ENTITY_LIMIT })];
  return texts.map((text) => ({ kind: 'text', text }));
}

/**
 * The same message without its entities, for when Telegram refuses those. Addresses are written out behind their words,
 * from the first on, as far as the message holds them.
 */
export function withoutEntities(message: TextMessage): TextMessage {
  return { ...message, text: writeOut(message.text, MESSAGE_TEXT_LIMIT) };
}

function writeOut(text: FormattedString, limit = Number.POSITIVE_INFINITY): FormattedString {
  let room = limit - text.rawText.length;
  const links = text.rawEntities.filter((entity): entity is Link => entity.type === 'text_link');
  const pieces: string[] = [];
  let done = 0;
  for (const { offset, length, url } of links.toSorted((a, b) => a.offset - b.offset)) {
    const words = text.rawText.slice(offset, offset + length);
    const address = words.trim() === url ? '' : ` (${url})`;
    if (address.length > room) break;
    room -= address.length;
    pieces.push(text.rawText.slice(done, offset + length), address);
    done = offset + length;
  }
  return new FormattedString([...pieces, text.rawText.slice(done)].join(''));
}
