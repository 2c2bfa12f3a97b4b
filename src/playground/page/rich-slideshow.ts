import type { RichBlock, RichBlockSlideshow } from 'grammy/types';
import { element, icon } from './element.ts';
import { caption } from './rich-caption.ts';

/** Pictures one at a time, to swipe or to turn by buttons. */
export function slideshow(
  { blocks, caption: words }: RichBlockSlideshow,
  draw: (blocks: readonly RichBlock[]) => Node[],
): HTMLElement {
  const slides = element(
    'div',
    { class: 'slides', tabindex: '0', role: 'region', 'aria-label': 'Slides' },
    ...draw(blocks).map((slide) => element('div', { class: 'slide' }, slide)),
  );
  const count = element('span', { class: 'slide-count', role: 'status' });
  const back = turner(-1, 'Previous slide');
  const on = turner(1, 'Next slide');

  // Right-to-left, the way on leads to negative positions.
  const shown = () => Math.round(Math.abs(slides.scrollLeft) / Math.max(1, slides.clientWidth));
  const update = () => {
    const index = shown();
    count.textContent = `${index + 1} / ${blocks.length}`;
    back.disabled = index === 0;
    on.disabled = index === blocks.length - 1;
  };
  slides.addEventListener('scroll', update, { passive: true });
  update();
  return element(
    'figure',
    { class: 'media' },
    element('div', { class: 'slideshow', role: 'group', 'aria-label': 'Slideshow' }, slides, back, on, count),
    caption(words),
  );

  function turner(steps: number, label: string) {
    const side = steps < 0 ? 'slide-back' : 'slide-on';
    const button = element(
      'button',
      { type: 'button', class: `slide-turn ${side}`, 'aria-label': label },
      icon('back'),
    );
    button.addEventListener('click', () => slides.children[shown() + steps]?.scrollIntoView(NEARBY));
    return button;
  }
}

const NEARBY: ScrollIntoViewOptions = { block: 'nearest', inline: 'start' };
