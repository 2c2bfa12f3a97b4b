const MOST = 48;
let beforeLast = new Uint8Array(MOST + 1);
let last = new Uint8Array(MOST + 1);
let current = new Uint8Array(MOST + 1);

/**
 * Letters added, left out, changed or swapped with their neighbour between two words; `undefined` beyond `limit` or for
 * words above 48 characters. One word of a query is held against thousands, so this allocates nothing, leaves out what
 * the words have in common at both ends, and stops as soon as the limit is passed.
 */
export function slipsBetween(from: string, to: string, limit: number): number | undefined {
  let start = 0;
  let fromEnd = from.length;
  let toEnd = to.length;
  while (start < fromEnd && start < toEnd && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  while (fromEnd > start && toEnd > start && from.charCodeAt(fromEnd - 1) === to.charCodeAt(toEnd - 1)) {
    fromEnd--;
    toEnd--;
  }
  const height = fromEnd - start;
  const width = toEnd - start;
  if (height > MOST || width > MOST || Math.abs(height - width) > limit) return undefined;
  if (height === 0 || width === 0) return Math.max(height, width);
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let row = 1; row <= height; row++) {
    let least = row;
    current[0] = row;
    const letter = from.charCodeAt(start + row - 1);
    for (let column = 1; column <= width; column++) {
      const other = to.charCodeAt(start + column - 1);
      let slips = (last[column - 1] as number) + (letter === other ? 0 : 1);
      slips = Math.min(slips, (last[column] as number) + 1, (current[column - 1] as number) + 1);
      const isSwapped =
        row > 1 &&
        column > 1 &&
        letter === to.charCodeAt(start + column - 2) &&
        other === from.charCodeAt(start + row - 2);
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
