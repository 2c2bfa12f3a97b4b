import { setImmediate } from 'node:timers/promises';
import type { Article, ArticleId } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Logger } from '../log.ts';
import { parseSteps } from '../markdown/parse.ts';
import { plainText } from '../markdown/plain-text.ts';
import { atOnce, inTurns, type Steps } from '../markdown/steps.ts';
import { findArticles, type SearchOptions, type SearchResult } from './find-articles.ts';
import { type IndexDatabase, openIndexDatabase, type SearchableArticle } from './index-database.ts';
import { indexSteps } from './normalise.ts';
import { findSimilarTexts } from './similar-texts.ts';

export interface SearchIndex {
  /**
   * Brings the index to this catalogue. Only articles whose content changed are read; work is cut into short pieces
   * between which the process serves others. Searches see the old catalogue until the whole new one is ready.
   * Updates run one after another. An aborted one leaves the old catalogue in place and settles without an error.
   */
  update(catalog: Pick<Catalog, 'articles'>, signal?: AbortSignal): Promise<void>;
  /** Answers any text. Never throws for what a person typed. */
  search(query: string, options: SearchOptions): SearchResult;
  /** How like other articles' texts are to an article's, from 0 to 1; those hardly alike are left out. */
  similarTexts(article: ArticleId): ReadonlyMap<ArticleId, number>;
  /** Frees the memory; an update under way stops. Closing twice is fine. */
  close(): void;
}

// A slice is entries and then tidying up after them; either may run over by one step.
const ENTRIES_MS = 4;
const MERGE_MS = 4;
const LARGE_CHARACTERS = 30_000;
const SIMILAR_KEPT = 500;

/** An empty full-text index over the catalogue, in memory. */
export function createSearchIndex({ log }: { log?: Logger } = {}): SearchIndex {
  const database = openIndexDatabase();
  const closing = new AbortController();
  const shown = new Map<ArticleId, Entry>();
  // Rows that nobody can find: being written, or to be deleted.
  let unseen: number[] = [];
  let lastUpdate: Promise<void> = Promise.resolve();
  const similar = new Map<ArticleId, ReadonlyMap<ArticleId, number>>();

  async function run(catalog: Pick<Catalog, 'articles'>, signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    const { added, hidden } = compare(shown, catalog.articles);
    const written: [ArticleId, Entry][] = [];
    const large = await prepareLarge(added, signal);
    await inSlices(database, added, signal, (article) => {
      const row = database.add(large.get(article.id) ?? atOnce(searchable(article)));
      unseen.push(row);
      written.push([article.id, { row, contentHash: article.contentHash }]);
    });
    if (signal.aborted) return;
    unseen = hidden.map(([, { row }]) => row);
    database.reveal(unseen);
    similar.clear();
    for (const [id] of hidden) shown.delete(id);
    for (const [id, entry] of written) shown.set(id, entry);
    await removeUnseen(signal);
    const durationMs = Math.round(performance.now() - startedAt);
    log?.debug('search index updated', {
      articles: shown.size,
      added: added.length,
      removed: hidden.length,
      durationMs,
    });
  }

  async function removeUnseen(signal: AbortSignal): Promise<void> {
    const removed = await inSlices(database, unseen, signal, (row) => database.remove(row));
    unseen = unseen.slice(removed);
  }

  return {
    update(catalog, signal) {
      const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const update = lastUpdate.then(async () => {
        // What an update that was stopped or failed has left behind.
        await removeUnseen(either);
        await run(catalog, either);
      });
      lastUpdate = update.catch(() => undefined); // its own caller hears of it
      return update;
    },
    search: (query, options) => findArticles(database, query, options),
    similarTexts(article) {
      const known = similar.get(article) ?? findSimilarTexts(database, article);
      // The oldest goes first: articles that people read now are asked for again and again.
      if (similar.size >= SIMILAR_KEPT) similar.delete(similar.keys().next().value as ArticleId);
      similar.set(article, known);
      return known;
    },
    close() {
      closing.abort();
      database.close();
    },
  };
}

interface Entry {
  readonly row: number;
  readonly contentHash: string;
}

/** What has to be written and what has to go; a changed article is both. Quick when little has changed. */
function compare(shown: ReadonlyMap<ArticleId, Entry>, articles: readonly Article[]) {
  const added = articles.filter(({ id, contentHash }) => shown.get(id)?.contentHash !== contentHash);
  const changed = added.filter(({ id }) => shown.has(id));
  const hidden = changed.map(({ id }): [ArticleId, Entry] => [id, shown.get(id) as Entry]);
  const known = articles.length - added.length + changed.length;
  if (known < shown.size) {
    const present = new Set(articles.map(({ id }) => id));
    for (const [id, entry] of shown) if (!present.has(id)) hidden.push([id, entry]);
  }
  return { added, hidden };
}

/** Works through items a few milliseconds at a time, each slice one
 * transaction. Gives how many were done before an abort. */
async function inSlices<Item>(
  database: IndexDatabase,
  items: readonly Item[],
  signal: AbortSignal,
  work: (item: Item) => void,
): Promise<number> {
  let done = 0;
  while (done < items.length && !signal.aborted) {
    const entriesUntil = performance.now() + ENTRIES_MS;
    database.together(() => {
      do work(items[done++] as Item);
      while (done < items.length && performance.now() < entriesUntil);
    });
    await setImmediate();
    const mergeUntil = performance.now() + MERGE_MS;
    while (!signal.aborted && performance.now() < mergeUntil && database.mergeSome());
    await setImmediate();
  }
  return done;
}

/** Reading a book-length article takes longer than a slice may; it is done beforehand, outside any transaction. */
async function prepareLarge(articles: readonly Article[], signal: AbortSignal) {
  const prepared = new Map<ArticleId, SearchableArticle>();
  for (const article of articles) {
    if (signal.aborted) break;
    if (article.body.length > LARGE_CHARACTERS) prepared.set(article.id, await inTurns(searchable(article)));
  }
  return prepared;
}

function* searchable(article: Article): Steps<SearchableArticle> {
  const body = oneLine(plainText(yield* parseSteps(article.body, { mdx: article.mdx })));
  yield;
  const bodyTerms = yield* indexSteps(body);
  return {
    id: article.id,
    title: article.title,
    tags: article.tags.map((tag) => tag.name),
    description: oneLine(article.description),
    body,
    bodyTerms,
    date: article.date,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
