import { countSlips } from '../catalog/count-slips.ts';

const MOST_SLIPS = 2;

/** The candidate that begins with `word`, that `word` begins with before a `_`, or that is at most two typing slips away; `undefined` when none is. */
export function closest<Candidate extends string>(
  word: string,
  candidates: readonly Candidate[],
): Candidate | undefined {
  const beginning = candidates.find((candidate) => word.length >= 2 && candidate.startsWith(word));
  if (beginning !== undefined) return beginning;
  // A word glued on: `tag_python`.
  const glued = candidates.find((candidate) => word.startsWith(`${candidate}_`));
  if (glued !== undefined) return glued;
  const near = candidates.flatMap((candidate) => {
    // In a short word two slips are half of it, which is no likeness.
    const slips = countSlips(word, candidate, Math.min(MOST_SLIPS, Math.ceil(candidate.length / 2) - 1));
    return slips === undefined ? [] : [{ candidate, slips }];
  });
  return near.sort((a, b) => a.slips - b.slips)[0]?.candidate;
}
