import type { Letters } from '../analysis/scan-letters.ts';

/** Letters from one place to before another. */
export interface Stretch {
  readonly letters: Letters;
  readonly from: number;
  readonly to: number;
}

const MOST = 48;
let beforeLast = new Uint8Array(MOST + 1);
let last = new Uint8Array(MOST + 1);
let current = new Uint8Array(MOST + 1);

/**
 * Letters added, left out, changed or swapped with their neighbour between two words; `undefined` beyond `limit` or for
 * words above 48 letters. One word of a query is held against thousands, so this allocates nothing, leaves out what the
 * words have in common at both ends, and stops as soon as the limit is passed.
 */
export function slipsBetween(one: Stretch, other: Stretch, limit: number): number | undefined {
  const from = one.letters;
  const to = other.letters;
  let fromStart = one.from;
  let fromEnd = one.to;
  let toStart = other.from;
  let toEnd = other.to;
  while (fromStart < fromEnd && toStart < toEnd && from[fromStart] === to[toStart]) {
    fromStart++;
    toStart++;
  }
  while (fromEnd > fromStart && toEnd > toStart && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd--;
    toEnd--;
  }
  const height = fromEnd - fromStart;
  const width = toEnd - toStart;
  if (height > MOST || width > MOST || Math.abs(height - width) > limit) return undefined;
  if (height === 0 || width === 0) return Math.max(height, width);
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let row = 1; row <= height; row++) {
    let least = row;
    current[0] = row;
    const letter = from[fromStart + row - 1];
    for (let column = 1; column <= width; column++) {
      const place = toStart + column - 1;
      let slips = (last[column - 1] as number) + (letter === to[place] ? 0 : 1);
      slips = Math.min(slips, (last[column] as number) + 1, (current[column - 1] as number) + 1);
      const isSwapped = row > 1 && column > 1 && letter === to[place - 1] && to[place] === from[fromStart + row - 2];
      if (isSwapped) slips = Math.min(slips, (beforeLast[column - 2] as number) + 1);
      current[column] = slips;
      least = Math.min(least, slips);
    }
    if (least > limit) return undefined;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  const slips = last[width] as number;
  return slips <= limit ? slips : undefined;
}
