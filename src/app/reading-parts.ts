import type { Catalog } from '../catalog/catalog.ts';
import type { Report } from '../delivery/report.ts';
import { type ArticlePages, createArticlePages } from '../reading/article-pages.ts';
import { createShowPage } from '../reading/create-show-page.ts';
import type { ShowPage } from '../reading/show-page.ts';
import type { Ground } from './ground.ts';

export interface Reading {
  readonly articlePages: ArticlePages;
  readonly showPage: ShowPage;
}

/** Articles as pages, and how a page gets to its reader. What Telegram would not take, the authors hear of. */
export function createReading(
  { options, me, store, photos, clock }: Ground,
  catalog: () => Catalog,
  report: Pick<Report, 'pageRefused' | 'richUnsupported'>,
): Reading {
  const { log, site, contentFolders } = options;
  return {
    articlePages: createArticlePages({ catalog, site, botUsername: me.username, contentFolders, log, now: clock.now }),
    showPage: createShowPage({
      refusals: store.refusedPages(options.apiRoot),
      photos,
      log,
      onRefused: report.pageRefused,
      onUnsupported: report.richUnsupported,
    }),
  };
}
