import { realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Article, Cover } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { articleDeepLink, articleUrl, type SiteAddress } from '../render/site-links.ts';

export interface LinkTargets {
  readonly catalog: Catalog;
  readonly site: SiteAddress;
  /** The bot's user name, for links that open another article in the bot. */
  readonly bot: string;
}

/** Where a link in an article's text leads: another article in the bot, an address, or (`undefined`) nowhere. */
export function resolveLink(href: string, from: Article, { catalog, site, bot }: LinkTargets): string | undefined {
  const target = catalog.articleByLink(from, href);
  if (target !== undefined) return articleDeepLink(bot, target.id);
  if (/^(?:https?|tg):/i.test(href)) return URL.canParse(href) ? href : undefined;
  if (/^[a-z][a-z\d+.-]*:/i.test(href) || href.startsWith('#')) return undefined;
  const base = articleUrl(from, site) ?? (href.startsWith('//') ? 'https://localhost' : undefined);
  return base !== undefined && URL.canParse(href, base) ? new URL(href, base).href : undefined;
}

/** A picture that an article names: its address, or its file when that exists within a content folder. */
export function resolveImage(url: string, from: Article, contentFolders: readonly string[]): Cover | undefined {
  const address = url.startsWith('//') ? `https:${url}` : url;
  if (/^https?:/i.test(address)) return URL.canParse(address) ? { kind: 'url', url: address } : undefined;
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return undefined;
  const written = decode(url.replace(/[?#].*$/s, ''));
  const bases = written.startsWith('/') ? contentFolders : [dirname(from.path)];
  for (const base of bases) {
    const path = realFile(join(base, written));
    const isInside =
      path !== undefined && contentFolders.some((folder) => path.startsWith(`${realFile(folder)}${sep}`));
    if (isInside) return { kind: 'file', path };
  }
  return undefined;
}

function realFile(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    // Not there, or not to be read: no picture then.
    return undefined;
  }
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    // A stray percent sign: the name is meant as written.
    return url;
  }
}
