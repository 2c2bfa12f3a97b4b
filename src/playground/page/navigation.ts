import { byId } from './element.ts';
import type { Store } from './store.ts';

const ONE_COLUMN = '(max-width: 700px)'; // as in layout.css

/** The open chat is the address's fragment (`#mia`), so that back and reload work as anywhere on the web. */
export function followAddress(store: Store): void {
  const open = () => {
    const username = decodeURIComponent(location.hash.slice(1));
    const chat = store.state.chats.find(({ persona }) => persona.username === username);
    if (chat?.persona.id !== store.active?.persona.id) store.open(chat?.persona.id);
    if (chat) focusChat();
  };

  addEventListener('hashchange', open);
  byId('back').addEventListener('click', () => {
    location.hash = '';
    document.querySelector<HTMLElement>('.chat')?.focus();
  });
  store.subscribe(({ type }) => {
    if (type !== 'reset' || store.active) return;
    const first = store.state.chats[0]?.persona.username;
    if (location.hash.length < 2 && first && !matchMedia(ONE_COLUMN).matches)
      history.replaceState(null, '', `#${first}`);
    open();
  });
  // Letters typed anywhere go to the text field, as in Telegram on a desktop.
  document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey, target }) => {
    const busy =
      ctrlKey || metaKey || altKey || key.length > 1 || key === ' ' || document.querySelector('dialog[open]');
    if (busy || (target instanceof Element && target.closest('#text, #menu'))) return;
    byId('text').focus();
  });
}

function focusChat(): void {
  // On a phone the focus would bring up the keyboard over the messages.
  if (matchMedia('(pointer: coarse)').matches) return;
  const fields = ['start', 'unblock', 'text'].map(byId);
  fields.find((field) => field.checkVisibility())?.focus();
}
