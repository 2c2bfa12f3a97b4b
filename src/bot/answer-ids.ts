import type { Update } from 'grammy/types';

/** Which messages went to a chat while one of its updates was handled. A chat's updates are handled one by one. */
export interface AnswerIds {
  note(chatId: number, messageId: number): void;
  /** Gives the ids noted for the update's chat since it was last asked, and forgets them. */
  take(update: Update): readonly number[];
}

/** Nothing noted yet. */
export function createAnswerIds(): AnswerIds {
  const byChat = new Map<number, number[]>();
  return {
    note(chatId, messageId) {
      const ids = byChat.get(chatId);
      if (ids === undefined) byChat.set(chatId, [messageId]);
      else ids.push(messageId);
    },
    take(update) {
      const chatId = chatOf(update);
      const ids = chatId === undefined ? undefined : byChat.get(chatId);
      if (chatId !== undefined) byChat.delete(chatId);
      return ids ?? [];
    },
  };
}

function chatOf({ message, callback_query: press, my_chat_member: member }: Update): number | undefined {
  return (message ?? press?.message ?? member)?.chat.id;
}
