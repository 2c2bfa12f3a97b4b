import { availableParallelism } from 'node:os';
import type { IdentifiedArticle } from '../catalog/assign-ids.ts';
import { createArticleThread } from './article-thread.ts';
import { type ArticleWork, type Outcome, prepareWork, type ThreadData } from './article-work.ts';

export interface EachArticleOptions<Settings, Result> {
  /** Every article that links may lead to. */
  readonly articles: readonly IdentifiedArticle[];
  /** Those to work on. */
  readonly chosen: readonly IdentifiedArticle[];
  readonly settings: Settings;
  readonly work: ArticleWork<Settings, Result>;
  /** A file that does the same work in a thread. */
  readonly entry: URL;
  readonly threads?: number;
}

// A thread takes about as long to start as a hundred articles to render.
const ARTICLES_WORTH_A_THREAD = 200;
const MOST_THREADS = 8;
const BATCH = 16;
// Enough that no thread waits for the reader of the output, few enough to hold in memory.
const BATCHES_AHEAD = 3;

/** Works on each of the chosen articles, many of them in threads, and gives the outcomes in the order of `chosen`. */
export async function* eachArticle<Settings, Result>(
  options: EachArticleOptions<Settings, Result>,
): AsyncGenerator<Outcome<Result>, void, void> {
  const { articles, chosen, settings, work, threads = threadsFor(chosen.length) } = options;
  if (threads > 0) return yield* inThreads(options, threads);
  const workOn = prepareWork(work, { settings, articles });
  for (const article of chosen) yield await workOn(article);
}

/** How many threads it takes; none when this one does it as fast. */
export function threadsFor(articles: number, cores: number = availableParallelism()): number {
  if (cores < 2 || articles < ARTICLES_WORTH_A_THREAD) return 0;
  return Math.min(cores, MOST_THREADS, Math.ceil(articles / (ARTICLES_WORTH_A_THREAD / 2)));
}

async function* inThreads<Settings, Result>(
  { articles, chosen, settings, entry }: EachArticleOptions<Settings, Result>,
  count: number,
): AsyncGenerator<Outcome<Result>, void, void> {
  const data: ThreadData<Settings> = { settings, articles: articles.map((article) => ({ ...article, body: '' })) };
  const threads = Array.from({ length: count }, () => createArticleThread<Result>(entry, data));
  const ahead: Promise<readonly Outcome<Result>[]>[] = [];
  try {
    for (let start = 0; start < chosen.length; start += BATCH) {
      const jobs = chosen.slice(start, start + BATCH).map(({ id, body }) => ({ id, body }));
      const idlest = threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
      ahead.push(idlest.work(jobs));
      if (ahead.length >= count * BATCHES_AHEAD) yield* (await ahead.shift()) ?? [];
    }
    for (const batch of ahead) yield* await batch;
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
  }
}
