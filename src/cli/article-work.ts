import type { Article } from '../catalog/article.ts';
import type { IdentifiedArticle } from '../catalog/assign-ids.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createFullCatalog } from '../catalog/load-everything.ts';

/** Something done with one article after another, its settings told as data so that a thread can do it as well. */
export type ArticleWork<Settings, Result> = (
  settings: Settings,
  catalog: Catalog,
) => (article: Article) => Promise<Result>;

/** What became of one article. */
export type Outcome<Result> =
  | { readonly id: string; readonly result: Result }
  | { readonly id: string; readonly error: string };

/** What a thread knows from its start. */
export interface ThreadData<Settings> {
  readonly settings: Settings;
  /** Of every article all but its text. */
  readonly articles: readonly IdentifiedArticle[];
}

/** An article for a thread that knows the rest of it. */
export interface Job {
  readonly id: string;
  readonly body: string;
}

/** Prepares the work on any of the articles. What one of them throws is its outcome: the others are still to be done. */
export function prepareWork<Settings, Result>(
  work: ArticleWork<Settings, Result>,
  { settings, articles }: ThreadData<Settings>,
): (job: Job) => Promise<Outcome<Result>> {
  const catalog = createFullCatalog(articles);
  const workOn = work(settings, catalog);
  return async ({ id, body }) => {
    const article = catalog.article(id);
    if (article === undefined) throw new Error(`there is no article ${id} among the ${articles.length} given`);
    try {
      return { id, result: await workOn({ ...article, body }) };
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) };
    }
  };
}
