import { ALBUM_SIZE } from '../../telegram/limits.ts';
import { joinFormatted } from '../formatted.ts';
import type { AlbumMessage, PhotoMessage } from '../message.ts';

/**
 * Pictures that follow one another as albums of up to ten; a single one stays a photo. Files and addresses are kept
 * apart: an address that Telegram cannot fetch spoils its album, and the files shall not suffer from it.
 */
export function groupPhotos(photos: readonly PhotoMessage[]): (PhotoMessage | AlbumMessage)[] {
  const groups: PhotoMessage[][] = [];
  for (const photo of photos) {
    const group = groups.at(-1);
    if (group !== undefined && group.length < ALBUM_SIZE.max && group[0]?.photo.kind === photo.photo.kind) {
      group.push(photo);
    } else {
      groups.push([photo]);
    }
  }
  return groups.map(asMessage);
}

function asMessage(group: readonly PhotoMessage[]): PhotoMessage | AlbumMessage {
  const [first] = group;
  if (first !== undefined && group.length < ALBUM_SIZE.min) return first;
  return {
    kind: 'album',
    photos: group.map(({ kind: _kind, keyboard: _keyboard, ...photo }) => photo),
    fallback: joinFormatted(
      group.map(({ caption, fallback }) => fallback ?? caption),
      '\n',
    ),
  };
}
