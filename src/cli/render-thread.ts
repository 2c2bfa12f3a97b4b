/** The entry of threads that render articles. */
import { renderWork } from './render-article.ts';
import { serveArticles } from './serve-articles.ts';

serveArticles(renderWork);
