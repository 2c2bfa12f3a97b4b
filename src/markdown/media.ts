import type { DocumentBuilder } from './document-builder.ts';
import { isBlockLevel } from './elements.ts';
import type { Attributes } from './frame.ts';
import { placedAt } from './place.ts';
import { safeUrl } from './safe-url.ts';

/** Elements whose content is for those who cannot show them. */
export const FALLBACK: ReadonlySet<string> = new Set(['iframe', 'video', 'audio', 'object']);
const MEDIA = new Set([...FALLBACK, 'embed', 'source', 'tg-document']);

/** Adds an image; one whose address may not be kept leaves its alternative text. Lazy ones keep it in `data-src`. */
export function addImage(builder: DocumentBuilder, attributes: Attributes, alt: string): void {
  const url =
    safeUrl(attributes.src ?? '') ??
    safeUrl(attributes['data-src'] ?? '') ??
    safeUrl(/^\s*(\S+)/.exec(attributes.srcset ?? '')?.[1] ?? '');
  const words = alt.replace(/\s+/g, ' ').trim();
  builder.inline(
    url === undefined ? { type: 'text', text: words } : { type: 'image', url, alt: words, ...placedAt(builder.line()) },
  );
}

/** Links what a page embeds, if `name` is such an element: its first address, and nothing of what stands in for it. */
export function addMedia(builder: DocumentBuilder, name: string, attributes: Attributes): boolean {
  if (!MEDIA.has(name)) return false;
  const url = safeUrl(attributes.src ?? '') ?? safeUrl(attributes['data-src'] ?? '') ?? safeUrl(attributes.data ?? '');
  const title = attributes.title?.trim() ?? '';
  const block = isBlockLevel(name);
  if (block) builder.open('div');
  if (url !== undefined) addLink(builder, url, title);
  // A frame is never passed over, whatever it would have shown.
  else if (name === 'iframe')
    builder.inline(title === '' ? { type: 'code', text: '<iframe>' } : { type: 'text', text: title });
  if (block) builder.open('div');
  // A source stands inside the element that it is for; the ones after it are the same in other formats.
  if (name === 'source' ? url !== undefined : FALLBACK.has(name) && (url !== undefined || name === 'iframe'))
    builder.open('media');
  return true;
}

/** Links the place a map shows. */
export function addMap(builder: DocumentBuilder, { lat = '', long = '' }: Attributes): void {
  if (![lat, long].every((degrees) => /^-?\d+(\.\d+)?$/.test(degrees))) return;
  builder.open('div');
  addLink(builder, `https://www.openstreetmap.org/?mlat=${lat}&mlon=${long}`, `${lat}, ${long}`);
  builder.open('div');
}

function addLink(builder: DocumentBuilder, url: string, title: string): void {
  builder.inline({ type: 'link', url, children: [{ type: 'text', text: title || url }], ...placedAt(builder.line()) });
}
