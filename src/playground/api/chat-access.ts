import type { Account } from '../account/account.ts';
import { type Chat, findMessage, type StoredMessage } from '../account/chats.ts';
import { badRequest, Refusal } from './envelope.ts';

/** The chat a bot may write to. A person who never wrote is a stranger, one who blocked the bot a refusal. */
export function writableChat(account: Account, chatId: unknown): Chat {
  const chat = knownChat(account, chatId);
  if (chat.blocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
  return chat;
}

/** The chat a bot may ask about: its person wrote to the bot at some time. */
export function knownChat(account: Account, chatId: unknown): Chat {
  if (chatId === undefined || chatId === '') throw badRequest('chat_id is empty');
  const chat = account.chats.get(Number(chatId));
  if (!chat?.started) throw badRequest('chat not found');
  return chat;
}

/** A message of the bot's own, for an edit. */
export function ownMessage(chat: Chat, messageId: number | undefined): StoredMessage {
  const message = findMessage(chat, messageId ?? 0);
  if (message === undefined) throw badRequest('message to edit not found');
  if (message.from !== 'bot') throw badRequest("message can't be edited");
  return message;
}
