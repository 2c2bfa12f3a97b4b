import type { ChatState } from '../chat-protocol.ts';
import { summary } from './bubble.ts';
import { avatar, byId, element } from './element.ts';
import { stampLabel } from './labels.ts';
import type { Store } from './store.ts';

/** Shows who one can be, with the last message and the number of unread ones, and opens a chat by its address. */
export function showChatList(store: Store): void {
  const list = byId('chats');
  const title = document.title;

  store.subscribe(() => {
    const fresh = store.state.chats.map((chat) => row(store, chat));
    const known = fresh.map(({ id }) => document.getElementById(id));
    if (list.childElementCount !== fresh.length || known.includes(null)) {
      list.replaceChildren(...fresh.map((link) => element('li', {}, link)));
    } else {
      for (const [index, link] of fresh.entries()) renew(known[index] ?? link, link);
    }
    const unread = store.state.chats.reduce((sum, chat) => sum + store.unread(chat), 0);
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
  });

  list.addEventListener('keydown', (press) => {
    const links = [...list.querySelectorAll<HTMLElement>('.chat')];
    const index = links.indexOf(press.target as HTMLElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: links.length - 1 }[press.key];
    if (next === undefined || index < 0) return;
    press.preventDefault();
    links[next]?.focus();
  });
}

/** Makes a row like a fresh one; the link stays, and with it the focus. */
function renew(link: HTMLElement, fresh: HTMLElement): void {
  if (link.isEqualNode(fresh)) return;
  link.ariaCurrent = fresh.ariaCurrent;
  link.replaceChildren(...fresh.childNodes);
}

function row(store: Store, chat: ChatState): HTMLAnchorElement {
  const { persona, messages } = chat;
  const last = messages.at(-1);
  const unread = store.unread(chat);
  const open = store.active?.persona.id === persona.id;
  return element(
    'a',
    { class: 'chat', id: `chat-${persona.id}`, href: `#${persona.username}`, 'aria-current': open && 'true' },
    avatar(persona.id, persona.firstName),
    element(
      'span',
      { class: 'chat-about' },
      element(
        'span',
        { class: 'chat-line' },
        element('span', { class: 'chat-name', dir: 'auto' }, persona.firstName),
        persona.role === 'author' && element('span', { class: 'role' }, 'author'),
        last && element('time', { class: 'chat-time' }, stampLabel(last.date, new Date())),
      ),
      element(
        'span',
        { class: 'chat-line' },
        preview(store, chat),
        unread > 0 &&
          element('span', { class: 'badge', role: 'img', 'aria-label': `${unread} unread` }, String(unread)),
      ),
    ),
  );
}

function preview(store: Store, { persona, blocked, messages }: ChatState): HTMLElement {
  const last = messages.at(-1);
  if (store.isTyping(persona.id)) return element('span', { class: 'chat-preview typing' }, 'typing…');
  if (blocked) return element('span', { class: 'chat-preview' }, 'Has blocked the bot');
  if (!last) return element('span', { class: 'chat-preview' }, 'Has not started the bot');
  const who = last.from === 'person' && element('span', { class: 'chat-who' }, `${persona.firstName}: `);
  return element('span', { class: 'chat-preview', dir: 'auto' }, who, summary(last));
}
