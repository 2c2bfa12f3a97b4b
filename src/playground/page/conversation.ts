import type { ChatMessage, ChatState } from '../chat-protocol.ts';
import { bubble, summary } from './bubble.ts';
import { byId, element } from './element.ts';
import { restoreKeyFocus } from './inline-keyboard.ts';
import { dayLabel } from './labels.ts';
import { createScrollKeeper } from './scroll-keeper.ts';
import type { Store } from './store.ts';

/** Shows the messages of the open chat and keeps them level with the store. */
export function showConversation(store: Store): void {
  const list = byId('messages');
  const announcer = byId('announcer');
  const scroll = createScrollKeeper();

  store.subscribe((change) => {
    const chat = store.active;
    if (change.type === 'opened') {
      drawAll(chat);
      scroll.toEnd();
      if (chat) markUnread(chat);
    } else if (change.type === 'reset') {
      drawAll(chat);
    } else if (change.type === 'message' && change.message.chatId === chat?.persona.id) {
      add(chat, change.message);
    } else if (change.type === 'edit' && change.message.chatId === chat?.persona.id) {
      redraw(chat, change.message);
    } else if (change.type === 'delete' && change.chatId === chat?.persona.id) {
      remove(change.messageId);
    }
  });

  function drawAll(chat: ChatState | undefined) {
    const drawn: HTMLLIElement[] = [];
    for (const message of chat?.messages ?? []) drawn.push(...withDay(chat, message, drawn.at(-1)));
    list.replaceChildren(...drawn);
  }

  /** Shows where the unread messages begin, unless all of them are. */
  function markUnread(chat: ChatState) {
    const first = chat.messages.filter(({ from }) => from === 'bot').at(-store.unread(chat));
    const message = store.unread(chat) > 0 && first && find(first.id);
    if (!message || first === chat.messages[0]) return;
    const bar = element('li', { class: 'day unread' }, element('span', {}, 'Unread messages'));
    message.before(bar);
    scroll.toEnd();
    scroll.backTo(bar);
  }

  function add(chat: ChatState, message: ChatMessage) {
    const last = list.lastElementChild as HTMLLIElement | null;
    if (Number(last?.dataset.id ?? 0) > message.id) {
      drawAll(chat);
    } else {
      list.append(...withDay(chat, message, last ?? undefined));
    }
    if (message.from === 'person') {
      scroll.toEnd();
    } else {
      scroll.noteNew();
      announcer.textContent = `${store.state.bot.firstName}: ${summary(message)}`;
    }
  }

  function redraw(chat: ChatState, message: ChatMessage) {
    const before = find(message.id);
    if (!before) return;
    const focused = document.activeElement;
    scroll.keepPlace(before, () => {
      const after = draw(chat, message);
      after.dataset.day = before.dataset.day;
      before.replaceWith(after);
      return after;
    });
    const after = find(message.id);
    if (after) restoreKeyFocus(before, focused, after);
  }

  function remove(messageId: number) {
    const message = find(messageId);
    const separator = message?.previousElementSibling;
    message?.remove();
    if (separator?.matches('.day:last-child, .day:has(+ .day)')) separator.remove();
  }

  function find(messageId: number): HTMLElement | null {
    return list.querySelector<HTMLElement>(`.message[data-id="${messageId}"]`);
  }
}

function draw(chat: ChatState | undefined, message: ChatMessage): HTMLLIElement {
  return bubble(
    message,
    chat?.messages.find(({ id }) => id === message.replyToId),
  );
}

function withDay(
  chat: ChatState | undefined,
  message: ChatMessage,
  previous: HTMLElement | undefined,
): HTMLLIElement[] {
  const day = dayLabel(message.date, new Date());
  const drawn = draw(chat, message);
  drawn.dataset.day = day;
  if (previous?.dataset.day === day) return [drawn];
  return [element('li', { class: 'day' }, element('span', {}, day)), drawn];
}
