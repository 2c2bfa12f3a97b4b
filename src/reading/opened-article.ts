import type { Steps } from '../markdown/steps.ts';
import type { ArticlePage, PagedArticle, Section } from '../render/article-page.ts';
import { type PreparedArticle, preparedSize } from './prepared-article.ts';

/** An article's pages, with what is needed to find one's way in them. */
export interface OpenedArticle {
  readonly pages: number;
  /** One page, from 1. */
  page(number: number): ArticlePage | undefined;
  readonly sections: readonly Section[];
  /** The page of each anchor, from 1. */
  readonly anchors: ReadonlyMap<string, number>;
  readonly isRtl: boolean;
  /** What it occupies, in characters. */
  readonly size: number;
}

/** Reads the sections and anchors of a prepared article; its pages are read when they are shown. */
export function* openSteps(prepared: PreparedArticle): Steps<OpenedArticle> {
  const sections: Section[] = [];
  for (const portion of prepared.sections) {
    sections.push(...(JSON.parse(portion) as Section[]));
    yield;
  }
  const anchors = new Map<string, number>();
  for (const portion of prepared.anchors) {
    for (const [name, page] of JSON.parse(portion) as [string, number][]) anchors.set(name, page);
    yield;
  }
  const page = (number: number) => {
    const stored = prepared.pages[number - 1];
    return stored === undefined ? undefined : (JSON.parse(stored) as ArticlePage);
  };
  const size = preparedSize(prepared);
  return { pages: prepared.pages.length, page, sections, anchors, isRtl: prepared.isRtl, size };
}

/** A paged article as it is, for who shows it now and does not keep it. */
export function openedNow({ pages, sections, anchors, isRtl }: PagedArticle): OpenedArticle {
  const page = (number: number) => pages[number - 1];
  return { pages: pages.length, page, sections, anchors: new Map(Object.entries(anchors)), isRtl, size: 0 };
}
