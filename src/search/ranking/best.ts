import type { Snapshot } from '../terms/snapshot.ts';

const BINS = 1_024;
// Fewer are sorted whole.
const WORTH_SIFTING = 512;

/** The `most` best of some articles, best first; the newest first among equals, those without a date last. */
export function best(
  { entries }: Snapshot,
  { numbers, scores }: { readonly numbers: ArrayLike<number>; readonly scores: Float32Array },
  most: number,
): number[] {
  const chosen = numbers.length > Math.max(WORTH_SIFTING, most) ? sift(numbers, scores, most) : Array.from(numbers);
  const dateOf = (number: number) => entries[number]?.article.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  const compare = (a: number, b: number) => {
    const byScore = (scores[b] as number) - (scores[a] as number);
    if (byScore !== 0) return byScore;
    const [first, second] = [dateOf(a), dateOf(b)];
    if (first !== second) return second > first ? 1 : -1;
    return (entries[a]?.article.id ?? '') < (entries[b]?.article.id ?? '') ? -1 : 1;
  };
  return chosen.sort(compare).slice(0, most);
}

/** Those that may be among the best: all with a score of the lowest bin that is needed. */
function sift(numbers: ArrayLike<number>, scores: Float32Array, most: number): number[] {
  let top = 0;
  for (let at = 0; at < numbers.length; at++) top = Math.max(top, scores[numbers[at] as number] as number);
  if (top <= 0) return Array.from(numbers);
  const binAt = (at: number) => {
    return Math.min(BINS - 1, Math.floor(((scores[numbers[at] as number] as number) / top) * BINS));
  };
  const bins = new Uint32Array(BINS);
  for (let at = 0; at < numbers.length; at++) {
    const bin = binAt(at);
    bins[bin] = (bins[bin] as number) + 1;
  }
  let lowest = BINS - 1;
  for (let held = bins[lowest] as number; held < most && lowest > 0; held += bins[lowest] as number) lowest--;
  const chosen: number[] = [];
  for (let at = 0; at < numbers.length; at++) if (binAt(at) >= lowest) chosen.push(numbers[at] as number);
  return chosen;
}
