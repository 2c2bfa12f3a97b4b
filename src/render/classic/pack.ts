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
export function packPieces(pieces: readonly Piece[], limits: SplitLimits): FormattedString[] {
  const parts: FormattedString[] = [];
  let current: readonly Piece[] = [];
  for (const piece of pieces) {
    const whole = joinPieces([...current, piece]);
    if (fits(whole, limits)) {
      current = [...current, piece];
      continue;
    }
    const kept = fits(piece.text, limits) ? withoutHeadings(current) : [];
    if (kept.length > 0) {
      parts.push(joinPieces(kept));
      current = [...current.slice(kept.length), piece];
    }
    const rest = kept.length > 0 ? joinPieces(current) : whole;
    if (kept.length > 0 && fits(rest, limits)) continue;
    const split = splitFormatted(rest, limits);
    parts.push(...split.slice(0, -1));
    current = split.slice(-1).map((text) => ({ text, heading: false }));
  }
  return current.length === 0 ? parts : [...parts, joinPieces(current)];
}

function joinPieces(pieces: readonly Piece[]): FormattedString {
  return joinFormatted(
    pieces.flatMap(({ text }, index) => {
      const before = pieces[index - 1];
      return before === undefined ? [text] : [before.heading ? '\n' : '\n\n', text];
    }),
  );
}

function withoutHeadings(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.slice(0, pieces.findLastIndex((piece) => !piece.heading) + 1);
}

function fits(text: FormattedString, limits: SplitLimits): boolean {
  return text.rawText.length <= limits.length && text.rawEntities.length <= limits.entities;
}
