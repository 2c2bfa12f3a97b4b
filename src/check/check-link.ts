import { dirname, extname, join } from 'node:path';
import type { Article } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { decode, hasScheme, isTemplate, pathOf, shorten } from './addresses.ts';
import type { Found } from './finding.ts';
import type { SiteFiles } from './site-files.ts';

export interface LinkSurroundings {
  /** Drafts and articles of the future included. */
  readonly catalog: Catalog;
  /** Ids of the articles that readers cannot see yet. */
  readonly hidden: ReadonlySet<string>;
  readonly files: SiteFiles;
  /** Whether the article has an address, so that what is no article leads to the site. */
  readonly hasSite: boolean;
  /** The names that `#name` may lead to within this text. */
  readonly anchors: Readonly<Record<string, number>>;
}

// Parts of a page that the site puts around an article.
const AROUND_THE_TEXT = new Set(['', 'top', 'comments', 'disqus_thread', 'respond']);

/** What is wrong with a link in an article's text; nothing for one that leads somewhere, and for one that nobody can judge. */
export async function checkLink(href: string, from: Article, around: LinkSurroundings): Promise<Found | undefined> {
  if (href.startsWith('#')) return checkAnchor(href, around);
  if (hasScheme(href) || isTemplate(href)) return undefined;
  // On the web it would be looked for beside the page; an article may end in the same words.
  if (/^www\./i.test(href)) return deadLink(href);
  const target = around.catalog.articleByLink(from, href);
  if (target !== undefined) return checkTarget(href, target, from, around.hidden);
  const path = pathOf(href);
  const isInside = !path.startsWith('/') && (await around.files.exists(join(dirname(from.path), path)));
  if (isInside || (await around.files.find(path)) !== undefined) return around.hasSite ? undefined : withoutSite(href);
  if (path.startsWith('/')) return around.hasSite ? undefined : withoutSite(href);
  return isPage(path) && around.hasSite ? unsure(href) : deadLink(href);
}

/** What has no ending, or that of a web page, may be a page that the site makes: a list of tags, an "about". */
function isPage(path: string): boolean {
  return /^(?:\.\d+|\.html?|\.php|\.xml|)$/i.test(extname(path)) && !looksLikeHost(path);
}

function checkAnchor(href: string, { anchors }: LinkSurroundings): Found | undefined {
  const name = decode(href.slice(1));
  if (Object.hasOwn(anchors, name) || AROUND_THE_TEXT.has(name) || name.startsWith(':~:')) return undefined;
  const meant = Object.keys(anchors).find((each) => fold(each) === fold(name));
  return {
    severity: 'warning',
    rule: 'dead-anchor',
    message: `the link "${shorten(href)}" leads to no heading of this article, so it is shown as text`,
    remedy:
      meant === undefined
        ? 'Write the heading in lower case with hyphens for spaces, or name the heading: {#name}.'
        : `Write "#${meant}", or name the heading: {#${name}}.`,
  };
}

/** Generators differ in what they do with signs, spaces and accents. */
function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** Hidden articles may lead to each other: they can appear together. */
function checkTarget(href: string, target: Article, from: Article, hidden: ReadonlySet<string>): Found | undefined {
  if (!hidden.has(target.id) || hidden.has(from.id)) return undefined;
  return {
    severity: 'warning',
    rule: 'dead-link',
    message: `the link "${shorten(href)}" leads to “${target.title}”, which readers cannot see yet`,
    remedy: 'Publish that article first, or together with this one.',
  };
}

function deadLink(href: string): Found {
  const path = pathOf(href);
  const remedy = path.includes('@')
    ? `Write mailto: before it: mailto:${shorten(path)}.`
    : looksLikeHost(path)
      ? `Write the whole address: https://${shorten(path)}.`
      : 'Correct the path, counted from this file, or take the link out.';
  const message = `the link "${shorten(href)}" leads to no article and no file`;
  return { severity: 'error', rule: 'dead-link', message, remedy };
}

function looksLikeHost(path: string): boolean {
  return /^www\.|^(?:[\w-]+\.)+(?:com|org|net|io|dev|me|ru|de|app)(?:\/|$)/i.test(path);
}

function unsure(href: string): Found {
  return {
    severity: 'warning',
    rule: 'dead-link',
    message: `the link "${shorten(href)}" leads to no article and no file; readers are sent to the site`,
    remedy: 'Correct the path, counted from this file, if it is not a page that only the site has.',
  };
}

function withoutSite(href: string): Found {
  return {
    severity: 'warning',
    rule: 'dead-link',
    message: `the link "${shorten(href)}" leads to the site, and SITE_URL is not set, so it is shown as text`,
    remedy: 'Set SITE_URL, or write the whole address.',
  };
}
