import { assignIds } from './assign-ids.ts';
import type { Catalog } from './catalog.ts';
import { createContentLoader, type LoadedContent } from './content-loader.ts';
import { createCatalog, isVisible } from './create-catalog.ts';

export interface EverythingLoaded {
  readonly content: LoadedContent;
  /** Drafts and articles of the future included. Ids are those that the files alone give. */
  readonly catalog: Catalog;
  /** Ids of the articles that readers do not see at present. */
  readonly hidden: ReadonlySet<string>;
}

// The last instant that a Date can hold (ECMAScript, "Time Values and Time Range").
const END_OF_TIME = new Date(8.64e15);

/** Loads folders for their author, who sees drafts as well. Rejects only when aborted. */
export async function loadEverything(
  folders: readonly string[],
  now: Date,
  signal?: AbortSignal,
): Promise<EverythingLoaded> {
  const content = await createContentLoader({ folders }).load(signal);
  const { articles } = assignIds(content.articles, []);
  return {
    content,
    catalog: createCatalog(
      articles.map((article) => ({ ...article, draft: false })),
      END_OF_TIME,
    ),
    hidden: new Set(articles.filter((article) => !isVisible(article, now)).map(({ id }) => id)),
  };
}
