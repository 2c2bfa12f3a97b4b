import type { Document } from './document.ts';
import { eachInline } from './walk.ts';

export interface References {
  readonly links: ReadonlySet<string>;
  readonly images: ReadonlySet<string>;
}

/** The addresses of a document's links and images as they are written there, each once, in the order of the text. */
export function referencesOf(document: Document): References {
  const links = new Set<string>();
  const images = new Set<string>();
  eachInline(document, (inline) => {
    if (inline.type === 'link') links.add(inline.url);
    else if (inline.type === 'image') images.add(inline.url);
  });
  return { links, images };
}
