import { byId, element } from './element.ts';

const SHOWN_MS = 5_000;

export interface Toasts {
  /** A line that goes away by itself. */
  show(text: string): void;
  /** A notice that stays until it is closed. */
  alert(title: string, text: string): void;
}

/** Short notices over the chat, as Telegram shows answers to buttons. */
export function createToasts(): Toasts {
  const place = byId('toast');
  const dialog = byId('alert') as HTMLDialogElement;
  let hide: ReturnType<typeof setTimeout> | undefined;

  return {
    show(text) {
      clearTimeout(hide);
      place.replaceChildren(element('p', { dir: 'auto' }, text));
      hide = setTimeout(() => place.replaceChildren(), SHOWN_MS);
    },
    alert(title, text) {
      byId('alert-title').textContent = title;
      byId('alert-text').textContent = text;
      if (!dialog.open) dialog.showModal();
    },
  };
}
