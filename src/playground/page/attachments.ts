import type { ChatMessage } from '../chat-protocol.ts';
import { element, icon } from './element.ts';
import { sizeLabel } from './labels.ts';
import { fileUrl } from './server.ts';

/** A photo that opens when pressed. */
export function photoButton(fileId: string): HTMLElement {
  const image = element('img', { src: fileUrl(fileId), alt: '', loading: 'lazy', decoding: 'async' });
  return element(
    'button',
    { type: 'button', class: 'photo', 'data-photo': fileUrl(fileId), 'aria-label': 'Open photo' },
    image,
  );
}

/** A file to download: its name and size. */
export function documentRow({ fileId, fileName, size }: NonNullable<ChatMessage['document']>): HTMLElement {
  return element(
    'a',
    { class: 'document', href: fileUrl(fileId), download: fileName },
    element('span', { class: 'document-icon' }, icon('download')),
    element(
      'span',
      { class: 'document-about' },
      element('span', { class: 'document-name', dir: 'auto' }, fileName),
      element('span', { class: 'document-size' }, sizeLabel(size)),
    ),
  );
}
