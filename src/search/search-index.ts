import type { Article, ArticleId } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Logger } from '../log.ts';
import { inTurns, type Steps } from '../markdown/steps.ts';
import { findArticles, type SearchOptions, type SearchResult } from './find-articles.ts';
import { knownIn } from './query/conditions.ts';
import type { Known } from './query/parse-query.ts';
import { findSimilarTexts } from './similar-texts.ts';
import { createDictionary, type Dictionary } from './terms/dictionary.ts';
import { type IndexedArticle, readArticle } from './terms/read-article.ts';
import { buildSnapshot, type Snapshot } from './terms/snapshot.ts';
import { warmingSearches } from './warming-searches.ts';

export interface SearchIndex {
  /**
   * Brings the index to this catalogue. Only articles whose content changed are read; work is cut into short pieces
   * between which the process serves others. Searches see the old catalogue until the whole new one is ready.
   * Updates run one after another. An aborted one leaves the old catalogue in place and settles without an error.
   */
  update(catalog: Pick<Catalog, 'articles'>, signal?: AbortSignal): Promise<void>;
  /**
   * Makes some searches, in short pieces, so that the first people who search after a start need not wait longer than all
   * others. Worth the while once, after the first update. Settles early and without an error when the index is closed.
   */
  warmUp(): Promise<void>;
  /** Answers any text. Never throws for what a person typed. */
  search(query: string, options: SearchOptions): SearchResult;
  /** What a query's filters can name at present. */
  known(): Known;
  /** How like other articles' texts are to an article's, from 0 to 1; those hardly alike are left out. */
  similarTexts(article: ArticleId): ReadonlyMap<ArticleId, number>;
  /** Frees the memory; an update under way stops. Closing twice is fine. */
  close(): void;
}

const SIMILAR_KEPT = 500;
// Terms that no article has any more are dropped by beginning anew, once there are many.
const TERMS_WORTH_DROPPING = 20_000;
const KNOWN_IN_STEP = 1_000;

/** An empty full-text index over the catalogue, in memory. */
export function createSearchIndex({ log }: { log?: Logger } = {}): SearchIndex {
  const closing = new AbortController();
  let snapshot = emptySnapshot();
  let lastUpdate: Promise<void> = Promise.resolve();
  const similar = new Map<ArticleId, ReadonlyMap<ArticleId, number>>();

  async function run(catalog: Pick<Catalog, 'articles'>, signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    let { dictionary } = snapshot;
    const isWorn = dictionary.size > TERMS_WORTH_DROPPING && dictionary.size > 2 * termsInUse(snapshot);
    if (isWorn) dictionary = createDictionary();
    const next = await untilAborted(updateSteps(catalog.articles, isWorn ? [] : snapshot.entries, dictionary), signal);
    if (next === undefined || signal.aborted) return;
    snapshot = next.snapshot;
    similar.clear();
    const durationMs = Math.round(performance.now() - startedAt);
    log?.debug('search index updated', { articles: snapshot.entries.length, read: next.read, durationMs });
  }

  return {
    update(catalog, signal) {
      const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const update = lastUpdate.then(() => run(catalog, either));
      lastUpdate = update.catch(() => undefined); // its own caller hears of it
      return update;
    },
    async warmUp() {
      await untilAborted(warmingSearches(snapshot), closing.signal);
    },
    search: (query, options) => findArticles(snapshot, query, options),
    known: () => knownIn(snapshot),
    similarTexts(article) {
      const known = similar.get(article) ?? findSimilarTexts(snapshot, article);
      // The oldest goes first: articles that people read now are asked for again and again.
      if (similar.size >= SIMILAR_KEPT) similar.delete(similar.keys().next().value as ArticleId);
      similar.set(article, known);
      return known;
    },
    close() {
      closing.abort();
      snapshot = emptySnapshot();
      similar.clear();
    },
  };
}

function* updateSteps(
  articles: readonly Article[],
  before: readonly IndexedArticle[],
  dictionary: Dictionary,
): Steps<{ snapshot: Snapshot; read: number }> {
  const known = new Map<ArticleId, IndexedArticle>();
  for (const entry of before) {
    known.set(entry.article.id, entry);
    if (known.size % KNOWN_IN_STEP === 0) yield;
  }
  const entries: IndexedArticle[] = [];
  let read = 0;
  for (const article of articles) {
    const old = known.get(article.id);
    if (old?.article.contentHash === article.contentHash) {
      entries.push({ ...old, article });
      if (entries.length % KNOWN_IN_STEP === 0) yield;
    } else {
      entries.push(yield* readArticle(article, dictionary));
      read++;
      yield;
    }
  }
  return { snapshot: yield* buildSnapshot(entries, dictionary), read };
}

async function untilAborted<Result>(steps: Steps<Result>, signal: AbortSignal): Promise<Result | undefined> {
  try {
    return await inTurns(steps, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

function termsInUse({ starts, terms }: Snapshot): number {
  let used = 0;
  for (let id = 1; id < terms; id++) if (starts[id + 1] !== starts[id]) used++;
  return used;
}

function emptySnapshot(): Snapshot {
  const steps = buildSnapshot([], createDictionary());
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
