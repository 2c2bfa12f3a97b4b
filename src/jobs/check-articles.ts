import type { ContentProblem } from '../catalog/article.ts';
import { assignIds, type IdentifiedArticle } from '../catalog/assign-ids.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ContentLoader, LoadedContent } from '../catalog/content-loader.ts';
import { createCatalog, nextChangeAt } from '../catalog/create-catalog.ts';
import type { Announcer } from '../delivery/announcer.ts';
import type { ArticleMemory } from '../delivery/ports/articles.ts';
import type { Report } from '../delivery/report.ts';

export interface ArticleCheck {
  /** The articles as of the last check; empty before the first one. */
  catalog(): Catalog;
  /** Looks at the content folders, renews the catalogue and announces what is new. Not to be run twice at once. */
  run(signal: AbortSignal): Promise<void>;
}

export interface ArticleCheckPorts {
  readonly loader: ContentLoader;
  readonly memory: ArticleMemory;
  readonly announcer: Announcer;
  readonly report: Pick<Report, 'started' | 'faults'>;
  /** There may be something to send. */
  readonly wakeSender: () => void;
  /** Brings the search index to a new catalogue. */
  readonly index: (catalog: Catalog, signal: AbortSignal) => Promise<void>;
  readonly now: () => Date;
}

interface Shown {
  readonly articles: readonly IdentifiedArticle[];
  readonly catalog: Catalog;
  /** When the next dated article appears. */
  readonly until: Date | undefined;
}

/** The minute's job: content folders → catalogue, announcements, index, report. */
export function createArticleCheck(ports: ArticleCheckPorts): ArticleCheck {
  const { loader, memory, announcer, report, wakeSender, index, now } = ports;
  let shown: Shown = { articles: [], catalog: createCatalog([], now()), until: undefined };

  return {
    catalog: () => shown.catalog,
    async run(signal) {
      const loaded = await loader.load(signal);
      const emptied = loaded.articles.length === 0 && shown.articles.length > 0;
      const everyFolderReadable = loaded.folders.every(({ readable }) => readable);
      // A disk that is not there looks like a folder without articles: readers keep what they had.
      const trusted = !emptied && everyFolderReadable;
      const known = await memory.known();
      const { articles } = assignIds(loaded.articles, known);
      if (trusted || shown.articles.length === 0) shown = renew(shown, articles, now());

      // Only what readers can open is announced; what an untrusted look has found besides waits for a better one.
      const open = new Set(shown.articles.map(({ id }) => id));
      const outcome = await announcer.run({
        articles: articles.filter(({ id }) => open.has(id)),
        known,
        everyFolderReadable,
      });
      if (outcome.state === 'checked') {
        for (const { article, progress } of outcome.announced) report.started(progress, article.title);
        if (outcome.announced.length > 0) wakeSender();
      }
      await report.faults([...loaded.problems, ...(emptied ? [emptyFolder(loaded)] : [])]);
      await index(shown.catalog, signal);
    },
  };
}

function renew(shown: Shown, articles: readonly IdentifiedArticle[], now: Date): Shown {
  const isDue = shown.until !== undefined && shown.until <= now;
  if (
    !isDue &&
    articles.length === shown.articles.length &&
    articles.every((article, i) => isSame(article, shown.articles[i]))
  ) {
    return shown;
  }
  return { articles, catalog: createCatalog(articles, now), until: nextChangeAt(articles, now) };
}

function isSame(article: IdentifiedArticle, before: IdentifiedArticle | undefined): boolean {
  return (
    before?.id === article.id &&
    before.contentHash === article.contentHash &&
    before.slug === article.slug &&
    JSON.stringify(before.cover) === JSON.stringify(article.cover)
  );
}

function emptyFolder({ folders }: LoadedContent): ContentProblem {
  return {
    severity: 'error',
    file: folders.map(({ path }) => path).join(', '),
    message: 'there are no articles any more; readers still see the ones from before.',
    remedy: 'If the disk is not mounted, mount it. If you removed them on purpose, restart the bot.',
  };
}
