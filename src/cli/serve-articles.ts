import { parentPort, workerData } from 'node:worker_threads';
import { type ArticleWork, type Job, prepareWork } from './article-work.ts';

/** The whole of a thread: works on the articles it is sent and sends back the outcomes, in the same order. */
export function serveArticles<Settings, Result>(work: ArticleWork<Settings, Result>): void {
  const workOn = prepareWork(work, workerData);
  parentPort?.on('message', async (jobs: readonly Job[]) => {
    const outcomes = [];
    for (const job of jobs) outcomes.push(await workOn(job));
    parentPort?.postMessage(outcomes);
  });
}
