import type { Api } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Keyboard, OutgoingMessage, PhotoMessage, TextMessage } from '../render/message.ts';
import { type PhotoMemory, withPhoto } from './input-photo.ts';
import { type Failure, interpretFailure } from './outcome.ts';

export type { PhotoMemory } from './input-photo.ts';

export interface SendOptions {
  readonly photos?: PhotoMemory;
  /** Arrives without a sound. */
  readonly silent?: boolean;
  readonly signal?: AbortSignal;
}

/** Sends one message and gives its id. Throws what grammY throws. */
export async function sendMessage(
  api: Api,
  chatId: number,
  message: OutgoingMessage,
  options: SendOptions = {},
): Promise<number> {
  switch (message.kind) {
    case 'text':
      return sendText(api, chatId, message, options);
    case 'photo':
      return sendPhoto(api, chatId, message, options);
  }
}

/** What a sent message is, which decides how it can be edited. */
export type MessageForm = OutgoingMessage['kind'];

/** Sends one message and tells what came of it; never throws. */
export async function trySendMessage(
  api: Api,
  chatId: number,
  message: OutgoingMessage,
  options: SendOptions = {},
): Promise<{ readonly state: 'sent'; readonly messageId: number; readonly form: MessageForm } | Failure> {
  try {
    const messageId = await sendMessage(api, chatId, message, options);
    return { state: 'sent', messageId, form: message.kind };
  } catch (error) {
    return interpretFailure(error);
  }
}

async function sendText(api: Api, chatId: number, { text, keyboard }: TextMessage, options: SendOptions) {
  const other = { entities: text.entities, link_preview_options: { is_disabled: true }, ...common(keyboard, options) };
  const sent = await api.sendMessage(chatId, text.text, other, grammySignal(options.signal));
  return sent.message_id;
}

async function sendPhoto(api: Api, chatId: number, message: PhotoMessage, options: SendOptions): Promise<number> {
  const { photo, caption, keyboard } = message;
  const other = { caption: caption.caption, caption_entities: caption.caption_entities, ...common(keyboard, options) };
  const sent = await withPhoto(
    photo,
    options.photos,
    (file) => api.sendPhoto(chatId, file, other, grammySignal(options.signal)),
    (message) => message.photo,
  );
  return sent.message_id;
}

function common(keyboard: Keyboard | undefined, { silent }: SendOptions) {
  return {
    ...(keyboard === undefined ? {} : { reply_markup: inlineKeyboard(keyboard) }),
    ...(silent === true ? { disable_notification: true } : {}),
  };
}

/** The keyboard as Telegram takes it. */
export function inlineKeyboard(keyboard: Keyboard): InlineKeyboardMarkup {
  return { inline_keyboard: keyboard.map((row) => [...row]) };
}

/** The signal as grammY takes it: it declares an older one, which is the same object. */
export function grammySignal(signal: AbortSignal | undefined) {
  return signal as Parameters<Api['sendMessage']>[3];
}
