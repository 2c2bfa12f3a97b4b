import type { RichBlock, RichBlockCollage } from 'grammy/types';
import { element } from './element.ts';
import { mosaicPlaces } from './mosaic.ts';
import { caption } from './rich-caption.ts';

/** Pictures close together as one. */
export function collage(
  { blocks, caption: words }: RichBlockCollage,
  draw: (blocks: readonly RichBlock[]) => Node[],
): HTMLElement {
  const places = mosaicPlaces(blocks.length);
  const tiles = draw(blocks).map((tile, index) => element('div', { class: `tile of-${places[index]}` }, tile));
  return element(
    'figure',
    { class: 'media' },
    element('div', { class: 'mosaic', role: 'group', 'aria-label': `Collage of ${blocks.length}` }, ...tiles),
    caption(words),
  );
}
