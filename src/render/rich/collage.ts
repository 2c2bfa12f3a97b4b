import type { InputRichBlock, RichText } from 'grammy/types';
import { ALBUM_SIZE } from '../../telegram/limits.ts';
import { concat, type Run, textOf } from './run.ts';

type Photo = InputRichBlock & { readonly type: 'photo' };

/** Photos that follow one another become collages of even size, up to ten in each, like albums. */
export function gatherPhotos(blocks: readonly InputRichBlock[]): InputRichBlock[] {
  const gathered: InputRichBlock[] = [];
  let photos: Photo[] = [];
  for (const block of blocks) {
    if (block.type === 'photo') {
      photos.push(block);
      continue;
    }
    gathered.push(...collages(photos), block);
    photos = [];
  }
  gathered.push(...collages(photos));
  return gathered;
}

function collages(photos: readonly Photo[]): readonly InputRichBlock[] {
  if (photos.length < ALBUM_SIZE.min) return photos;
  const count = Math.ceil(photos.length / ALBUM_SIZE.max);
  const size = Math.ceil(photos.length / count);
  return Array.from({ length: count }, (_, index) => collage(photos.slice(index * size, (index + 1) * size)));
}

/** Clients show no captions below the single pictures of a collage, so they stand together below it. */
function collage(photos: readonly Photo[]): InputRichBlock {
  const captions = photos.flatMap(({ caption }) => (caption === undefined ? [] : [runOf(caption.text)]));
  const blocks = photos.map(({ type, photo }) => ({ type, photo }));
  if (captions.length === 0) return { type: 'collage', blocks };
  const text = textOf(concat(...captions.flatMap((caption, index) => (index === 0 ? [caption] : [[' · '], caption]))));
  return { type: 'collage', blocks, caption: { text } };
}

function runOf(text: RichText): Run {
  return Array.isArray(text) ? text : [text];
}
