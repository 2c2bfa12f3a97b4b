/** The entry of threads that check articles. */
import { createArticleCheck } from '../check/check-article.ts';
import { serveArticles } from './serve-articles.ts';

serveArticles(createArticleCheck);
