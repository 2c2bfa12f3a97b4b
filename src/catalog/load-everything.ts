import { assignIds, type IdentifiedArticle } from './assign-ids.ts';
import type { Catalog } from './catalog.ts';
import { type ContentLoaderOptions, createContentLoader, type LoadedContent } from './content-loader.ts';
import { createCatalog, isVisible } from './create-catalog.ts';

export interface EverythingLoaded {
  readonly content: LoadedContent;
  /** In the order of the files. Ids are those that the files alone give. */
  readonly articles: readonly IdentifiedArticle[];
  /** Ids of the articles that readers do not see at present. */
  readonly hidden: ReadonlySet<string>;
}

// The last instant that a Date can hold (ECMAScript, "Time Values and Time Range").
const END_OF_TIME = new Date(8.64e15);

/** Loads folders for their author, who sees drafts as well. Rejects only when aborted. */
export async function loadEverything(
  options: Omit<ContentLoaderOptions, 'log'>,
  now: Date,
  signal?: AbortSignal,
): Promise<EverythingLoaded> {
  const content = await createContentLoader(options).load(signal);
  const { articles } = assignIds(content.articles, []);
  return {
    content,
    articles,
    hidden: new Set(articles.filter((article) => !isVisible(article, now)).map(({ id }) => id)),
  };
}

/** The catalogue of an author: drafts and articles of the future included. */
export function createFullCatalog(articles: readonly IdentifiedArticle[]): Catalog {
  return createCatalog(
    articles.map((article) => ({ ...article, draft: false })),
    END_OF_TIME,
  );
}
