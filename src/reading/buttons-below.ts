import { groupPhotos } from '../render/classic/gallery.ts';
import type { Keyboard, PageMessage, PhotoMessage } from '../render/message.ts';

/** The messages of a page with its buttons on the last one. An album takes none, so its last picture comes by itself then. */
export function withButtons(messages: readonly PageMessage[], keyboard: Keyboard): readonly PageMessage[] {
  const parted = partLastAlbum(messages);
  const last = parted.at(-1);
  if (last === undefined || last.kind === 'album') return parted;
  return [...parted.slice(0, -1), { ...last, keyboard }];
}

function partLastAlbum(messages: readonly PageMessage[]): readonly PageMessage[] {
  const last = messages.at(-1);
  if (last?.kind !== 'album') return messages;
  const photos = last.photos.map((photo): PhotoMessage => ({ kind: 'photo', ...photo }));
  return [...messages.slice(0, -1), ...groupPhotos(photos.slice(0, -1)), ...photos.slice(-1)];
}
