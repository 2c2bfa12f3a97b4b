/** The entry of the worker thread: takes the sources of articles and gives them back prepared, one after another. */
import { parentPort } from 'node:worker_threads';
import { atOnce } from '../markdown/steps.ts';
import { type ArticleSource, prepareSteps } from './prepared-article.ts';

parentPort?.on('message', (source: ArticleSource) => {
  parentPort?.postMessage(atOnce(prepareSteps(source)));
});
