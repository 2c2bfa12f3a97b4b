import type { Article } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Words } from '../locales/texts.ts';
import type { Logger } from '../log.ts';
import { inTurns } from '../markdown/steps.ts';
import { createReadingText, type Surroundings } from './create-reading-text.ts';
import { type OpenedArticle, openedNow, openSteps } from './opened-article.ts';
import { plainPagesSteps } from './plain-pages.ts';
import { pageSteps, prepareSteps } from './prepared-article.ts';
import type { ReadingText } from './reading-text.ts';
import { createSharedWork } from './shared-work.ts';
import { createWorkerThread, type WorkerThreadOptions } from './worker-thread.ts';

/** Makes articles ready to be read. */
export interface ArticlePages {
  /** An article that cannot be prepared comes with its source text as paragraphs. */
  open(article: Article, words: Words): Promise<ReadingText>;
  /** Ends the worker thread, if one runs. */
  close(): Promise<void>;
}

export interface ArticlePagesOptions extends Omit<Surroundings, 'catalog'> {
  readonly catalog: () => Catalog;
  readonly log: Logger;
  readonly now?: () => Date;
  /** How much of prepared articles is kept at hand, in characters. */
  readonly keptCharacters?: number;
  /** Sources of more characters are worked on in a thread of their own. */
  readonly longFrom?: number;
  readonly worker?: WorkerThreadOptions;
}

const KEPT_CHARACTERS = 4_000_000;
/**
 * Up to that no step that cannot be cut up, finding the blocks or reading one of them, takes much more than 20 ms: a text
 * of nothing but addresses in one paragraph is the slowest.
 */
export const LONG_FROM = 30_000;
// A thread may have died of something else than the article.
const TRY_AGAIN_MS = 10 * 60_000;

/** Nothing is prepared before somebody reads. */
export function createArticlePages(options: ArticlePagesOptions): ArticlePages {
  const { catalog, log, now = () => new Date(), longFrom = LONG_FROM, ...surroundings } = options;
  const thread = createWorkerThread(options.worker);
  const prepared = createSharedWork<OpenedArticle>(options.keptCharacters ?? KEPT_CHARACTERS, ({ size }) => size);

  const failedAt = new Map<string, number>();

  /** What failed lately is not tried again for every reader: each would wait until the thread is given up. */
  async function prepare(key: string, article: Article): Promise<OpenedArticle> {
    try {
      const isLong = article.body.length > longFrom;
      const opened = await inTurns(
        openSteps(await (isLong ? thread.prepare(article) : inTurns(prepareSteps(article)))),
      );
      failedAt.delete(key);
      return opened;
    } catch (error) {
      failedAt.set(key, now().getTime());
      log.warn('an article could not be prepared and is shown as bare text', { file: article.file, error });
      throw error;
    }
  }

  async function openOrGiveUp(article: Article): Promise<OpenedArticle> {
    const key = JSON.stringify([article.contentHash, article.mdx, article.lang]);
    const isHopeless = (failedAt.get(key) ?? Number.NEGATIVE_INFINITY) + TRY_AGAIN_MS > now().getTime();
    if (!isHopeless) {
      try {
        return await prepared.get(key, () => prepare(key, article));
      } catch {
        // The log knows; the reader gets the text all the same.
      }
    }
    return inTurns(openSteps(await inTurns(plainPagesSteps(article.body))));
  }

  return {
    async open(article, words) {
      const opened = await openOrGiveUp(article);
      return createReadingText(article, opened, words, { ...surroundings, catalog: catalog() });
    },
    close: () => thread.close(),
  };
}

/** One article made ready and kept nowhere, for programs that go through many. Throws what parser and pagination throw. */
export async function openOnce(article: Article, words: Words, surroundings: Surroundings): Promise<ReadingText> {
  return createReadingText(article, openedNow(await inTurns(pageSteps(article))), words, surroundings);
}
