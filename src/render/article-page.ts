import type { Block, Footnote } from '../markdown/document.ts';

/**
 * An article cut into pages, before anybody decides in which form they are shown. A page is the same stretch of text in
 * every form, so a reader's place holds when the form changes.
 */
export interface PagedArticle {
  /** None for an article that shows nothing. */
  readonly pages: readonly ArticlePage[];
  /** Every heading in order, for lists of contents. */
  readonly sections: readonly Section[];
  /** The page, from 1, of each anchor: those of headings and the author's own. */
  readonly anchors: Readonly<Record<string, number>>;
  readonly isRtl: boolean;
}

export interface ArticlePage {
  /** Each heading has an anchor of its own. */
  readonly blocks: readonly Block[];
  /** The notes that are first referred to on this page. */
  readonly footnotes: readonly Footnote[];
}

export interface Section {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  /** One line of plain text. */
  readonly title: string;
  readonly anchor: string;
  /** From 1. */
  readonly page: number;
}

/** How an article's text is shown: as one rich message a page, as messages with formatting, as bare text. */
export type PageForm = 'rich' | 'classic' | 'plain';
