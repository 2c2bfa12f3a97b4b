import { Worker } from 'node:worker_threads';
import type { ArticleSource, PreparedArticle } from './prepared-article.ts';

/** A thread beside the main one that prepares long articles, so that no reader waits for another one's book. */
export interface WorkerThread {
  /** Articles are prepared one after another. Rejects when the thread dies, takes too long, or is closed. */
  prepare(source: ArticleSource): Promise<PreparedArticle>;
  close(): Promise<void>;
}

export interface WorkerThreadOptions {
  readonly file?: URL | undefined;
  /** For one article, from when its turn comes. */
  readonly timeoutMs?: number | undefined;
  /** After so long without work the thread ends; the next article starts another. */
  readonly idleMs?: number | undefined;
}

const TIMEOUT_MS = 20_000;
const IDLE_MS = 60_000;
// Many times what a document of several megabytes takes; more is an article that eats memory without end.
const MEMORY_MB = 512;
const ENTRY = new URL('./prepare-worker.ts', import.meta.url);

/** Nothing runs before the first article. */
export function createWorkerThread(options: WorkerThreadOptions = {}): WorkerThread {
  const { file = ENTRY, timeoutMs = TIMEOUT_MS, idleMs = IDLE_MS } = options;
  let worker: Worker | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): Worker {
    const started = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    // It may die at any time, also without work.
    started.on('error', () => forget(started));
    started.on('exit', () => forget(started));
    return started;
  }

  function forget(ended: Worker): void {
    if (worker === ended) worker = undefined;
  }

  async function end(): Promise<void> {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  }

  async function prepareNow(source: ArticleSource): Promise<PreparedArticle> {
    if (closed) throw new Error('the worker thread is closed');
    clearTimeout(idle);
    worker ??= start();
    worker.ref();
    try {
      return await answerOf(worker, source, timeoutMs);
    } catch (error) {
      await end();
      throw error;
    } finally {
      // An idle thread keeps no process alive.
      worker?.unref();
      idle = setTimeout(() => void end(), idleMs).unref();
      if (closed) clearTimeout(idle);
    }
  }

  return {
    prepare(source) {
      const turn = line.then(() => prepareNow(source));
      line = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await end();
      await line;
    },
  };
}

function answerOf(worker: Worker, source: ArticleSource, timeoutMs: number): Promise<PreparedArticle> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const fail = (reason: string, cause?: unknown) => {
      done();
      reject(new Error(`the worker thread ${reason}`, { cause }));
    };
    const onMessage = (prepared: PreparedArticle) => {
      done();
      resolve(prepared);
    };
    const onError = (error: unknown) => fail('failed', error);
    const onExit = (code: number) => fail(`ended with ${code}`);
    const timer = setTimeout(() => fail(`took longer than ${timeoutMs} ms`), timeoutMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(onlySource(source));
  });
}

// What else an article holds need not travel.
function onlySource({ body, mdx, lang }: ArticleSource): ArticleSource {
  return { body, mdx, ...(lang === undefined ? {} : { lang }) };
}
