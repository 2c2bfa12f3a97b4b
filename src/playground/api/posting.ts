import { isDeepStrictEqual } from 'node:util';
import { type Account, unixSeconds } from '../account/account.ts';
import { type Chat, findMessage, replaceMessage, type StoredMessage } from '../account/chats.ts';
import { botMessage } from './bot-message.ts';
import { badRequest } from './envelope.ts';
import type { MessageText } from './message-text.ts';

/** What a message shows. */
export interface Content extends MessageText {
  readonly rich?: NonNullable<StoredMessage['rich']>;
  readonly photo?: NonNullable<StoredMessage['photo']>;
  readonly document?: NonNullable<StoredMessage['document']>;
  readonly keyboard?: NonNullable<StoredMessage['keyboard']>;
}

export interface PostOptions {
  readonly silent: boolean;
  readonly replyToId?: number | undefined;
  readonly albumId?: string;
}

/** Puts a new message of the bot into a chat and returns it as the Bot API does. */
export function post(account: Account, chat: Chat, content: Content, options: PostOptions): object {
  const message: StoredMessage = {
    id: account.messageIds.next(),
    chatId: chat.persona.id,
    from: 'bot',
    date: unixSeconds(account),
    silent: options.silent,
    ...given(content),
    ...(options.replyToId === undefined ? {} : { replyToId: options.replyToId }),
    ...(options.albumId === undefined ? {} : { albumId: options.albumId }),
  };
  chat.messages.push(message);
  account.events.emit({ type: 'message', message });
  return botMessage(account, chat, message);
}

/** Gives a message a new content and returns it as the Bot API does; refuses when nothing would change. */
export function repost(account: Account, chat: Chat, message: StoredMessage, content: Content): object {
  const { id, chatId, from, date, silent, replyToId, albumId, viaBot } = message;
  if (isDeepStrictEqual(given(content), given(message))) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    );
  }
  const changed: StoredMessage = {
    ...{ id, chatId, from, date, silent },
    editDate: unixSeconds(account),
    ...given(content),
    ...(viaBot === undefined ? {} : { viaBot }),
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(albumId === undefined ? {} : { albumId }),
  };
  replaceMessage(chat, changed);
  account.events.emit({ type: 'edit', message: changed });
  return botMessage(account, chat, changed);
}

/** The photo or document a message holds. */
export function mediaOf({ photo, document }: StoredMessage): Pick<Content, 'photo' | 'document'> {
  return { ...(photo === undefined ? {} : { photo }), ...(document === undefined ? {} : { document }) };
}

/** What a message shows, without its keyboard. */
export function contentOf(message: StoredMessage): Content {
  const { keyboard: _without, ...content } = given(message);
  return content;
}

/** Reads `reply_parameters`: the id of the message replied to, if any. */
export function readReply(chat: Chat, parameters: unknown): number | undefined {
  if (parameters === undefined || parameters === '') return undefined;
  if (typeof parameters !== 'object' || parameters === null) throw badRequest('object expected as reply parameters');
  const { message_id: id, allow_sending_without_reply: optional } = parameters as Record<string, unknown>;
  if (typeof id !== 'number') throw badRequest('Can\'t find field "message_id"');
  if (findMessage(chat, id) !== undefined) return id;
  if (optional === true) return undefined;
  throw badRequest('message to be replied not found');
}

/** What of a content is there, without gaps, so that two contents compare. */
function given({ text, entities, rich, photo, document, keyboard }: Content): Content {
  return {
    text,
    entities,
    ...(rich === undefined ? {} : { rich }),
    ...(photo === undefined ? {} : { photo }),
    ...(document === undefined ? {} : { document }),
    ...(keyboard === undefined ? {} : { keyboard }),
  };
}
