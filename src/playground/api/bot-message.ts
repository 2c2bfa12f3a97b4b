import type { Chat as ApiChat, User } from 'grammy/types';
import type { Account } from '../account/account.ts';
import { type Chat, findMessage, type StoredMessage } from '../account/chats.ts';
import { fileSize, type StoredFile, uniqueId } from '../account/files.ts';
import { imageType } from '../account/image-size.ts';
import type { Persona } from '../chat-protocol.ts';

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
  const { photo, document, text, entities, keyboard } = message;
  const hasMedia = photo !== undefined || document !== undefined;
  return {
    message_id: message.id,
    from: message.from === 'bot' ? botUser(account) : personUser(chat.persona),
    chat: privateChat(chat.persona),
    date: message.date,
    ...(message.editDate === undefined ? {} : { edit_date: message.editDate }),
    ...(message.mediaGroupId === undefined ? {} : { media_group_id: message.mediaGroupId }),
    ...(photo === undefined ? {} : { photo: [photoSize(account.files.get(photo.fileId), photo.fileId)] }),
    ...(document === undefined
      ? {}
      : {
          document: {
            file_name: document.fileName,
            file_id: document.fileId,
            file_unique_id: uniqueId(document.fileId),
            file_size: document.size,
          },
        }),
    ...(hasMedia
      ? { ...(text === '' ? {} : { caption: text }), ...(entities.length === 0 ? {} : { caption_entities: entities }) }
      : { text, ...(entities.length === 0 ? {} : { entities }) }),
    ...(keyboard === undefined ? {} : { reply_markup: { inline_keyboard: keyboard } }),
  };
}

function photoSize(file: StoredFile | undefined, fileId: string): object {
  const { width, height } = file?.size ?? { width: 1_280, height: 720 };
  const size = file === undefined ? 0 : fileSize(file);
  return { file_id: fileId, file_unique_id: uniqueId(fileId), file_size: size, width, height };
}

/** The content type a stored file is shown with; everything but pictures is plain bytes. */
export function contentType(file: StoredFile): string {
  return ('bytes' in file.content ? imageType(file.content.bytes) : undefined) ?? 'application/octet-stream';
}
