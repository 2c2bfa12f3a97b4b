import type { Article } from '../catalog/article.ts';
import { parseSteps } from '../markdown/parse.ts';
import type { Steps } from '../markdown/steps.ts';
import type { PagedArticle } from '../render/article-page.ts';
import { PAGE_LIMITS } from '../render/pages/page-limits.ts';
import { paginateSteps } from '../render/pages/paginate.ts';

/** Of an article what its pages depend on. */
export type ArticleSource = Pick<Article, 'body' | 'mdx' | 'lang'>;

/**
 * A paged article as JSON in portions that each take a moment to read: a page, some hundred sections, some hundred
 * anchors. So it passes from thread to thread quickly, and whoever shows one page of a book reads that page only.
 */
export interface PreparedArticle {
  readonly pages: readonly string[];
  readonly sections: readonly string[];
  /** Pairs of name and page. */
  readonly anchors: readonly string[];
  readonly isRtl: boolean;
}

const PORTION = 200;

/** Parses an article and cuts it into pages. */
export function* pageSteps({ body, mdx, lang }: ArticleSource): Steps<PagedArticle> {
  return yield* paginateSteps(yield* parseSteps(body, { mdx }), PAGE_LIMITS, lang);
}

/** The same, with the pages ready to be kept or passed on. */
export function* prepareSteps(source: ArticleSource): Steps<PreparedArticle> {
  return yield* packSteps(yield* pageSteps(source));
}

function* packSteps({ pages, sections, anchors, isRtl }: PagedArticle): Steps<PreparedArticle> {
  const packed: string[] = [];
  for (const page of pages) {
    packed.push(JSON.stringify(page));
    yield;
  }
  return {
    pages: packed,
    sections: yield* portions(sections),
    anchors: yield* portions(Object.entries(anchors)),
    isRtl,
  };
}

function* portions(list: readonly unknown[]): Steps<string[]> {
  const packed: string[] = [];
  for (let start = 0; start < list.length; start += PORTION) {
    packed.push(JSON.stringify(list.slice(start, start + PORTION)));
    yield;
  }
  return packed;
}

/** What a prepared article occupies, in characters. */
export function preparedSize({ pages, sections, anchors }: PreparedArticle): number {
  return [...pages, ...sections, ...anchors].reduce((sum, { length }) => sum + length, 0);
}
