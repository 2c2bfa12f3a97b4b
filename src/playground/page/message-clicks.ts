import type { Actions } from './actions.ts';
import type { Composer } from './composer.ts';
import { byId, element } from './element.ts';
import { moveInKeyboard } from './inline-keyboard.ts';
import { deepLinkText } from './links.ts';
import { toggleQuote } from './quote.ts';
import { jumpToAnchor, showFootnote } from './rich-jumps.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

const ANSWER_MS = 15_000; // about when Telegram's clients give up on a callback query

interface Deps {
  readonly store: Store;
  readonly actions: Actions;
  readonly composer: Composer;
  readonly toasts: Toasts;
}

/** Gives life to what messages hold: buttons, commands, links, spoilers, quotes, photos, footnotes. */
export function listenToMessages({ store, actions, composer, toasts }: Deps): void {
  const list = byId('messages');
  // The answer names only the chat, so it belongs to the button that has waited longest there.
  const waiting: { chatId: number; button: HTMLElement; timer: ReturnType<typeof setTimeout> }[] = [];

  const take = (click: Event) => {
    const target = (click.target as Element).closest<HTMLElement>('a, button, .spoiler');
    if (!target) return;
    const { callback, send, copy, photo, jump, inline, toAnchor, toReference } = target.dataset;
    if (callback !== undefined) press(target, callback);
    else if (send !== undefined) void actions.send(send);
    else if (copy !== undefined) void navigator.clipboard.writeText(copy).then(() => toasts.show('Copied.'));
    else if (photo !== undefined) openPhoto(photo);
    else if (jump !== undefined) jumpTo(list, jump);
    else if (inline !== undefined) composer.write(`@${store.state.bot.username} ${inline}`);
    else if (toAnchor !== undefined) jumpToAnchor(target, toAnchor);
    else if (toReference !== undefined) showFootnote(target, toReference);
    else if (target.matches('.media-cover')) target.remove();
    else if (target.matches('.spoiler')) reveal(target);
    else if (target.matches('.quote-toggle')) toggleQuote(target);
    else if (target instanceof HTMLAnchorElement) follow(click, target);
  };
  list.addEventListener('click', take);
  // A footnote is a piece of its message, shown elsewhere.
  byId('footnote').addEventListener('click', take);

  list.addEventListener('keydown', (press) => {
    const target = press.target as HTMLElement;
    if (target.matches('.key') && moveInKeyboard(target, press.key)) press.preventDefault();
    // They look and act as buttons and links without being such elements, so that they can break over lines.
    const acts = target.matches('.spoiler, [role="link"]') && (press.key === 'Enter' || press.key === ' ');
    if (!acts) return;
    press.preventDefault();
    target.click();
  });

  store.subscribe((change) => {
    if (change.type !== 'answer') return;
    settle(waiting.find(({ chatId }) => chatId === change.chatId)?.button);
    if (change.chatId !== store.active?.persona.id || !change.text) return;
    if (change.alert) toasts.alert(store.state.bot.firstName, change.text);
    else toasts.show(change.text);
  });

  function press(button: HTMLElement, data: string) {
    const chatId = store.active?.persona.id;
    const messageId = Number(button.closest<HTMLElement>('.message')?.dataset.id);
    if (chatId === undefined || button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    waiting.push({ chatId, button, timer: setTimeout(() => settle(button), ANSWER_MS) });
    void actions.press(messageId, data).then((taken) => taken || settle(button));
  }

  function settle(button: HTMLElement | undefined) {
    const index = waiting.findIndex((press) => press.button === button);
    for (const { timer } of index < 0 ? [] : waiting.splice(index, 1)) clearTimeout(timer);
    if (button) button.ariaBusy = null;
  }

  function follow(click: Event, link: HTMLAnchorElement) {
    const text = deepLinkText(link.href, store.state.bot.username);
    if (text === undefined) return;
    click.preventDefault();
    if (text) void actions.send(text);
  }
}

function reveal(spoiler: HTMLElement): void {
  for (const hidden of spoiler.closest('.text')?.querySelectorAll('.spoiler') ?? []) {
    hidden.classList.add('revealed');
    for (const name of ['role', 'tabindex', 'aria-label']) hidden.removeAttribute(name);
  }
}

function jumpTo(list: HTMLElement, id: string): void {
  const message = list.querySelector(`.message[data-id="${id}"]`);
  message?.scrollIntoView({ block: 'center' });
  message?.classList.add('pointed-at');
  message?.addEventListener('animationend', () => message.classList.remove('pointed-at'), { once: true });
}

function openPhoto(address: string): void {
  const dialog = byId('viewer') as HTMLDialogElement;
  dialog.onclick = () => dialog.close();
  byId('viewer-photo').replaceChildren(element('img', { src: address, alt: 'Photo' }));
  dialog.showModal();
}
