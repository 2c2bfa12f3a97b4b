import type { Article } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { ARTICLE_EXTENSION } from '../catalog/file-name.ts';
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
  // An article's file that is no article of this catalogue: a draft, or a mistake. The site has no such address either.
  if (!href.startsWith('//') && ARTICLE_EXTENSION.test(href.replace(/[?#].*$/s, ''))) return undefined;
  const base = articleUrl(from, site) ?? (href.startsWith('//') ? 'https://localhost' : undefined);
  return base !== undefined && URL.canParse(href, base) ? new URL(href, base).href : undefined;
}
