import type { ChatMessage, ChatState, PlaygroundEvent, PlaygroundState } from '../chat-protocol.ts';

/** The state after an event. Applying an event twice changes nothing, so a re-read state and its events may overlap. */
export function applyEvent(state: PlaygroundState, event: PlaygroundEvent): PlaygroundState {
  switch (event.type) {
    case 'message':
    case 'edit':
      return withChat(state, event.message.chatId, (chat) => ({
        ...chat,
        messages: put(chat.messages, event.message),
      }));
    case 'delete':
      return withChat(state, event.chatId, (chat) => ({
        ...chat,
        messages: chat.messages.filter(({ id }) => id !== event.messageId),
      }));
    case 'blocked':
      return withChat(state, event.chatId, (chat) => ({ ...chat, blocked: event.blocked }));
    case 'profile':
      return { ...state, bot: event.bot };
    case 'answer':
    case 'typing':
      return state;
  }
}

/** How many of the bot's messages came after the last one seen. */
export function countUnread(messages: readonly ChatMessage[], lastSeenId: number): number {
  // A restarted server numbers its messages from the start: what was remembered then belongs to another life.
  const seen = lastSeenId > newestId(messages) ? 0 : lastSeenId;
  return messages.filter(({ from, id }) => from === 'bot' && id > seen).length;
}

/** The highest message id, 0 when there is none. */
export function newestId(messages: readonly ChatMessage[]): number {
  return messages.at(-1)?.id ?? 0;
}

function withChat(state: PlaygroundState, id: number, change: (chat: ChatState) => ChatState): PlaygroundState {
  return { ...state, chats: state.chats.map((chat) => (chat.persona.id === id ? change(chat) : chat)) };
}

function put(messages: readonly ChatMessage[], message: ChatMessage): readonly ChatMessage[] {
  const after = messages.findIndex(({ id }) => id >= message.id);
  if (after < 0) return [...messages, message];
  return messages.toSpliced(after, messages[after]?.id === message.id ? 1 : 0, message);
}
