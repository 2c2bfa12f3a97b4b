import type { Account } from '../account/account.ts';
import type { Chat, StoredMessage } from '../account/chats.ts';
import { findInlineMessage } from '../account/inline.ts';
import { ownMessage, writableChat } from './chat-access.ts';
import { badRequest } from './envelope.ts';
import { captionOf, readInputMedia } from './input-media.ts';
import { readCaption, readMessageText, type TextParams } from './message-text.ts';
import { type CallContext, flag, integer, json, type Method, method, string } from './method.ts';
import { type Content, contentOf, mediaOf, repost } from './posting.ts';
import { readKeyboard } from './reply-markup.ts';
import { readRichMessage } from './rich/message.ts';

interface Target {
  readonly chat: Chat;
  readonly message: StoredMessage;
}

interface EditParams {
  readonly chat_id?: string | undefined;
  readonly message_id?: number | undefined;
  readonly inline_message_id?: string | undefined;
  readonly reply_markup?: unknown;
}

const targetParams = {
  chat_id: string.optional(),
  message_id: integer.optional(),
  inline_message_id: string.optional(),
  reply_markup: json.optional(),
};

/** Methods that change messages of the bot. The server words "too long" differently here than for new messages. */
export const editMethods: Readonly<Record<string, Method>> = {
  editMessageText: method(
    {
      ...targetParams,
      text: string.optional(),
      entities: json.optional(),
      parse_mode: string.optional(),
      link_preview_options: json.optional(),
      rich_message: json.optional(),
    },
    (params, context) => {
      const content = readWritten(params, context);
      return edit(params, context, (message) => {
        if (hasMedia(message)) throw badRequest('There is no text in the message to edit');
        return content;
      });
    },
  ),
  editMessageCaption: method(
    {
      ...targetParams,
      caption: string.optional(),
      caption_entities: json.optional(),
      parse_mode: string.optional(),
      show_caption_above_media: flag.optional(),
    },
    (params, context) => {
      const caption = readCaption(captionOf(params), 'MEDIA_CAPTION_TOO_LONG');
      return edit(params, context, (message) => {
        if (!hasMedia(message)) throw badRequest('There is no caption in the message to edit');
        return { ...caption, ...mediaOf(message) };
      });
    },
  ),
  // Also turns a text or a rich message into a photo or document, by the description of the method.
  editMessageMedia: method({ ...targetParams, media: json.optional() }, (params, context) => {
    if (params.media === undefined) throw badRequest('Parameter "media" is required');
    const content = readInputMedia(params.media, context, 'MEDIA_CAPTION_TOO_LONG');
    return edit(params, context, (message) => {
      if (message.albumId !== undefined && (message.document === undefined) !== (content.document === undefined)) {
        throw badRequest("Can't use the media of the specified type in the album");
      }
      return content;
    });
  }),
  editMessageReplyMarkup: method(targetParams, (params, context) => {
    return edit(params, context, contentOf);
  }),
};

/** A new text or a new rich message: a message of the one sort may become the other. */
function readWritten(
  params: TextParams & EditParams & { readonly rich_message?: unknown },
  context: CallContext,
): Content {
  if (params.rich_message === undefined) return readMessageText(params, 'MESSAGE_TOO_LONG');
  if (params.text !== undefined) throw badRequest('exactly one of text and rich_message must be specified');
  const newFiles = params.inline_message_id === undefined;
  return { ...readRichMessage(params.rich_message, context, { newFiles }), entities: [] };
}

/** An edit without a keyboard takes the old one away. */
function edit(
  params: EditParams,
  { account }: CallContext,
  change: (message: StoredMessage) => Content,
): object | true {
  const { chat_id: chatId, message_id: messageId, inline_message_id: inlineId } = params;
  if (chatId === undefined && messageId === undefined && inlineId === undefined) {
    throw badRequest('Message identifier is not specified');
  }
  const keyboard = readKeyboard(params.reply_markup);
  const { chat, message } = inlineId === undefined ? target(account, params) : viaBot(account, inlineId);
  const edited = repost(account, chat, message, {
    ...change(message),
    ...(keyboard === undefined ? {} : { keyboard }),
  });
  return inlineId === undefined ? edited : true;
}

function target(account: Account, { chat_id: chatId, message_id: messageId }: EditParams): Target {
  const chat = writableChat(account, chatId);
  return { chat, message: ownMessage(chat, messageId) };
}

function viaBot(account: Account, inlineMessageId: string): Target {
  const found = findInlineMessage(account, inlineMessageId);
  if (found === undefined) throw badRequest('MESSAGE_ID_INVALID');
  return found;
}

function hasMedia({ photo, document }: StoredMessage): boolean {
  return photo !== undefined || document !== undefined;
}
