import type {
  PhotoSize,
  RichBlockAnimation,
  RichBlockCaption,
  RichBlockDocument,
  RichBlockMap,
  RichBlockPhoto,
  RichBlockVideo,
} from 'grammy/types';
import { documentRow } from './attachments.ts';
import { element } from './element.ts';
import { plainWords } from './plain-words.ts';
import { caption } from './rich-caption.ts';
import { fileUrl } from './server.ts';
import { textLink } from './text-parts.ts';

const CALM = '(prefers-reduced-motion: reduce)';

/** A picture at its place in the text; pressing opens it. */
export function photo(block: RichBlockPhoto): HTMLElement {
  const largest = block.photo.reduce<PhotoSize | undefined>(
    (best, size) => (best !== undefined && best.width >= size.width ? best : size),
    undefined,
  );
  if (largest === undefined) return media(element('span', { class: 'missing' }, 'A picture without a file'), block);
  return media(picture(fileUrl(largest.file_id), largest, block.caption), block);
}

/** A short film without sound, which plays by itself unless the reader wants things calm; a GIF is a picture. */
export function animation(block: RichBlockAnimation): HTMLElement {
  const { file_id, mime_type, width, height } = block.animation;
  if (mime_type?.startsWith('image/')) return media(picture(fileUrl(file_id), block.animation, block.caption), block);
  const calm = matchMedia(CALM).matches;
  const film = element('video', {
    src: fileUrl(file_id),
    ...measures(width, height),
    ...{ muted: true, loop: true, playsinline: true, autoplay: !calm, controls: calm, preload: 'metadata' },
    'aria-label': label('Animation', block.caption),
  });
  // The attribute alone does not silence a film that scripts make, and only silent ones may start by themselves.
  film.muted = true;
  return media(film, block);
}

export function video(block: RichBlockVideo): HTMLElement {
  const { file_id, width, height } = block.video;
  const attributes = { controls: true, playsinline: true, preload: 'metadata', ...measures(width, height) };
  const name = label('Video', block.caption);
  return media(element('video', { src: fileUrl(file_id), ...attributes, 'aria-label': name }), block);
}

/** Music or a voice note. */
export function audio(fileId: string, words: RichBlockCaption | undefined): HTMLElement {
  const attributes = { controls: true, preload: 'none', 'aria-label': label('Audio', words) };
  return element('figure', {}, element('audio', { src: fileUrl(fileId), ...attributes }), caption(words));
}

export function documentFile({ document: file, caption: words }: RichBlockDocument): HTMLElement {
  const row = documentRow({
    fileId: file.file_id,
    fileName: file.file_name ?? 'File',
    size: file.file_size ?? 0,
  });
  return element('figure', {}, row, caption(words));
}

/** A place on the map: where it is, with a link, since the page loads nothing from elsewhere but pictures. */
export function map({ location: { latitude, longitude }, zoom, caption: words }: RichBlockMap): HTMLElement {
  const where = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=${zoom}/${latitude}/${longitude}`;
  const link = textLink(address, [document.createTextNode(`📍 ${where}`)]);
  return element('figure', { class: 'media' }, element('div', { class: 'map' }, link), caption(words));
}

function media(shown: HTMLElement, block: { caption?: RichBlockCaption; has_spoiler?: true }): HTMLElement {
  const cover =
    block.has_spoiler &&
    element('button', { type: 'button', class: 'media-cover', 'aria-label': 'Hidden picture, press to reveal' });
  return element(
    'figure',
    { class: 'media' },
    element('div', { class: 'frame' }, shown, cover),
    caption(block.caption),
  );
}

function picture(
  address: string,
  { width, height }: { width: number; height: number },
  words: RichBlockCaption | undefined,
): HTMLElement {
  const alt = words === undefined ? '' : plainWords(words.text);
  const image = element('img', {
    src: address,
    alt,
    loading: 'lazy',
    decoding: 'async',
    ...measures(width, height),
  });
  const name = label('Open photo', words);
  return element('button', { type: 'button', class: 'picture', 'data-photo': address, 'aria-label': name }, image);
}

/** The space a picture will take, so that the text does not move when it comes. */
function measures(width: number, height: number) {
  return width > 0 && height > 0 ? { width: String(width), height: String(height) } : {};
}

function label(kind: string, words: RichBlockCaption | undefined): string {
  return words === undefined ? kind : `${kind}: ${plainWords(words.text)}`;
}
