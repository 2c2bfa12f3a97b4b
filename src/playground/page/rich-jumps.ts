import { byId } from './element.ts';
import { toggleQuote } from './quote.ts';

const POINTED_MS = 1_600;
const CALM = '(prefers-reduced-motion: reduce)';
const BLOCKS = '.blocks > *, tr';

/** Goes to an anchor of the message that `link` is in; an empty name is the top of it. */
export function jumpToAnchor(link: Element, name: string): void {
  const message = link.closest('.rich');
  if (!message) return;
  const places = [...message.querySelectorAll<HTMLElement>('[data-anchor], [data-reference]')];
  const place = places.find(({ dataset }) => (dataset.anchor ?? dataset.reference) === name);
  if (name === '') goTo(message.firstElementChild ?? message);
  else if (place) goTo(place);
}

/** Shows the footnote that `link` names over the conversation, with a way to its place in the message. */
export function showFootnote(link: Element, name: string): void {
  const note = [...(link.closest('.rich')?.querySelectorAll<HTMLElement>('[data-reference]') ?? [])].find(
    ({ dataset }) => dataset.reference === name,
  );
  if (!note) return;
  const sheet = byId('footnote');
  const words = byId('footnote-text');
  words.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
  words.dir = getComputedStyle(note).direction;
  byId('footnote-show').onclick = () => {
    sheet.hidePopover();
    goTo(note);
  };
  const { left, width } = byId('scroller').getBoundingClientRect();
  sheet.style.setProperty('--middle', `${left + width / 2}px`);
  sheet.style.setProperty('--room', `${width}px`);
  sheet.showPopover();
  words.focus();
}

function goTo(target: Element): void {
  for (let folded = target.closest('details:not([open])'); folded; ) {
    folded.setAttribute('open', '');
    folded = folded.parentElement?.closest('details:not([open])') ?? null;
  }
  const quote = target.closest('.folded')?.querySelector<HTMLElement>('.quote-toggle');
  if (quote) toggleQuote(quote);

  const block = target.matches('.anchor') ? blockOf(target) : (target.closest(BLOCKS) ?? target);
  const behavior = matchMedia(CALM).matches ? 'auto' : 'smooth';
  block.scrollIntoView({ block: 'start', behavior });
  if (target instanceof HTMLElement) {
    // From here the keyboard goes on, whether or not the target can hold the focus by itself.
    if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
  block.classList.add('pointed');
  setTimeout(() => block.classList.remove('pointed'), POINTED_MS);
}

/** An anchor is empty: what it marks is the block it stands in, or the next one. */
function blockOf(anchor: Element): Element {
  if (!anchor.matches(BLOCKS)) return anchor.closest(BLOCKS) ?? anchor;
  let next: Element | null = anchor;
  while (next?.matches('.anchor')) next = next.nextElementSibling;
  return next ?? anchor;
}
