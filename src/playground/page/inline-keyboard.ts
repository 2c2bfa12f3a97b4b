import type { InlineKeyboardButton, RichMessageButton } from 'grammy/types';
import { element, icon } from './element.ts';
import { safeHref } from './links.ts';

/** A button under a message, or one within a rich message, whose label is plain text by then. */
export type KeyButton =
  | InlineKeyboardButton
  | (RichMessageButton extends infer Button ? Omit<Button, 'text'> & { text: string } : never);

/** Draws the buttons under a message. Presses are taken by the message list, which reads the `data-` attributes. */
export function inlineKeyboard(rows: readonly (readonly InlineKeyboardButton[])[]): HTMLElement {
  const drawn = rows.map((row) => element('div', { class: 'keyboard-row' }, ...row.map(keyButton)));
  return element('div', { class: 'keyboard', role: 'group', 'aria-label': 'Message buttons' }, ...drawn);
}

/** One button of a message, of any kind. */
export function keyButton(button: KeyButton): HTMLElement {
  const style = button.style ? `key key-${button.style}` : 'key';
  const label = element('span', { class: 'key-label', dir: 'auto' }, button.text);
  if ('callback_data' in button) {
    const spinner = element('span', { class: 'key-spinner', 'aria-hidden': 'true' });
    return element('button', { type: 'button', class: style, 'data-callback': button.callback_data }, label, spinner);
  }
  const href = 'url' in button ? safeHref(button.url) : undefined;
  if (href) {
    return element(
      'a',
      { class: style, href, target: '_blank', rel: 'noopener noreferrer', title: href },
      label,
      icon('outward'),
    );
  }
  if ('copy_text' in button) {
    return element('button', { type: 'button', class: style, 'data-copy': button.copy_text.text }, label, icon('copy'));
  }
  const query = inlineQuery(button);
  if (query !== undefined) {
    return element('button', { type: 'button', class: style, 'data-inline': query }, label, icon('forward'));
  }
  const title = 'The playground does not imitate this kind of button.';
  return element('button', { type: 'button', class: style, disabled: true, title }, label);
}

/** What a button wants to be looked for with the bot; a chat to do it in is not chosen: there is only the bot's. */
function inlineQuery(button: KeyButton): string | undefined {
  if ('switch_inline_query' in button) return button.switch_inline_query;
  if ('switch_inline_query_current_chat' in button) return button.switch_inline_query_current_chat;
  if ('switch_inline_query_chosen_chat' in button) return button.switch_inline_query_chosen_chat.query ?? '';
  return undefined;
}

/** Puts the focus back where it was after a keyboard has been redrawn: the same label, else the same place. */
export function restoreKeyFocus(before: HTMLElement, focused: Element | null, after: HTMLElement): void {
  if (!focused?.classList.contains('key') || !before.contains(focused)) return;
  const keys = [...after.querySelectorAll<HTMLElement>('.key')];
  const index = [...before.querySelectorAll('.key')].indexOf(focused);
  const same = keys.find((candidate) => candidate.textContent === focused.textContent);
  (same ?? keys[index] ?? keys.at(-1))?.focus({ preventScroll: true });
}

/** Moves the focus between the buttons of a keyboard by arrow key; tells whether the key was one. */
export function moveInKeyboard(focused: HTMLElement, arrow: string): boolean {
  const row = focused.parentElement;
  const column = row ? [...row.children].indexOf(focused) : -1;
  const beside = { ArrowLeft: focused.previousElementSibling, ArrowRight: focused.nextElementSibling }[arrow];
  const near = { ArrowUp: row?.previousElementSibling, ArrowDown: row?.nextElementSibling }[arrow];
  const target = beside ?? near?.children[Math.min(column, near.children.length - 1)];
  if (target instanceof HTMLElement) target.focus();
  return arrow.startsWith('Arrow');
}
