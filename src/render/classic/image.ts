import { FormattedString } from '@grammyjs/parse-mode';
import type { Inline } from '../../markdown/document.ts';
import { CAPTION_LIMIT } from '../../telegram/limits.ts';
import { cutText } from '../cut.ts';
import { isPhoto } from '../photo.ts';
import type { Context } from './context.ts';
import { isAddress } from './link.ts';

export type Image = Inline & { readonly type: 'image' };

/** How a picture is named in the text, and where it can be seen. */
export function imageMark(image: Image, context: Context): { readonly text: string; readonly url?: string } {
  const text = `🖼 ${imageName(image, context)}`;
  if (/^https?:/i.test(image.url)) return isAddress(image.url) ? { text, url: image.url } : { text };
  const resolved = context.resolveImage(image.url);
  const url = (resolved?.kind === 'url' ? resolved.url : undefined) ?? context.resolveLink(image.url);
  return url === undefined ? { text } : { text, url };
}

/** Puts a picture of the article's own among the photos to send; false when it is none, or there are enough. */
export function sendAsPhoto(image: Image, context: Context): boolean {
  if (/^[a-z][a-z0-9+.-]*:/i.test(image.url) || context.photosLeft <= 0) return false;
  const photo = context.resolveImage(image.url);
  if (photo === undefined || !isPhoto(photo)) return false;
  context.photosLeft -= 1;
  context.photos.push({ kind: 'photo', photo, caption: new FormattedString(cutText(image.alt, CAPTION_LIMIT)) });
  return true;
}

function imageName(image: Image, context: Context): string {
  if (image.alt !== '') return image.alt;
  const file =
    image.url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '') ?? '';
  return decoded(file) || context.words.text('reading-image');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % is part of the name.
    return text;
  }
}
