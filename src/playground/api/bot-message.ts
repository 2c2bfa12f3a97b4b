import type { Chat as ApiChat, User } from 'grammy/types';
import type { Account } from '../account/account.ts';
import { type Chat, findMessage, type StoredMessage } from '../account/chats.ts';
import { uniqueId } from '../account/files.ts';
import type { Persona } from '../chat-protocol.ts';
import { describeFile } from './described-file.ts';

/** The bot as a `User`. */
export function botUser({ bot, profile }: Account): User {
  return { id: bot.id, is_bot: true, first_name: profile.names[''] ?? bot.firstName, username: bot.username };
}

/** A persona as a `User`. */
export function personUser({ id, firstName, username, languageCode }: Persona): User {
  return { id, is_bot: false, first_name: firstName, username, language_code: languageCode };
}

/** A persona's private chat as a `Chat`. */
export function privateChat({ id, firstName, username }: Persona): ApiChat.PrivateChat {
  return { id, type: 'private', first_name: firstName, username };
}

/** A stored message as the Bot API gives it, with the message it replies to one level deep. */
export function botMessage(account: Account, chat: Chat, message: StoredMessage): object {
  const replied = message.replyToId === undefined ? undefined : findMessage(chat, message.replyToId);
  return {
    ...flatMessage(account, chat, message),
    ...(replied === undefined ? {} : { reply_to_message: flatMessage(account, chat, replied) }),
  };
}

function flatMessage(account: Account, chat: Chat, message: StoredMessage): object {
  const { keyboard } = message;
  return {
    message_id: message.id,
    from: message.from === 'bot' ? botUser(account) : personUser(chat.persona),
    chat: privateChat(chat.persona),
    date: message.date,
    ...(message.editDate === undefined ? {} : { edit_date: message.editDate }),
    ...(message.viaBot === true ? { via_bot: botUser(account) } : {}),
    ...(message.albumId === undefined ? {} : { media_group_id: message.albumId }),
    ...describeContent(account, message),
    ...(keyboard === undefined ? {} : { reply_markup: { inline_keyboard: keyboard } }),
  };
}

function describeContent(account: Account, { rich, photo, document, text, entities }: StoredMessage): object {
  if (rich !== undefined) return { rich_message: rich };
  if (photo === undefined && document === undefined) {
    return { text, ...(entities.length === 0 ? {} : { entities }) };
  }
  return {
    ...(photo === undefined ? {} : { photo: [describePhoto(account, photo)] }),
    ...(document === undefined ? {} : describeDocument(account, document)),
    ...(text === '' ? {} : { caption: text }),
    ...(entities.length === 0 ? {} : { caption_entities: entities }),
  };
}

// The oldest and largest files are gone after a restart: what the message itself knows must do then.
function describePhoto(account: Account, { fileId }: NonNullable<StoredMessage['photo']>): object {
  const file = account.files.get(fileId);
  if (file !== undefined) return describeFile(file);
  return { file_id: fileId, file_unique_id: uniqueId(fileId), file_size: 0, width: 1_280, height: 720 };
}

function describeDocument(account: Account, document: NonNullable<StoredMessage['document']>): object {
  const { fileId, fileName, size } = document;
  const described = { file_name: fileName, file_id: fileId, file_unique_id: uniqueId(fileId), file_size: size };
  const file = account.files.get(fileId);
  // An animation is a document too, for bots that know nothing of animations.
  return { document: described, ...(file?.kind === 'animation' ? { animation: describeFile(file) } : {}) };
}
