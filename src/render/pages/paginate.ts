import type { Document } from '../../markdown/document.ts';
import { atOnce, type Steps } from '../../markdown/steps.ts';
import type { ArticlePage, PagedArticle } from '../article-page.ts';
import { nameAnchors } from './anchors.ts';
import { chooseBorders } from './choose-borders.ts';
import { cutDocument } from './cut-document.ts';
import { isRtlDocument } from './direction.ts';
import { joinPieces } from './join-pieces.ts';
import { PAGE_LIMITS, type PageLimits } from './page-limits.ts';
import { noteOf, type Piece } from './piece.ts';

/** Cuts a document into pages; see `paginateSteps`. For short texts: it returns only when all is done. */
export function paginate(document: Document, limits: PageLimits = PAGE_LIMITS, lang?: string): PagedArticle {
  return atOnce(paginateSteps(document, limits, lang));
}

/**
 * Cuts a document into pages within the limits, in steps of a few milliseconds. Pages are even and begin with sections
 * where they can; what is longer than a page is cut inside. `lang`, a BCP 47 tag, decides the direction when it is known.
 */
export function* paginateSteps(
  document: Document,
  limits: PageLimits = PAGE_LIMITS,
  lang?: string,
): Steps<PagedArticle> {
  const isRtl = isRtlDocument(document, lang);
  const pieces = yield* cutDocument(document, limits);
  const borders = withoutBarePages(pieces, yield* chooseBorders(pieces, limits));
  if (borders.length === 0) return { pages: [], sections: [], anchors: {}, isRtl };
  const pageNumbers = numberPages(borders, pieces.length);
  const { names, pages: anchors, sections } = yield* nameAnchors(pieces, (index) => pageNumbers[index] ?? 1);
  const pages: ArticlePage[] = [];
  for (const [index, begin] of borders.entries()) {
    pages.push(joinPieces(pieces, begin, borders[index + 1] ?? pieces.length, names));
    yield;
  }
  return { pages, sections, anchors, isRtl };
}

/** Takes back borders around what shows nothing: more lines and anchors than fit a page are nothing to turn to. */
function withoutBarePages(pieces: readonly Piece[], borders: readonly number[]): readonly number[] {
  const shown = borders.filter((begin, index) => {
    const end = borders[index + 1] ?? pieces.length;
    return pieces.slice(begin, end).some(showsSomething);
  });
  return shown.length === 0 ? [] : [0, ...shown.slice(1)];
}

function showsSomething(piece: Piece): boolean {
  const { leaf } = piece;
  if (leaf.type === 'nothing') return noteOf(piece) !== undefined;
  if (leaf.type === 'rule') return false;
  return !('flow' in leaf) || leaf.flow.leaves.some(({ inline }) => inline.type !== 'anchor');
}

function numberPages(borders: readonly number[], count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  let page = 0;
  for (let index = 0; index < count; index++) {
    if (index === borders[page]) page += 1;
    numbers[index] = page;
  }
  return numbers;
}
