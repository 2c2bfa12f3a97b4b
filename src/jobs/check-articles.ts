import type { ContentProblem } from '../catalog/article.ts';
import { assignIds, type IdentifiedArticle } from '../catalog/assign-ids.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ContentLoader, LoadedContent } from '../catalog/content-loader.ts';
import { createCatalog, nextChangeAt } from '../catalog/create-catalog.ts';
import type { Announcer } from '../delivery/announcer.ts';
import type { CheckedContent } from '../delivery/checked-content.ts';
import type { ArticleMemory, KnownArticle } from '../delivery/ports/articles.ts';
import type { Report } from '../delivery/report.ts';

export interface ArticleCheck {
  /** The articles as of the last check; empty before the first one. */
  catalog(): Catalog;
  /**
   * Looks at the content folders, renews the catalogue, and has announced and corrected what differs. Not to be run
   * twice at once.
   */
  run(signal: AbortSignal): Promise<void>;
}

export interface ArticleCheckPorts {
  readonly loader: ContentLoader;
  readonly memory: ArticleMemory;
  readonly announcer: Announcer;
  readonly report: Pick<Report, 'faults'>;
  /** The database may hold news for those who send, correct and ask the author. */
  readonly wake: { sender(): void; corrector(): void; desk(): void };
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

/** The minute's job: content folders → catalogue, announcements, report, index. */
export function createArticleCheck(ports: ArticleCheckPorts): ArticleCheck {
  const { loader, memory, announcer, report, wake, index, now } = ports;
  let shown: Shown = { articles: [], catalog: createCatalog([], now()), until: undefined };

  /** Renews the catalogue and gives what is in it. What readers cannot open yet waits for a check that can be trusted. */
  function show(loaded: LoadedContent, known: readonly KnownArticle[], trusted: boolean): CheckedContent {
    const at = now();
    const { articles } = assignIds(loaded.articles, known);
    const isRenewed = trusted || shown.articles.length === 0;
    if (isRenewed) shown = renew(shown, articles, at);
    const errors = loaded.problems.filter(({ severity }) => severity === 'error');
    return {
      at,
      articles: isRenewed ? articles : [],
      known,
      broken: new Set(errors.map(({ file }) => file)),
      trusted,
    };
  }

  return {
    catalog: () => shown.catalog,
    async run(signal) {
      const loaded = await loader.load(signal);
      const known = await memory.known();
      const emptied = loaded.articles.length === 0 ? whatWasThere(shown, known) : undefined;
      // A disk that is not there looks like a folder without articles: readers keep what they had.
      const trusted = emptied === undefined && loaded.folders.every(({ readable }) => readable);
      try {
        await announcer.run(show(loaded, known, trusted), signal);
      } finally {
        // However far it came: a ring for nothing costs a look at the database.
        for (const ring of [wake.sender, wake.corrector, wake.desk]) ring();
      }
      await report.faults([...loaded.problems, ...(emptied === undefined ? [] : [emptyFolder(loaded, emptied)])]);
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

/** Who misses the articles of an empty folder; `undefined` when there have never been any. */
function whatWasThere(shown: Shown, known: readonly KnownArticle[]): 'readers' | 'memory' | undefined {
  if (shown.articles.length > 0) return 'readers';
  return known.length > 0 ? 'memory' : undefined;
}

function emptyFolder({ folders }: LoadedContent, missedBy: 'readers' | 'memory'): ContentProblem {
  const file = folders.map(({ path }) => path).join(', ');
  if (missedBy === 'readers') {
    return {
      severity: 'error',
      file,
      message: 'there are no articles any more; readers still see the ones from before.',
      remedy: 'If the disk is not mounted, mount it. If you removed them on purpose, restart the bot.',
    };
  }
  return {
    severity: 'error',
    file,
    message: 'there are no articles, though there were some before.',
    remedy: 'If the disk is not mounted, mount it. If you removed them on purpose, all is well.',
  };
}
