import type { Article, ArticleId, TagId } from '../catalog/article.ts';
import { DEEP_LINK_LIMIT } from '../telegram/limits.ts';

export interface SiteAddress {
  /** The site's address; without one no article has an address but its own. */
  readonly url?: string | undefined;
  /** Where the site keeps an article, e.g. `{site}/articles/{slug}`; `{id}` stands for its short id. */
  readonly template: string;
}

export type DeepLink =
  | { readonly kind: 'article'; readonly id: ArticleId }
  | { readonly kind: 'page'; readonly id: ArticleId; readonly page: number }
  | { readonly kind: 'tag'; readonly id: TagId }
  /** A search for some words; for none it asks. */
  | { readonly kind: 'search'; readonly query: string };

const SEARCH = 's';

/**
 * An article's address on the site: its own when it gives one, else made from the template. `undefined` without a site
 * and for an address that Telegram would not take in a button: it wants http(s) and a host name with a dot.
 */
export function articleUrl(article: Pick<Article, 'id' | 'slug' | 'url'>, site: SiteAddress): string | undefined {
  if (article.url !== undefined) {
    const own = telegramUrl(article.url, site.url);
    if (own !== undefined) return own;
  }
  if (site.url === undefined) return undefined;
  const slug = article.slug.split('/').filter(Boolean).map(encodeURIComponent).join('/');
  const values: Readonly<Record<string, string>> = {
    site: site.url.replace(/\/+$/, ''),
    slug,
    id: encodeURIComponent(article.id),
  };
  return telegramUrl(site.template.replace(/\{(site|slug|id)\}/g, (_mark, name: string) => values[name] ?? ''));
}

/** A web address that Telegram takes in buttons and for pictures: http(s), and a host name with a dot. */
export function telegramUrl(address: string, base?: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.hostname.includes('.') ? url.href : undefined;
}

/** A link that opens an article in the bot. */
export function articleDeepLink(botUsername: string, id: ArticleId): string {
  return `https://t.me/${botUsername}?start=a_${id}`;
}

/** A link that opens a page of an article's text in the bot. The number comes first, as ids may hold any sign. */
export function pageDeepLink(botUsername: string, id: ArticleId, page: number): string {
  return `https://t.me/${botUsername}?start=p_${page}_${id}`;
}

/**
 * What `/start` is given to search for words in the bot, as `parseDeepLink` reads it. More words than a link holds, about
 * 46 letters, are left out: then the bot asks.
 */
export function searchPayload(query: string): string {
  const payload = `${SEARCH}_${Buffer.from(query).toString('base64url')}`;
  return query === '' || payload.length > DEEP_LINK_LIMIT ? SEARCH : payload;
}

/** What the text after `/start` names; `undefined` for anything but our own links. */
export function parseDeepLink(payload: string): DeepLink | undefined {
  const article = /^a_([A-Za-z0-9_-]{1,32})$/.exec(payload)?.[1];
  if (article !== undefined) return { kind: 'article', id: article as ArticleId };
  const [, page, id] = /^p_([1-9]\d{0,3})_([A-Za-z0-9_-]{1,32})$/.exec(payload) ?? [];
  if (page !== undefined) return { kind: 'page', id: id as ArticleId, page: Number(page) };
  const tag = /^t_([a-z0-9]{8})$/.exec(payload)?.[1];
  if (tag !== undefined) return { kind: 'tag', id: tag as TagId };
  const query = payload.startsWith(`${SEARCH}_`) ? Buffer.from(payload.slice(2), 'base64url').toString() : '';
  return payload === searchPayload(query) ? { kind: 'search', query } : undefined;
}
