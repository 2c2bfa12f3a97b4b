import type { FileKind } from '../account/files.ts';
import { writableChat } from './chat-access.ts';
import { badRequest } from './envelope.ts';
import { captionOf, readAlbum } from './input-media.ts';
import { mediaContent, readFile } from './media.ts';
import { readCaption, readMessageText } from './message-text.ts';
import { type CallContext, flag, integer, json, type Method, method, sendOptions, string } from './method.ts';
import { type Content, post, readReply } from './posting.ts';
import { readKeyboard } from './reply-markup.ts';
import { readRichMessage } from './rich/message.ts';

interface SendParams {
  readonly chat_id?: string | undefined;
  readonly disable_notification?: boolean | undefined;
  readonly reply_parameters?: unknown;
  readonly reply_markup?: unknown;
}

const CHAT_ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

const captionParams = {
  caption: string.optional(),
  caption_entities: json.optional(),
  parse_mode: string.optional(),
};

const sendMedia = (kind: FileKind) => {
  return (params: SendParams & Record<string, unknown>, context: CallContext) => {
    const file = readFile(kind, params[kind] as string | undefined, context);
    return send(params, { ...readCaption(captionOf(params)), ...mediaContent(file) }, context);
  };
};

/** Methods that put new messages into a chat, and the sign that one is coming. */
export const sendMethods: Readonly<Record<string, Method>> = {
  sendMessage: method(
    {
      ...sendOptions,
      chat_id: string.optional(),
      text: string.optional(),
      entities: json.optional(),
      parse_mode: string.optional(),
      link_preview_options: json.optional(),
      reply_markup: json.optional(),
    },
    (params, context) => send(params, readMessageText(params), context),
  ),
  sendPhoto: method(
    {
      ...sendOptions,
      ...captionParams,
      chat_id: string.optional(),
      photo: string.optional(),
      show_caption_above_media: flag.optional(),
      has_spoiler: flag.optional(),
      reply_markup: json.optional(),
    },
    sendMedia('photo'),
  ),
  sendDocument: method(
    {
      ...sendOptions,
      ...captionParams,
      chat_id: string.optional(),
      document: string.optional(),
      disable_content_type_detection: flag.optional(),
      reply_markup: json.optional(),
    },
    sendMedia('document'),
  ),
  sendAnimation: method(
    {
      ...sendOptions,
      ...captionParams,
      chat_id: string.optional(),
      animation: string.optional(),
      duration: integer.optional(),
      width: integer.optional(),
      height: integer.optional(),
      show_caption_above_media: flag.optional(),
      has_spoiler: flag.optional(),
      reply_markup: json.optional(),
    },
    sendMedia('animation'),
  ),
  sendRichMessage: method(
    { ...sendOptions, chat_id: string.optional(), rich_message: json.optional(), reply_markup: json.optional() },
    (params, context) => {
      return send(params, { ...readRichMessage(params.rich_message, context), entities: [] }, context);
    },
  ),
  sendMediaGroup: method({ ...sendOptions, chat_id: string.optional(), media: json.optional() }, sendAlbum),
  sendChatAction: method(
    { chat_id: string.optional(), action: string.optional() },
    ({ chat_id, action }, { account }) => {
      if (!CHAT_ACTIONS.has(action ?? '')) throw badRequest('wrong parameter action in request');
      const chat = writableChat(account, chat_id);
      account.events.emit({ type: 'typing', chatId: chat.persona.id });
      return true;
    },
  ),
};

function send(params: SendParams, content: Content, { account }: CallContext): object {
  const keyboard = readKeyboard(params.reply_markup);
  const chat = writableChat(account, params.chat_id);
  const replyToId = readReply(chat, params.reply_parameters);
  const options = { silent: params.disable_notification ?? false, replyToId };
  return post(account, chat, { ...content, ...(keyboard === undefined ? {} : { keyboard }) }, options);
}

function sendAlbum(params: SendParams & { readonly media?: unknown }, context: CallContext): object[] {
  const contents = readAlbum(params.media, context);
  const { account } = context;
  const chat = writableChat(account, params.chat_id);
  const options = {
    silent: params.disable_notification ?? false,
    replyToId: readReply(chat, params.reply_parameters),
    albumId: String(account.messageIds.last() + 1),
  };
  return contents.map((content) => post(account, chat, content, options));
}
