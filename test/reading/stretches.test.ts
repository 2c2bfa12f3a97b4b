import { describe, expect, it } from 'vitest';
import { oddBooks } from '../../bench/odd-books.ts';
import { atOnce } from '../../src/markdown/steps.ts';
import { openSteps } from '../../src/reading/opened-article.ts';
import { plainPagesSteps } from '../../src/reading/plain-pages.ts';
import { type ArticleSource, type PreparedArticle, prepareSteps } from '../../src/reading/prepared-article.ts';

// A portion is read in one go; reading JSON takes well under a millisecond for so much.
const LONGEST_PORTION = 150_000;
const BOOK_CHARACTERS = 400_000;

function longestPortion({ pages, sections, anchors }: PreparedArticle): number {
  return Math.max(...[...pages, ...sections, ...anchors].map(({ length }) => length));
}

function countSteps(steps: Generator<void, unknown, void>): number {
  let count = 0;
  while (steps.next().done !== true) count += 1;
  return count;
}

const source = (body: string): ArticleSource => ({ body, mdx: false });

describe('what the main thread does in one go', () => {
  it.each(oddBooks(BOOK_CHARACTERS))('is never more than a page of a long article: %s', (_, body) => {
    const prepared = atOnce(prepareSteps(source(body)));
    expect(longestPortion(prepared)).toBeLessThan(LONGEST_PORTION);
    const portions = prepared.sections.length + prepared.anchors.length;
    expect(countSteps(openSteps(prepared))).toBeGreaterThanOrEqual(portions);
  });

  it.each(oddBooks(BOOK_CHARACTERS))('is a page of bare text when nothing else works: %s', (_, body) => {
    const pages = atOnce(plainPagesSteps(body));
    expect(longestPortion(pages)).toBeLessThan(LONGEST_PORTION);
    expect(countSteps(plainPagesSteps(body))).toBeGreaterThanOrEqual(pages.pages.length - 1);
  });

  it('is a small part of an article that is prepared there', () => {
    const body = 'Some *words* of a paragraph.\n\n## A heading\n\n- an item\n\n'.repeat(900);
    // At four thousand characters and some tokens a step.
    expect(countSteps(prepareSteps(source(body)))).toBeGreaterThan(body.length / 4_000);
  });
});
