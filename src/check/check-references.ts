import type { Article } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Document, Inline } from '../markdown/document.ts';
import { eachInline } from '../markdown/walk.ts';
import { findPictures } from '../reading/find-pictures.ts';
import { articleUrl, type SiteAddress } from '../render/site-links.ts';
import { checkImage } from './check-image.ts';
import { checkLink } from './check-link.ts';
import { type Found, onLine } from './finding.ts';
import { createSiteFiles } from './site-files.ts';

export interface ReferenceSurroundings {
  readonly contentFolders: readonly string[];
  readonly site: SiteAddress;
  /** Ids of the articles that readers cannot see yet. */
  readonly hidden: readonly string[];
}

/** Gives a function that finds links that lead nowhere and pictures that are not shown; `anchors` are those of the text. */
export function createReferenceCheck({ contentFolders, site, hidden }: ReferenceSurroundings, catalog: Catalog) {
  const files = createSiteFiles(contentFolders);
  const hiddenIds = new Set(hidden);
  return async (document: Document, from: Article, anchors: Readonly<Record<string, number>>): Promise<Found[]> => {
    const { links, images } = referencesIn(document);
    const hasSite = articleUrl(from, site) !== undefined;
    const around = { catalog, hidden: hiddenIds, files, hasSite, anchors };
    const found: Found[] = [];
    for (const { url, line } of links) {
      const fault = await checkLink(url, from, around);
      if (fault !== undefined) found.push({ ...fault, ...onLine(line) });
    }
    const pictures = await findPictures(new Set(images.map(({ url }) => url)), from, contentFolders);
    for (const { url, line } of images) {
      const fault = await checkImage(url, pictures.get(url), around);
      if (fault !== undefined) found.push({ ...fault, ...onLine(line) });
    }
    return found;
  };
}

function referencesIn(document: Document) {
  const links: (Inline & { readonly type: 'link' })[] = [];
  const images: (Inline & { readonly type: 'image' })[] = [];
  eachInline(document, (inline) => {
    if (inline.type === 'link') links.push(inline);
    else if (inline.type === 'image') images.push(inline);
  });
  return { links, images };
}
