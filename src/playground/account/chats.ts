import type { ChatMessage, Persona } from '../chat-protocol.ts';

/** How many messages of a chat are kept over a restart and shown on the page. */
export const MESSAGES_PER_CHAT = 300;

/** A message as the account keeps it: the page is shown all of it. */
export type StoredMessage = ChatMessage;

/** The private chat of one persona with the bot. */
export interface Chat {
  readonly persona: Persona;
  /** Until the person writes first, the bot cannot reach the chat. */
  started: boolean;
  blocked: boolean;
  /** Oldest first. */
  readonly messages: StoredMessage[];
}

/** The message with this id, unless it is deleted. */
export function findMessage(chat: Chat, messageId: number): StoredMessage | undefined {
  return chat.messages.findLast(({ id }) => id === messageId);
}

/** Puts a changed message in the place of the one with its id. */
export function replaceMessage(chat: Chat, message: StoredMessage): void {
  const index = chat.messages.findLastIndex(({ id }) => id === message.id);
  if (index >= 0) chat.messages[index] = message;
}

/** Removes a message; false when there is none. */
export function removeMessage(chat: Chat, messageId: number): boolean {
  const index = chat.messages.findLastIndex(({ id }) => id === messageId);
  if (index < 0) return false;
  chat.messages.splice(index, 1);
  return true;
}
