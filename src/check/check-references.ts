import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Article } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Document, Inline } from '../markdown/document.ts';
import { eachInline } from '../markdown/walk.ts';
import { PHOTO_LIMIT_BYTES } from '../telegram/limits.ts';
import type { Finding } from './finding.ts';

type Found = Omit<Finding, 'file'>;
type Link = Inline & { readonly type: 'link' };
type Image = Inline & { readonly type: 'image' };

/** What links and pictures are looked up in. */
export interface Surroundings {
  /** Drafts and articles of the future included. */
  readonly catalog: Catalog;
  /** Whether readers cannot see an article yet. */
  readonly isHidden: (article: Article) => boolean;
  readonly contentFolders: readonly string[];
  readonly siteUrl: string | undefined;
  /** The names that `#name` may lead to within this text. */
  readonly anchors: ReadonlySet<string>;
}

/** Links that lead nowhere and pictures that cannot be shown. */
export async function checkReferences(document: Document, from: Article, around: Surroundings): Promise<Found[]> {
  const references: (Link | Image)[] = [];
  eachInline(document, (inline) => {
    if (inline.type === 'link' || inline.type === 'image') references.push(inline);
  });
  const found: Found[] = [];
  for (const reference of references) {
    const fault =
      reference.type === 'link'
        ? await checkLink(reference.url, from, around)
        : await checkImage(reference.url, from, around);
    if (fault !== undefined) found.push({ ...fault, ...(reference.line !== undefined && { line: reference.line }) });
  }
  return found;
}

async function checkLink(href: string, from: Article, around: Surroundings): Promise<Found | undefined> {
  if (href.startsWith('#')) return checkAnchor(href, around);
  if (hasScheme(href)) return undefined;
  const target = around.catalog.articleByLink(from, href);
  if (target !== undefined) return around.isHidden(target) ? hiddenTarget(href, target) : undefined;
  if (href.startsWith('/'))
    return around.siteUrl === undefined ? withoutSite('the link', href, 'dead-link') : undefined;
  if (await exists(join(dirname(from.path), pathOf(href)))) return undefined;
  return {
    severity: 'error',
    rule: 'dead-link',
    message: `the link "${shorten(href)}" leads to no article and no file`,
    remedy: 'Correct the path, counted from this file, or take the link out.',
  };
}

function checkAnchor(href: string, { anchors }: Surroundings): Found | undefined {
  const name = decode(href.slice(1));
  if (name === '' || name === 'top' || anchors.has(name) || anchors.has(name.toLowerCase())) return undefined;
  return {
    severity: 'warning',
    rule: 'dead-anchor',
    message: `the link "${shorten(href)}" leads to no heading of this article, so it is shown as text`,
    remedy: 'Write the heading in lower case with hyphens for spaces, or give it a name: {#name}.',
  };
}

function hiddenTarget(href: string, { title }: Article): Found {
  return {
    severity: 'warning',
    rule: 'dead-link',
    message: `the link "${shorten(href)}" leads to “${title}”, which readers cannot see yet`,
    remedy: 'Publish that article first, or together with this one.',
  };
}

async function checkImage(url: string, from: Article, around: Surroundings): Promise<Found | undefined> {
  if (/\.svg(?:[?#]|$)/i.test(url)) {
    return {
      severity: 'warning',
      rule: 'image-form',
      message: `the picture "${shorten(url)}" is an SVG, which Telegram does not show; readers get a link`,
      remedy: 'Add a PNG of it.',
    };
  }
  if (hasScheme(url)) return undefined;
  const path = pathOf(url);
  const places = url.startsWith('/') ? around.contentFolders : [dirname(from.path)];
  for (const place of places) {
    const size = await sizeOf(join(place, path));
    if (size !== undefined) return size > PHOTO_LIMIT_BYTES ? tooLarge(url, size) : undefined;
  }
  if (url.startsWith('/'))
    return around.siteUrl === undefined ? withoutSite('the picture', url, 'missing-image') : undefined;
  return {
    severity: 'error',
    rule: 'missing-image',
    message: `the picture "${shorten(url)}" is not there`,
    remedy: 'Put the file there, or correct the path, counted from this file.',
  };
}

function tooLarge(url: string, bytes: number): Found {
  const mebibytes = (bytes / 1024 / 1024).toFixed(1);
  return {
    severity: 'warning',
    rule: 'image-form',
    message: `the picture "${shorten(url)}" has ${mebibytes} MiB; Telegram takes photos of up to 10, so readers get its name only`,
    remedy: 'Make it smaller.',
  };
}

function withoutSite(what: string, url: string, rule: Finding['rule']): Found {
  return {
    severity: 'warning',
    rule,
    message: `${what} "${shorten(url)}" begins at the root of a site, and SITE_URL is not set, so it leads nowhere`,
    remedy: 'Set SITE_URL, or write the whole address.',
  };
}

function hasScheme(url: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url);
}

function pathOf(url: string): string {
  return decode(url.replace(/[?#].*$/s, ''));
}

async function exists(path: string): Promise<boolean> {
  return (await sizeOf(path)) !== undefined;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    // Not there, or a path that no file can have: nothing to lead to either way.
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is part of the name.
    return text;
  }
}

function shorten(url: string): string {
  return url.length > 80 ? `${[...url].slice(0, 79).join('')}…` : url;
}
