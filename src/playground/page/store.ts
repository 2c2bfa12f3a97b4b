import type { ChatState, PlaygroundEvent, PlaygroundState } from '../chat-protocol.ts';
import { applyEvent, countUnread, newestId } from './chat-state.ts';
import { remember, remembered } from './remembered.ts';

const TYPING_MS = 5_000; // Telegram's clients show a chat action for five seconds
const SEEN = 'playground.seen';

export type Change =
  | PlaygroundEvent
  /** The whole state was read, for the first time or again. */
  | { readonly type: 'reset' }
  /** Another chat is on the screen, or none. */
  | { readonly type: 'opened' }
  /** What was unread has been seen. */
  | { readonly type: 'seen' }
  | { readonly type: 'connection'; readonly connected: boolean };

export interface Store {
  readonly state: PlaygroundState;
  /** The chat on the screen. */
  readonly active: ChatState | undefined;
  chat(id: number): ChatState | undefined;
  unread(chat: ChatState): number;
  isTyping(chatId: number): boolean;
  subscribe(listener: (change: Change) => void): void;
  reset(state: PlaygroundState): void;
  apply(event: PlaygroundEvent): void;
  open(chatId: number | undefined): void;
  setConnected(connected: boolean): void;
}

/** Holds what the page shows and tells its parts what changed. */
export function createStore(): Store {
  let state: PlaygroundState = {
    bot: { id: 0, firstName: '', username: '', description: '', shortDescription: '', commands: [], chatCommands: {} },
    chats: [],
  };
  let activeId: number | undefined;
  let seen = remembered<Record<string, number>>(SEEN, {});
  const typing = new Map<number, ReturnType<typeof setTimeout>>();
  const listeners: ((change: Change) => void)[] = [];

  const emit = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  const chat = (id: number) => state.chats.find(({ persona }) => persona.id === id);
  const active = () => (activeId === undefined ? undefined : chat(activeId));

  const stopTyping = (chatId: number) => {
    clearTimeout(typing.get(chatId));
    typing.delete(chatId);
  };
  const markSeen = () => {
    const open = active();
    if (!open || document.hidden || seen[open.persona.id] === newestId(open.messages)) return;
    seen = { ...seen, [open.persona.id]: newestId(open.messages) };
    remember(SEEN, seen);
    emit({ type: 'seen' });
  };
  document.addEventListener('visibilitychange', markSeen);

  return {
    get state() {
      return state;
    },
    get active() {
      return active();
    },
    chat,
    unread: ({ persona, messages }) => countUnread(messages, seen[persona.id] ?? 0),
    isTyping: (chatId) => typing.has(chatId),
    subscribe: (listener) => {
      listeners.push(listener);
    },
    reset(next) {
      state = next;
      emit({ type: 'reset' });
      markSeen();
    },
    apply(event) {
      const known = event.type === 'message' && hasMessage(chat(event.message.chatId), event.message.id);
      state = applyEvent(state, event);
      if (event.type === 'typing') {
        stopTyping(event.chatId);
        typing.set(
          event.chatId,
          setTimeout(() => expireTyping(event.chatId), TYPING_MS),
        );
      }
      if (event.type === 'message' && event.message.from === 'bot') stopTyping(event.message.chatId);
      emit(known ? { type: 'edit', message: event.message } : event);
      if (event.type === 'message') markSeen();
    },
    open(chatId) {
      activeId = chatId;
      emit({ type: 'opened' });
      markSeen();
    },
    setConnected: (connected) => emit({ type: 'connection', connected }),
  };

  function expireTyping(chatId: number) {
    stopTyping(chatId);
    emit({ type: 'seen' });
  }
}

function hasMessage(chat: ChatState | undefined, id: number): boolean {
  return chat?.messages.some((message) => message.id === id) ?? false;
}
