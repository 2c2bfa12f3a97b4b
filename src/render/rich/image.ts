import type { InputRichBlock } from 'grammy/types';
import type { Cover } from '../../catalog/article.ts';
import type { Inline } from '../../markdown/document.ts';
import { isVisible } from '../formatted.ts';
import { isPhoto } from '../photo.ts';
import type { Context } from './context.ts';
import type { Place } from './inline.ts';
import { isLinkable, linkTo, linkToAddress } from './link.ts';
import { cleaned, type Run, wrap } from './run.ts';

export type Image = Inline & { readonly type: 'image' };

/** A picture as a block of its own. */
export type MediaBlock = InputRichBlock & { readonly type: 'photo' | 'animation' };

/**
 * The picture as a block, with its alternative text below, which leads where the link around it led. `undefined` for
 * one that Telegram does not show, and when the message holds enough of them.
 */
export function mediaBlock(image: Image, context: Context, href: string | undefined): MediaBlock | undefined {
  const cover = coverOf(image, context);
  if (cover === undefined || context.mediaLeft <= 0) return undefined;
  const isAnimation = /\.gif$/i.test(nameOf(cover));
  if (!isAnimation && !isPhoto(cover)) return undefined;
  context.mediaLeft -= 1;
  const media = mediaOf(cover, context);
  const run = captionOf(image, context, href);
  const caption = run === undefined ? {} : { caption: { text: run } };
  return isAnimation
    ? { type: 'animation', animation: { type: 'animation', media }, ...caption }
    : { type: 'photo', photo: { type: 'photo', media }, ...caption };
}

/** A picture's name as text, linked to where it can be seen. */
export function imageMark(image: Image, context: Context, place: Place): Run {
  const mark = [`🖼 ${imageName(image, context)}`];
  if (place.linked === true || place.room < 1) return mark;
  const found = context.resolveImage(image.url);
  const link = (found?.kind === 'url' ? linkToAddress(found.url) : undefined) ?? linkTo(image.url, context);
  return link === undefined ? mark : wrap(mark, link);
}

function captionOf(image: Image, context: Context, href: string | undefined) {
  const link = href === undefined ? undefined : linkTo(href, context);
  const alt = cleaned(image.alt).trim();
  if (link !== undefined) return link(isVisible(alt) ? alt : `🖼 ${imageName(image, context)}`);
  return isVisible(alt) ? alt : undefined;
}

function coverOf(image: Image, context: Context): Cover | undefined {
  const found = context.resolveImage(image.url) ?? { kind: 'url', url: image.url };
  if (found.kind === 'file') return found;
  return !context.withoutMedia && /^https?:/i.test(found.url) && isLinkable(found.url) ? found : undefined;
}

function mediaOf(cover: Cover, context: Context): string {
  if (cover.kind === 'url') return cover.url;
  const place = context.files.get(cover.path) ?? context.files.size;
  context.files.set(cover.path, place);
  return `attach://${place}`;
}

function imageName(image: Image, context: Context): string {
  const alt = cleaned(image.alt).trim();
  if (isVisible(alt)) return alt;
  const file = /^data:/i.test(image.url)
    ? ''
    : (image.url
        .replace(/[?#].*$/s, '')
        .split('/')
        .at(-1) ?? '');
  const name = cleaned(decoded(file.replace(/\.\w+$/, '')));
  return isVisible(name) ? name : context.words.text('reading-image');
}

function nameOf(cover: Cover): string {
  return cover.kind === 'file' ? cover.path : cover.url.replace(/[?#].*$/s, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % is part of the name.
    return text;
  }
}
