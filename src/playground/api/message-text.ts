import type { MessageEntity } from 'grammy/types';
import { CAPTION_LIMIT, MESSAGE_TEXT_LIMIT } from '../../telegram/limits.ts';
import { checkPlaces, readEntities, settleEntities } from './entities.ts';
import { badRequest } from './envelope.ts';

export interface MessageText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** What of a call makes a text or a caption. */
export interface TextParams {
  readonly text?: string | undefined;
  readonly entities?: unknown;
  readonly parse_mode?: string | undefined;
}

// Of the Bot API server, before anything is parsed; in bytes of UTF-8.
const SOURCE_LIMIT_BYTES = 32_768;

/** The text of a message as Telegram would store it. `tooLong` is how this method words that refusal. */
export function readMessageText(params: TextParams, tooLong = 'message is too long'): MessageText {
  if (params.text === undefined || params.text === '') throw badRequest('message text is empty');
  const read = readFormatted(params);
  if (isBlank(read.text)) throw badRequest('text must be non-empty');
  if (read.text.length > MESSAGE_TEXT_LIMIT) throw badRequest(tooLong);
  return read;
}

/** The caption of a photo or document as Telegram would store it; may be empty. */
export function readCaption(params: TextParams, tooLong = 'message caption is too long'): MessageText {
  const read = readFormatted(params);
  if (isBlank(read.text)) return { text: '', entities: [] };
  // The server counts code points, clients count UTF-16 code units: the smaller allowance holds for both.
  if (read.text.length > CAPTION_LIMIT) throw badRequest(tooLong);
  return read;
}

function readFormatted({ text = '', entities, parse_mode: parseMode = '' }: TextParams): MessageText {
  if (Buffer.byteLength(text) > SOURCE_LIMIT_BYTES) throw badRequest('text is too long');
  if (text !== '' && parseMode !== '' && parseMode.toLowerCase() !== 'none') {
    if (!/^(html|markdown|markdownv2)$/i.test(parseMode)) throw badRequest('unsupported parse_mode');
    throw badRequest(`can't parse entities: the playground has no parser for ${parseMode}, send entities instead`);
  }
  return tidyText(text, readEntities(entities));
}

/** Cleans and trims a text as TDLib's `fix_formatted_text` does, and moves its entities along. */
export function tidyText(text: string, entities: readonly MessageEntity[]): MessageText {
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  checkPlaces(text, entities);
  const { cleaned, moved } = clean(text);
  const placed = entities.map((entity): MessageEntity => {
    const offset = moved[entity.offset] ?? 0;
    return { ...entity, offset, length: (moved[entity.offset + entity.length] ?? 0) - offset };
  });
  const settled = settleEntities(cleaned, placed);

  const end = cleaned.replace(/[ \n]+$/, '').length;
  // White space at the start stays when it is formatted.
  const start = Math.min(/^[ \n]*/.exec(cleaned)?.[0].length ?? 0, settled[0]?.offset ?? end, end);
  return {
    text: cleaned.slice(start, end),
    entities: settled.map((entity) => ({
      ...entity,
      offset: entity.offset - start,
      length: Math.min(entity.length, end - entity.offset),
    })),
  };
}

/** Drops what Telegram drops, and tells where each UTF-16 offset of the text went. */
function clean(text: string): { readonly cleaned: string; readonly moved: readonly number[] } {
  const moved: number[] = [];
  let cleaned = '';
  for (let at = 0; at < text.length; at += 1) {
    moved.push(cleaned.length);
    const unit = text.charAt(at);
    // Carriage returns, marks of direction and lines, and the combining lines that disfigure neighbours.
    if (/[\r\u2028-\u202e]|\u0333|\u033f|\u030a/.test(unit)) continue;
    cleaned += unit <= ' ' && unit !== '\n' ? ' ' : unit;
  }
  moved.push(cleaned.length);
  return { cleaned, moved };
}

/** Whether nothing of a text is visible. */
function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}\p{Zs}]*$/u.test(text);
}
