import { CALLBACK_ANSWER_LIMIT, DELETE_WINDOW_HOURS } from '../../telegram/limits.ts';
import { type Account, unixSeconds } from '../account/account.ts';
import { type Chat, findMessage, removeMessage } from '../account/chats.ts';
import { filePath, fileSize, uniqueId } from '../account/files.ts';
import { privateChat } from './bot-message.ts';
import { knownChat } from './chat-access.ts';
import { badRequest } from './envelope.ts';
import { flag, integer, json, type Method, method, string } from './method.ts';

const DELETE_WINDOW_SECONDS = DELETE_WINDOW_HOURS * 60 * 60;
const DELETE_LIMIT = 100;
// No source gives the figure; bots report refusals from about here on.
const CALLBACK_ANSWER_SECONDS = 15;

/** Methods about messages, presses, chats and files that are already there. */
export const messageMethods: Readonly<Record<string, Method>> = {
  deleteMessage: method(
    { chat_id: string.optional(), message_id: integer.optional() },
    ({ chat_id: chatId, message_id: messageId = 0 }, { account }) => {
      if (chatId === undefined) throw badRequest('Chat identifier is not specified');
      if (messageId === 0) throw badRequest('Message identifier is not specified');
      const chat = knownChat(account, chatId);
      if (findMessage(chat, messageId) === undefined) throw badRequest('message to delete not found');
      remove(account, chat, [messageId]);
      return true;
    },
  ),
  deleteMessages: method(
    { chat_id: string.optional(), message_ids: json.optional() },
    ({ chat_id: chatId, message_ids: ids }, { account }) => {
      if (ids === undefined) throw badRequest('Message identifiers are not specified');
      if (!Array.isArray(ids)) throw badRequest('Expected an Array of message identifiers');
      if (ids.length > DELETE_LIMIT) throw badRequest('Too many message identifiers specified');
      if (ids.length === 0) throw badRequest('Message identifiers are not specified');
      const numbers = ids.map(Number);
      if (!numbers.every((id) => id > 0)) throw badRequest('Invalid message identifier specified');
      remove(account, knownChat(account, chatId), numbers);
      return true;
    },
  ),
  stopPoll: method(
    { chat_id: string.optional(), message_id: integer.optional(), reply_markup: json.optional() },
    ({ chat_id: chatId, message_id: messageId = 0 }, { account }) => {
      const chat = knownChat(account, chatId);
      if (findMessage(chat, messageId) === undefined) throw badRequest('message with poll to stop not found');
      throw badRequest('message is not a poll');
    },
  ),
  answerCallbackQuery: method(
    {
      callback_query_id: string.optional(),
      text: string.optional(),
      show_alert: flag.optional(),
      url: string.optional(),
      cache_time: integer.optional(),
    },
    ({ callback_query_id: id = '', text = '', show_alert: alert = false, url = '' }, { account }) => {
      const query = account.queries.get(id);
      const ageSeconds = query === undefined ? Number.POSITIVE_INFINITY : secondsSince(account, query.pressedAt);
      // A second answer would be shown to nobody, so it is refused like a late one.
      account.queries.delete(id);
      if (query === undefined || ageSeconds > CALLBACK_ANSWER_SECONDS) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      if (text.length > CALLBACK_ANSWER_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
      const ownLink = `t.me/${account.bot.username}?`;
      if (url !== '' && !url.replace(/^https?:\/\//, '').startsWith(ownLink)) throw badRequest('URL_INVALID');
      account.events.emit({ type: 'answer', chatId: query.chatId, text, alert });
      return true;
    },
  ),
  getChat: method({ chat_id: string.optional() }, ({ chat_id: chatId }, { account }) => {
    const { persona } = knownChat(account, chatId);
    return {
      ...privateChat(persona),
      active_usernames: [persona.username],
      accent_color_id: persona.id % 7,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: true,
        limited_gifts: true,
        unique_gifts: true,
        premium_subscription: true,
        gifts_from_channels: true,
      },
    };
  }),
  getFile: method({ file_id: string.optional() }, ({ file_id: id = '' }, { account }) => {
    if (id === '') throw badRequest('file_id not specified');
    const file = account.files.get(id);
    if (file === undefined || 'url' in file.content) {
      throw badRequest('wrong file_id or the file is temporarily unavailable');
    }
    return { file_id: id, file_unique_id: uniqueId(id), file_size: fileSize(file), file_path: filePath(file) };
  }),
};

/** Removes those of the messages that are there, or none when one of them is too old. */
function remove(account: Account, chat: Chat, ids: readonly number[]): void {
  const oldest = unixSeconds(account) - DELETE_WINDOW_SECONDS;
  if (ids.some((id) => (findMessage(chat, id)?.date ?? oldest) < oldest)) {
    throw badRequest("Message can't be deleted for everyone");
  }
  for (const id of ids) {
    if (removeMessage(chat, id)) account.events.emit({ type: 'delete', chatId: chat.persona.id, messageId: id });
  }
}

function secondsSince(account: Account, moment: Date): number {
  return (account.now().getTime() - moment.getTime()) / 1_000;
}
