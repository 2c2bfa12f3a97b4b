import type { ChatMessage, ChatState } from '../chat-protocol.ts';
import { groupAlbums, shownWith } from './albums.ts';
import { bubble, summary } from './bubble.ts';
import { byId, element } from './element.ts';
import { restoreKeyFocus } from './inline-keyboard.ts';
import { dayLabel } from './labels.ts';
import { isPageTurn, isSameText } from './page-turn.ts';
import { createScrollKeeper } from './scroll-keeper.ts';
import type { Store } from './store.ts';

/** Shows the messages of the open chat and keeps them level with the store. */
export function showConversation(store: Store): void {
  const list = byId('messages');
  const announcer = byId('announcer');
  const scroll = createScrollKeeper();
  // What each message on the screen was drawn from.
  const drawn = new Map<number, ChatMessage>();

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
      remove(chat, change.messageId);
    }
  });

  function drawAll(chat: ChatState | undefined) {
    drawn.clear();
    const items: HTMLLIElement[] = [];
    for (const group of groupAlbums(chat?.messages ?? [])) items.push(...withDay(chat, group, items.at(-1)));
    list.replaceChildren(...items);
  }

  /** Shows where the unread messages begin, unless all of them are. */
  function markUnread(chat: ChatState) {
    const first = chat.messages.filter(({ from }) => from === 'bot').at(-store.unread(chat));
    const message = store.unread(chat) > 0 && first && find(first);
    if (!message || first === chat.messages[0]) return;
    const bar = element('li', { class: 'day unread' }, element('span', {}, 'Unread messages'));
    message.before(bar);
    scroll.toEnd();
    scroll.backTo(bar);
  }

  function add(chat: ChatState, message: ChatMessage) {
    const last = list.lastElementChild as HTMLLIElement | null;
    if (Number(last?.dataset.id ?? 0) > message.id) drawAll(chat);
    else if (message.albumId !== undefined && last?.dataset.album === message.albumId) redraw(chat, message);
    else list.append(...withDay(chat, [message], last ?? undefined));
    if (message.from === 'person') {
      scroll.toEnd();
    } else {
      if (message.rich) scroll.noteArticle(list.lastElementChild as HTMLElement);
      else scroll.noteNew();
      announcer.textContent = `${store.state.bot.firstName}: ${summary(message)}`;
    }
  }

  function redraw(chat: ChatState, message: ChatMessage) {
    const before = find(message);
    if (!before) return;
    const focused = document.activeElement;
    const earlier = drawn.get(message.id);
    const after = draw(chat, shownWith(chat.messages, message));
    after.dataset.day = before.dataset.day;
    // What the reader has opened in a text stays open while only the buttons below it change.
    const rich = isSameText(earlier?.rich, message.rich) && before.querySelector('.rich');
    if (rich) after.querySelector('.rich')?.replaceWith(rich);
    scroll.keepPlace(before, () => {
      before.replaceWith(after);
      return after;
    });
    restoreKeyFocus(before, focused, after);
    if (message.rich && isPageTurn(earlier?.rich, message.rich)) scroll.backTo(after);
  }

  function remove(chat: ChatState, messageId: number) {
    const message = drawn.get(messageId);
    const item = message && find(message);
    drawn.delete(messageId);
    const [left] = message?.albumId === undefined ? [] : shownWith(chat.messages, message);
    if (left) return redraw(chat, left);
    const separator = item?.previousElementSibling;
    item?.remove();
    if (separator?.matches('.day:last-child, .day:has(+ .day)')) separator.remove();
  }

  /** The element that shows a message, alone or with the others of its album. */
  function find({ id, albumId }: ChatMessage): HTMLElement | undefined {
    const items = [...list.querySelectorAll<HTMLElement>('.message')];
    return items.findLast(({ dataset }) => dataset.id === String(id) || (albumId && dataset.album === albumId));
  }

  function draw(chat: ChatState | undefined, messages: readonly ChatMessage[]): HTMLLIElement {
    for (const message of messages) drawn.set(message.id, message);
    const repliesTo = chat?.messages.find(({ id }) => id === messages[0]?.replyToId);
    return bubble(messages, { repliesTo, botUsername: store.state.bot.username });
  }

  function withDay(
    chat: ChatState | undefined,
    messages: readonly ChatMessage[],
    previous: HTMLElement | undefined,
  ): HTMLLIElement[] {
    const day = dayLabel(messages[0]?.date ?? 0, new Date());
    const item = draw(chat, messages);
    item.dataset.day = day;
    if (previous?.dataset.day === day) return [item];
    return [element('li', { class: 'day' }, element('span', {}, day)), item];
  }
}
