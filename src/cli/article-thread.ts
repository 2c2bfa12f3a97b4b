import { Worker } from 'node:worker_threads';
import type { Job, Outcome, ThreadData } from './article-work.ts';

/** A thread that works on articles; it starts again after an article that was too much for it. */
export interface ArticleThread<Result> {
  /** Articles that were given and not yet worked on. */
  readonly waiting: number;
  /** Never rejects: an article that ends the thread has that as its outcome, those beside it have their own. */
  work(jobs: readonly Job[]): Promise<readonly Outcome<Result>[]>;
  close(): Promise<void>;
}

/** `entry` is a file that calls `serveArticles`. Nothing runs before the first article. */
export function createArticleThread<Result>(entry: URL, data: ThreadData<unknown>): ArticleThread<Result> {
  let worker: Worker | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let closed = false;

  async function ask(jobs: readonly Job[]): Promise<readonly Outcome<Result>[]> {
    if (closed) return jobs.map(({ id }) => ({ id, error: 'the work was ended' }));
    worker ??= new Worker(entry, { workerData: data });
    try {
      return await answerOf<Result>(worker, jobs);
    } catch (error) {
      await worker?.terminate();
      worker = undefined;
      const [first, ...others] = jobs;
      if (first !== undefined && others.length === 0) return [{ id: first.id, error: reasonOf(error) }];
      // One of them did it; the others deserve a thread of their own.
      const outcomes: Outcome<Result>[] = [];
      for (const job of jobs) outcomes.push(...(await ask([job])));
      return outcomes;
    }
  }

  return {
    get waiting() {
      return waiting;
    },
    work(jobs) {
      waiting += jobs.length;
      const turn = line.then(() => ask(jobs));
      line = turn.then(() => {
        waiting -= jobs.length;
      });
      return turn;
    },
    async close() {
      closed = true;
      await worker?.terminate();
      worker = undefined;
      await line;
    },
  };
}

function answerOf<Result>(worker: Worker, jobs: readonly Job[]): Promise<readonly Outcome<Result>[]> {
  return new Promise((resolve, reject) => {
    const done = () => worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    const onMessage = (outcomes: readonly Outcome<Result>[]) => {
      done();
      resolve(outcomes);
    };
    const onError = (error: unknown) => {
      done();
      // It may complain once more while it dies.
      worker.on('error', () => undefined);
      reject(error);
    };
    const onExit = (code: number) => {
      done();
      reject(new Error(`it ended with ${code}`));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(jobs);
  });
}

function reasonOf(error: unknown): string {
  return `this article ended the thread that worked on it: ${error instanceof Error ? error.message : String(error)}`;
}
