import type { Article } from '../../src/catalog/article.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import type { Logger } from '../../src/log.ts';
import { type ArticlePagesOptions, createArticlePages } from '../../src/reading/article-pages.ts';
import { sampleArticle } from '../render/sample-article.ts';

export const words = loadTexts().for();

export const surroundings = {
  catalog: createCatalog([], new Date('2026-01-01T00:00:00Z')),
  site: { url: 'https://notes.example', template: '{site}/{slug}' },
  botUsername: 'notes_bot',
  contentFolders: [] as readonly string[],
};

/** An article whose text nothing else has. */
export function articleOf(body: string, overrides: Partial<Article> = {}): Article {
  return sampleArticle({ body, contentHash: body.slice(0, 200) + body.length, ...overrides });
}

/** Article pages, and the warnings that they log. */
export function samplePages(options: Partial<ArticlePagesOptions> = {}) {
  const warnings: unknown[] = [];
  const nothing = () => undefined;
  const warn = (message: string, fields: unknown) => void warnings.push([message, fields]);
  const log: Logger = { debug: nothing, info: nothing, warn, error: warn };
  const pages = createArticlePages({ ...surroundings, catalog: () => surroundings.catalog, log, ...options });
  return { pages, warnings };
}

/** All text of something made of blocks, whatever they are. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textIn).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .filter(([name]) => name !== 'type')
    .map(([, each]) => textIn(each))
    .join(' ');
}
