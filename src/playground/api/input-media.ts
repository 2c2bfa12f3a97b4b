import { ALBUM_SIZE } from '../../telegram/limits.ts';
import { badRequest } from './envelope.ts';
import { mediaContent, readFile } from './media.ts';
import { readCaption, type TextParams } from './message-text.ts';
import type { CallContext } from './method.ts';
import type { Content } from './posting.ts';

/** Reads the `InputMedia` of an album: photos, or documents, and nothing mixed. */
export function readAlbum(media: unknown, context: CallContext): Content[] {
  if (media === undefined) throw badRequest('Parameter "media" is required');
  if (!Array.isArray(media)) throw badRequest('Expected an Array of InputMedia');
  if (media.length < ALBUM_SIZE.min) throw badRequest('media group must include 2-10 items');
  if (media.length > ALBUM_SIZE.max) throw badRequest('Too many messages to send as an album');
  const contents = media.map((item: unknown) => readInputMedia(item, context));
  const types = new Set(media.map((item: { readonly type: unknown }) => item.type));
  if (types.size > 1 || types.has('animation')) {
    throw badRequest("Can't use the media of the specified type in the album");
  }
  return contents;
}

/** Reads one `InputMedia` of an album or an edit. `tooLong` is how this method words that refusal of a caption. */
export function readInputMedia(item: unknown, context: CallContext, tooLong?: string): Content {
  if (typeof item !== 'object' || item === null) throw badRequest('InputMedia must be an Object');
  const { type, media, ...rest } = item as Record<string, unknown>;
  if (type !== 'photo' && type !== 'document' && type !== 'animation') {
    throw badRequest('InputMedia has unsupported type');
  }
  const file = readFile(type, typeof media === 'string' ? media : undefined, context);
  return { ...readCaption(captionOf(rest), tooLong), ...mediaContent(file) };
}

/** The caption's parameters under the names a text's have. */
export function captionOf(params: Readonly<Record<string, unknown>>): TextParams {
  return {
    text: params.caption as string | undefined,
    entities: params.caption_entities,
    parse_mode: params.parse_mode as string | undefined,
  };
}
