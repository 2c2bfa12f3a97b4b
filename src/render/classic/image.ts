import { FormattedString } from '@grammyjs/parse-mode';
import type { Cover } from '../../catalog/article.ts';
import type { Inline } from '../../markdown/document.ts';
import { cutText } from '../cut.ts';
import { isPhoto } from '../photo.ts';
import type { Context } from './context.ts';
import { isAddress } from './link.ts';

export type Image = Inline & { readonly type: 'image' };

export interface ImageMark {
  readonly text: string;
  readonly url?: string;
}

// Less than a caption may hold, so that the text that stands in for an album of ten fits a message.
const CAPTION_LENGTH = 400;

/** How a picture is named in the text, and where it can be seen. */
export function imageMark(image: Image, context: Context): ImageMark {
  const text = `🖼 ${imageName(image, context)}`;
  const url = imageAddress(image.url, context) ?? context.siteUrl;
  return url === undefined ? { text } : { text, url };
}

function imageAddress(url: string, context: Context): string | undefined {
  if (/^https?:/i.test(url)) return isAddress(url) ? url : undefined;
  const resolved = context.resolveImage(url);
  return (resolved?.kind === 'url' ? resolved.url : undefined) ?? context.resolveLink(url);
}

/** Puts a picture among the photos to send; false when Telegram takes it for none, or there are enough. */
export function sendAsPhoto(image: Image, context: Context): boolean {
  const photo = context.photosLeft > 0 ? pictureOf(image.url, context) : undefined;
  if (photo === undefined || !isPhoto(photo)) return false;
  context.photosLeft -= 1;
  const { text, url } = imageMark(image, context);
  const name = cutText(text, CAPTION_LENGTH);
  context.photos.push({
    kind: 'photo',
    photo,
    caption: new FormattedString(cutText(image.alt, CAPTION_LENGTH)),
    fallback: url === undefined ? new FormattedString(name) : FormattedString.link(name, url),
  });
  return true;
}

/** Whether a caption below the picture says all that is said about it. */
export function fitsCaption(image: Image): boolean {
  return image.alt.length <= CAPTION_LENGTH;
}

function pictureOf(url: string, context: Context): Cover | undefined {
  if (/^https?:/i.test(url)) return isAddress(url) ? { kind: 'url', url } : undefined;
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? undefined : context.resolveImage(url);
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
