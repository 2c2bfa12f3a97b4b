import type { Steps } from '../../markdown/steps.ts';
import { type PageLimits, WHOLE_CODE } from './page-limits.ts';
import type { Piece } from './piece.ts';

// Each takes up to a few hundred looks at earlier borders.
const PIECES_A_STEP = 50;

/**
 * The indexes of the pieces that pages begin with, the first being 0. Of all ways to cut, the one with the least sum of
 * border costs and of the squares of what is left empty on each page: so there are few pages, and they are even.
 */
export function* chooseBorders(pieces: readonly Piece[], limits: PageLimits): Steps<readonly number[]> {
  const loads = createLoads(pieces, limits);
  const least = new Float64Array(pieces.length + 1);
  const begins = new Int32Array(pieces.length + 1);
  for (let end = 1; end <= pieces.length; end++) {
    if (end % PIECES_A_STEP === 0) yield;
    least[end] = Number.POSITIVE_INFINITY;
    for (let begin = end - 1; begin >= 0; begin--) {
      // A piece that is too large by itself has a page of its own.
      const isAlone = begin === end - 1;
      const isCode = isOneCode(pieces, begin, end);
      if (!isAlone && loads.bare(begin, end) > (isCode ? WHOLE_CODE : 1)) break;
      const load = loads.full(begin, end);
      if (!isAlone && load > (isCode && isWhole(pieces, begin, end) ? WHOLE_CODE : 1)) continue;
      const sum = (least[begin] ?? 0) + (begin === 0 ? 0 : (pieces[begin]?.cost ?? 0)) + (1 - load) ** 2;
      if (sum >= (least[end] ?? 0)) continue;
      least[end] = sum;
      begins[end] = begin;
    }
  }
  const borders: number[] = [];
  for (let end = pieces.length; end > 0; end = begins[end] ?? 0) borders.push(begins[end] ?? 0);
  return borders.reverse();
}

/** Whether a page would hold one code block, or a part of one, and nothing else. */
function isOneCode(pieces: readonly Piece[], begin: number, end: number): boolean {
  const leaf = pieces[begin]?.leaf;
  return leaf?.type === 'code' && pieces[end - 1]?.leaf === leaf;
}

function isWhole(pieces: readonly Piece[], begin: number, end: number): boolean {
  return pieces[begin]?.from === 0 && pieces[end]?.leaf !== pieces[begin]?.leaf;
}

/** How full a page from one piece to before another is; `full` counts what begins again at its top. */
interface Loads {
  bare(begin: number, end: number): number;
  full(begin: number, end: number): number;
}

function createLoads(pieces: readonly Piece[], limits: PageLimits): Loads {
  // Sums up to each piece, so that the size between two is a difference.
  const of = (measure: (size: PageLimits) => number, limit: number) => {
    const sums = new Float64Array(pieces.length + 1);
    const again = new Float64Array(pieces.length + 1);
    for (const [index, piece] of pieces.entries()) {
      sums[index + 1] = (sums[index] ?? 0) + measure(piece.size);
      again[index] = index === 0 ? 0 : measure(piece.again);
    }
    return {
      bare: (begin: number, end: number) => ((sums[end] ?? 0) - (sums[begin] ?? 0)) / limit,
      full: (begin: number, end: number) => ((sums[end] ?? 0) - (sums[begin] ?? 0) + (again[begin] ?? 0)) / limit,
    };
  };
  const characters = of((size) => size.characters, limits.characters);
  const media = of((size) => size.media, limits.media);
  const blocks = of((size) => size.blocks, limits.blocks);
  return {
    bare: (begin, end) => Math.max(characters.bare(begin, end), media.bare(begin, end), blocks.bare(begin, end)),
    full: (begin, end) => Math.max(characters.full(begin, end), media.full(begin, end), blocks.full(begin, end)),
  };
}
