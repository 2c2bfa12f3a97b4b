import type { Steps } from '../../markdown/steps.ts';
import { NOTHING, type Size } from './measure.ts';
import { type PageLimits, WHOLE_CODE } from './page-limits.ts';
import type { Piece } from './piece.ts';

// Each takes up to a few hundred looks at earlier borders.
const PIECES_A_STEP = 50;

/**
 * The indexes of the pieces that pages begin with, the first being 0. Of all ways to cut, the one with the least sum of
 * border costs and of the squares of what is left empty on each page: so there are few pages, and they are even.
 */
export function* chooseBorders(pieces: readonly Piece[], limits: PageLimits): Steps<readonly number[]> {
  const loadOf = measureLoads(pieces, limits);
  const least = new Float64Array(pieces.length + 1);
  const begins = new Int32Array(pieces.length + 1);
  for (let end = 1; end <= pieces.length; end++) {
    if (end % PIECES_A_STEP === 0) yield;
    least[end] = Number.POSITIVE_INFINITY;
    const last = pieces[end - 1]?.leaf;
    const code = last?.type === 'code' ? last : undefined;
    for (let begin = end - 1; begin >= 0; begin--) {
      // A piece that is too large by itself has a page of its own.
      const isAlone = begin === end - 1;
      // Whether the page would hold one code block, or a part of one, and nothing else.
      const isCode = code !== undefined && pieces[begin]?.leaf === code;
      if (!isAlone && loadOf(begin, end, NOTHING) > (isCode ? WHOLE_CODE : 1)) break;
      const load = loadOf(begin, end, begin === 0 ? NOTHING : (pieces[begin]?.again ?? NOTHING));
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

/** Whether a page that holds nothing but code holds all of it. */
function isWhole(pieces: readonly Piece[], begin: number, end: number): boolean {
  const first = pieces[begin];
  return first?.from === 0 && first.container === undefined && pieces[end]?.leaf !== first.leaf;
}

/** How full a page from one piece to before another is, with what begins again at its top. */
type LoadOf = (begin: number, end: number, again: Size) => number;

function measureLoads(pieces: readonly Piece[], limits: PageLimits): LoadOf {
  const characters = sumsOf(pieces, (size) => size.characters);
  const media = sumsOf(pieces, (size) => size.media);
  const blocks = sumsOf(pieces, (size) => size.blocks);
  return (begin, end, again) =>
    Math.max(
      (between(characters, begin, end) + again.characters) / limits.characters,
      (between(media, begin, end) + again.media) / limits.media,
      (between(blocks, begin, end) + again.blocks) / limits.blocks,
    );
}

/** Sums up to each piece, so that the size between two is a difference. */
function sumsOf(pieces: readonly Piece[], measure: (size: Size) => number): Float64Array {
  const sums = new Float64Array(pieces.length + 1);
  for (const [index, { size }] of pieces.entries()) sums[index + 1] = (sums[index] ?? 0) + measure(size);
  return sums;
}

function between(sums: Float64Array, begin: number, end: number): number {
  return (sums[end] ?? 0) - (sums[begin] ?? 0);
}
