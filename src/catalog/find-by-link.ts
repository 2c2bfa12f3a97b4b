import { posix, resolve } from 'node:path';
import type { Article } from './article.ts';
import { ARTICLE_EXTENSION } from './file-name.ts';

/** Finds the article a link means; see `Catalog.articleByLink`. */
export type FindByLink = (from: Article, href: string) => Article | undefined;

/** Prepares looking up articles by file path, by path inside the content folder, by slug and by address. */
export function createLinkIndex(articles: readonly Article[]): FindByLink {
  const byPath = new Map(articles.map((article) => [withoutExtension(article.path), article]));
  const byRootPath = new Map(articles.map((article) => [withoutExtension(pathInFolder(article)), article]));
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  const byAddress = new Map(articles.flatMap((a) => (a.url === undefined ? [] : [[addressKey(a.url), a] as const])));

  return (from, href) => {
    const link = href.trim().replace(/[?#].*$/s, '');
    if (link === '') return undefined;
    if (/^(?:https?:)?\/\//i.test(link)) return byAddress.get(addressKey(link));
    if (/^[a-z][a-z\d+.-]*:/i.test(link)) return undefined;
    const path = decode(link);
    const file = path.startsWith('/')
      ? byRootPath.get(withoutExtension(posix.normalize(path.slice(1))))
      : byPath.get(withoutExtension(resolve(from.path, '..', path)));
    return file ?? findBySlug(bySlug, path);
  };
}

/** A page's path on the site ends with its slug: `/articles/2024/my-post/` is tried whole, then from each `/` on. */
function findBySlug(bySlug: ReadonlyMap<string, Article>, path: string): Article | undefined {
  const slugPath = path
    .replace(/^(?:\.{0,2}\/)+/, '')
    .replace(/\/$/, '')
    .replace(/\.html?$/i, '')
    .replace(ARTICLE_EXTENSION, '');
  const segments = slugPath.split('/');
  for (const start of segments.keys()) {
    const article = bySlug.get(segments.slice(start).join('/'));
    if (article !== undefined) return article;
  }
  return undefined;
}

/** `…/setup.md`, `…/setup/`, `…/setup/index.md` are one place. */
function withoutExtension(path: string): string {
  return path
    .normalize('NFC')
    .replace(/\/$/, '')
    .replace(ARTICLE_EXTENSION, '')
    .replace(/\/index$/i, '');
}

function pathInFolder({ file }: Article): string {
  return file.slice(file.indexOf('/') + 1);
}

/** Addresses that differ in scheme, `www.`, query, fragment or a last slash lead to the same page. */
function addressKey(address: string): string {
  const url = address
    .replace(/^(?:https?:)?\/\/(?:www\.)?/i, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '');
  const border = url.indexOf('/');
  const host = border === -1 ? url : url.slice(0, border);
  return host.toLowerCase() + decode(url.slice(host.length));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is part of the name.
    return text;
  }
}
