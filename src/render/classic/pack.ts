import type { FormattedString } from '@grammyjs/parse-mode';
import { joinFormatted } from '../formatted.ts';
import { type SplitLimits, splitFormatted } from '../split.ts';

export interface Piece {
  readonly text: FormattedString;
  /** A heading stays with what follows it. */
  readonly heading: boolean;
}

/**
 * Fills messages with pieces in order, cutting between pieces where possible. Only a piece that fits no message of its
 * own is cut inside.
 */
export function* packPieces(pieces: readonly Piece[], limits: SplitLimits): Generator<FormattedString> {
  let current: Piece[] = [];
  let size = sizeOf(current);
  const put = (texts: readonly Piece[]) => {
    current = [...texts];
    size = sizeOf(current);
  };
  for (const piece of pieces) {
    const whole = grown(size, current.at(-1), piece);
    if (fits(whole, limits)) {
      current.push(piece);
      size = whole;
      continue;
    }
    const kept = fits(grown(NOTHING, undefined, piece), limits) ? withoutHeadings(current) : [];
    if (kept.length > 0) yield joinPieces(kept);
    put([...current.slice(kept.length), piece]);
    if (fits(size, limits)) continue;
    const split = splitFormatted(joinPieces(current), limits);
    yield* split.slice(0, -1);
    put(split.slice(-1).map((text) => ({ text, heading: false })));
  }
  if (current.length > 0) yield joinPieces(current);
}

interface Size {
  readonly length: number;
  readonly entities: number;
}

const NOTHING: Size = { length: 0, entities: 0 };

function sizeOf(pieces: readonly Piece[]): Size {
  return pieces.reduce((size, piece, index) => grown(size, pieces[index - 1], piece), NOTHING);
}

function grown({ length, entities }: Size, before: Piece | undefined, { text }: Piece): Size {
  const between = before === undefined ? 0 : separator(before).length;
  return { length: length + between + text.rawText.length, entities: entities + text.rawEntities.length };
}

function separator(before: Piece): string {
  return before.heading ? '\n' : '\n\n';
}

function joinPieces(pieces: readonly Piece[]): FormattedString {
  return joinFormatted(
    pieces.flatMap(({ text }, index) => {
      const before = pieces[index - 1];
      return before === undefined ? [text] : [separator(before), text];
    }),
  );
}

function withoutHeadings(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.slice(0, pieces.findLastIndex((piece) => !piece.heading) + 1);
}

function fits({ length, entities }: Size, limits: SplitLimits): boolean {
  return length <= limits.length && entities <= limits.entities;
}
