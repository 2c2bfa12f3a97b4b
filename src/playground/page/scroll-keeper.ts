import { byId } from './element.ts';

const NEAR_END_PX = 48;

export interface ScrollKeeper {
  /** Goes to the newest message and stays there as more arrive. */
  toEnd(): void;
  /** Goes back up to an element, if it is above what is in view. */
  backTo(start: HTMLElement): void;
  /** A message was added below: counts it for a reader who is further up. */
  noteNew(): void;
  /** A message to read from its top was added below: shows where it begins, unless the reader is further up. */
  noteArticle(message: HTMLElement): void;
  /** Redraws a message without moving what the reader looks at. */
  keepPlace(message: HTMLElement, redraw: () => HTMLElement): void;
}

/**
 * Follows the end of the conversation only while the reader is there. Everything that can change the height (messages,
 * photos, the window) is seen by one ResizeObserver, so a burst of messages costs one scroll per frame.
 */
export function createScrollKeeper(): ScrollKeeper {
  const scroller = byId('scroller');
  const button = byId('to-end');
  const count = byId('to-end-count');
  let following = true;
  let missed = 0;
  let lastTop = 0;

  const show = () => {
    button.hidden = following;
    count.textContent = missed > 0 ? String(missed) : '';
    button.setAttribute(
      'aria-label',
      missed > 0 ? `${missed} new messages, go to the newest` : 'Go to the newest message',
    );
  };
  const toEnd = () => {
    following = true;
    missed = 0;
    scroller.scrollTop = scroller.scrollHeight;
    lastTop = scroller.scrollTop;
    show();
  };

  scroller.addEventListener('scroll', () => {
    const nearEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    // The event comes late: in a burst the end has moved on by then. Only a move upwards is the reader's wish to stay.
    if (nearEnd || scroller.scrollTop < lastTop) following = nearEnd;
    lastTop = scroller.scrollTop;
    if (following) missed = 0;
    show();
  });
  button.addEventListener('click', toEnd);
  const observer = new ResizeObserver(() => following && toEnd());
  observer.observe(scroller);
  observer.observe(byId('messages'));

  const backTo = (start: HTMLElement) => {
    const above = start.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    if (above >= 0) return;
    following = false;
    scroller.scrollTop += above;
    lastTop = scroller.scrollTop;
    show();
  };
  const noteNew = () => {
    if (following) return;
    missed += 1;
    show();
  };

  return {
    toEnd,
    backTo,
    noteNew,
    noteArticle(message) {
      if (!following) return noteNew();
      toEnd();
      backTo(message);
    },
    keepPlace(message, redraw) {
      const top = scroller.getBoundingClientRect().top;
      const before = message.getBoundingClientRect();
      const after = redraw().getBoundingClientRect();
      // What grows or shrinks above the fold would push the text under the reader's eyes: hold its lower edge.
      if (following) toEnd();
      else if (before.top < top) scroller.scrollTop += after.bottom - before.bottom;
    },
  };
}
