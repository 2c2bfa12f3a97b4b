import { element } from './element.ts';
import { safeHref } from './links.ts';

/** A link in a message's text; only its text where the address is none a page may follow. */
export function textLink(address: string, inside: readonly Node[]): HTMLElement {
  const href = safeHref(address);
  if (!href) return element('span', {}, ...inside);
  return element(
    'a',
    { class: 'text-link', href, target: '_blank', rel: 'noopener noreferrer', title: href },
    ...inside,
  );
}

/** A link to a mail address. */
export function mailLink(address: string, inside: readonly Node[]): HTMLElement {
  return textLink(`mailto:${address}`, inside);
}

/** A link to a phone number, written in any way. */
export function phoneLink(number: string, inside: readonly Node[]): HTMLElement {
  return textLink(`tel:${number.replace(/[^+\d]/g, '')}`, inside);
}

/** A link to the profile of a user or bot, with or without the leading `@`. */
export function mentionLink(username: string, inside: readonly Node[]): HTMLElement {
  return textLink(`https://t.me/${username.replace(/^@/, '')}`, inside);
}

/** A command that is sent when pressed. */
export function commandLink(command: string, inside: readonly Node[]): HTMLElement {
  return element('button', { type: 'button', class: 'text-link', 'data-send': command }, ...inside);
}

/** Coloured as a link is, but leading nowhere: a hashtag, a name without a profile. */
export function tag(inside: readonly Node[]): HTMLElement {
  return element('span', { class: 'tag' }, ...inside);
}

/** Text that is covered until somebody presses on it. */
export function spoiler(inside: readonly Node[]): HTMLElement {
  return element(
    'span',
    { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Hidden text, press to reveal' },
    element('span', { class: 'spoiler-text' }, ...inside),
  );
}
