import type { Cover } from '../catalog/article.ts';

/** Whether Telegram takes the picture as a photo, judged by its name. Drawings (SVG) and animations it does not. */
export function isPhoto(picture: Cover): boolean {
  const name = picture.kind === 'file' ? picture.path : picture.url.replace(/[?#].*$/s, '');
  return /\.(?:png|jpe?g|webp)$/i.test(name);
}
