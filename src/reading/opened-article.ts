import type { Steps } from '../markdown/steps.ts';
import type { Section } from '../render/article-page.ts';
import { type PreparedArticle, preparedSize } from './prepared-article.ts';

/** A prepared article with what is needed to find one's way in it; the pages are read when they are shown. */
export interface OpenedArticle {
  readonly pages: readonly string[];
  readonly sections: readonly Section[];
  /** The page of each anchor, from 1. */
  readonly anchors: ReadonlyMap<string, number>;
  readonly isRtl: boolean;
  /** What it occupies, in characters. */
  readonly size: number;
}

/** Reads the sections and anchors of a prepared article. */
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
  const { pages, isRtl } = prepared;
  return { pages, sections, anchors, isRtl, size: preparedSize(prepared) };
}
