import { MESSAGE_TEXT_LIMIT } from '../../telegram/limits.ts';
import { botMessage, botUser, personUser, privateChat } from '../api/bot-message.ts';
import { tidyText } from '../api/message-text.ts';
import { type Account, unixSeconds } from './account.ts';
import { type Chat, findMessage, type StoredMessage } from './chats.ts';
import { inlineMessageId } from './inline.ts';

/** What came of something a person tried. */
export type Attempt<Value> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false; readonly why: string };

/** A person writes to the bot. Fails for a blocked bot, an empty text, and one a Telegram client would split. */
export function writeText(account: Account, chat: Chat, text: string): Attempt<StoredMessage> {
  if (chat.blocked) return { done: false, why: 'The bot is blocked: unblock it first.' };
  if (!text.isWellFormed()) return { done: false, why: 'The text is not valid Unicode.' };
  const tidy = tidyText(text, []);
  if (tidy.text === '') return { done: false, why: 'There is nothing to send.' };
  if (tidy.text.length > MESSAGE_TEXT_LIMIT) {
    return { done: false, why: `A message holds at most ${MESSAGE_TEXT_LIMIT} characters.` };
  }
  const message: StoredMessage = {
    id: account.messageIds.next(),
    chatId: chat.persona.id,
    from: 'person',
    date: unixSeconds(account),
    ...tidy,
    silent: false,
  };
  chat.started = true;
  chat.messages.push(message);
  account.events.emit({ type: 'message', message });
  account.updates.push('message', botMessage(account, chat, message));
  return { done: true, value: message };
}

/**
 * A person presses a button; gives the id of the callback query. The button need not be there any more: clients show
 * old keyboards, and forged data must do no harm either.
 */
export function pressButton(account: Account, chat: Chat, messageId: number, data: string): string {
  const message = findMessage(chat, messageId);
  const queryId = `${account.bot.id}${account.updateIds.last() + 1}${account.queries.size}`;
  account.queries.set(queryId, { chatId: chat.persona.id, pressedAt: account.now() });
  account.updates.push('callback_query', {
    id: queryId,
    from: personUser(chat.persona),
    ...pressedMessage(account, chat, messageId, message),
    chat_instance: `${account.bot.id}${chat.persona.id}`,
    data,
  });
  return queryId;
}

function pressedMessage(account: Account, chat: Chat, messageId: number, message: StoredMessage | undefined): object {
  if (message === undefined) return { message: { chat: privateChat(chat.persona), message_id: messageId, date: 0 } };
  // Of what a person sent out of its results, a bot is told the id alone.
  if (message.viaBot === true) return { inline_message_id: inlineMessageId(message) };
  return { message: botMessage(account, chat, message) };
}

/** A person blocks the bot or lets it write again. */
export function setBlocked(account: Account, chat: Chat, blocked: boolean): void {
  if (chat.blocked === blocked) return;
  chat.blocked = blocked;
  account.events.emit({ type: 'blocked', chatId: chat.persona.id, blocked });
  const member = (isIn: boolean) => {
    return isIn
      ? { user: botUser(account), status: 'member' }
      : { user: botUser(account), status: 'kicked', until_date: 0 };
  };
  account.updates.push('my_chat_member', {
    chat: privateChat(chat.persona),
    from: personUser(chat.persona),
    date: unixSeconds(account),
    old_chat_member: member(blocked),
    new_chat_member: member(!blocked),
  });
}
