/**
 * Letters added, left out, changed or swapped with their neighbour between two words; `undefined` beyond `limit`.
 * Counts UTF-16 code units, which for the scripts that have typing slips are letters.
 */
export function countSlips(from: string, to: string, limit: number): number | undefined {
  if (limit === 0 || Math.abs(from.length - to.length) > limit) return from === to ? 0 : undefined;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const choices = [at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1)];
      if (row > 1 && column > 1 && swapped) choices.push(at(beforeLast, column - 2) + 1);
      current.push(Math.min(...choices));
    }
    if (Math.min(...current) > limit) return undefined;
    [beforeLast, last] = [last, current];
  }
  const slips = at(last, to.length);
  return slips <= limit ? slips : undefined;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
