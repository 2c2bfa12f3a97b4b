import type { InlineKeyboardMarkup } from 'grammy/types';
import type { AlbumMessage, Keyboard, PageMessage, PhotoMessage, RichMessage, TextMessage } from '../render/message.ts';
import type { Medium, MediumFile } from './input-media.ts';
import { mediaPlaces, withFiles } from './rich-media.ts';

/** The method that sends a message and what it takes, all but the chat. */
export type Payload =
  | { readonly method: 'sendMessage'; readonly payload: ReturnType<typeof textPayload> }
  | { readonly method: 'sendPhoto'; readonly payload: ReturnType<typeof photoPayload> }
  | { readonly method: 'sendMediaGroup'; readonly payload: ReturnType<typeof albumPayload> }
  | { readonly method: 'sendRichMessage'; readonly payload: ReturnType<typeof richPayload> };

/** How Telegram gets a message. `files` stand for its media, in the order of `mediaOf`. */
export function toPayload(message: PageMessage, files: readonly MediumFile[]): Payload {
  switch (message.kind) {
    case 'text':
      return { method: 'sendMessage', payload: textPayload(message) };
    case 'photo':
      return { method: 'sendPhoto', payload: photoPayload(message, files[0] ?? '') };
    case 'album':
      return { method: 'sendMediaGroup', payload: albumPayload(message, files) };
    case 'rich':
      return { method: 'sendRichMessage', payload: richPayload(message, files) };
  }
}

/** The media that a message shows, in order. */
export function mediaOf(message: PageMessage): readonly Medium[] {
  switch (message.kind) {
    case 'text':
      return [];
    case 'photo':
      return [{ kind: 'photo', source: message.photo }];
    case 'album':
      return message.photos.map(({ photo }) => ({ kind: 'photo', source: photo }));
    case 'rich':
      return mediaPlaces(message.blocks).map(({ kind, media }) => {
        const file = /^attach:\/\/(\d+)$/.exec(media)?.[1];
        const path = file === undefined ? undefined : message.files[Number(file)];
        return { kind, source: path === undefined ? { kind: 'url', url: media } : { kind: 'file', path } };
      });
  }
}

function textPayload({ text, keyboard }: TextMessage) {
  return {
    text: text.text,
    entities: text.entities,
    link_preview_options: { is_disabled: true },
    ...replyMarkup(keyboard),
  };
}

function photoPayload({ caption, keyboard }: PhotoMessage, photo: MediumFile) {
  const { caption: words, caption_entities } = caption;
  return { photo, caption: words, caption_entities, ...replyMarkup(keyboard) };
}

function albumPayload({ photos }: AlbumMessage, files: readonly MediumFile[]) {
  const media = photos.map(({ caption }, index) => {
    const { caption: words, caption_entities } = caption;
    return { type: 'photo' as const, media: files[index] ?? '', caption: words, caption_entities };
  });
  return { media };
}

/** A rich message as Telegram takes it, with its buttons. */
export function richPayload({ blocks, isRtl, keyboard }: RichMessage, files: readonly MediumFile[]) {
  // Renderers mark every link themselves; what Telegram would find in file names and code is noise.
  const rich_message = { blocks: withFiles(blocks, files), is_rtl: isRtl, skip_entity_detection: true };
  return { rich_message, ...replyMarkup(keyboard) };
}

function replyMarkup(keyboard: Keyboard | undefined): { readonly reply_markup?: InlineKeyboardMarkup } {
  return keyboard === undefined ? {} : { reply_markup: inlineKeyboard(keyboard) };
}

/** The keyboard as Telegram takes it. */
export function inlineKeyboard(keyboard: Keyboard): InlineKeyboardMarkup {
  return { inline_keyboard: keyboard.map((row) => [...row]) };
}
