import type { Tag } from './article.ts';
import { foldText } from './plain-line.ts';
import { tagKey } from './tag-key.ts';

// Longer than any tag worth a typo; what people paste may be thousands of characters long.
const MAX_TYPO_CHARACTERS = 60;

/**
 * Tags whose name holds `text`, accents and case aside: the very tag first, then beginnings, then the rest, each in the
 * order of `tags`. When none does, those a typo away: one slip in up to four characters, two in longer ones.
 */
export function findTags(tags: readonly Tag[], text: string): readonly Tag[] {
  const wanted = fold(text.replace(/^\s*#(?=\S)/u, ''));
  if (wanted === '') return [];
  const folded = tags.map((tag) => ({ tag, name: fold(tag.key) }));
  const rank = (name: string) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2);
  const holding = folded.filter(({ name }) => name.includes(wanted));
  if (holding.length > 0) return holding.sort((a, b) => rank(a.name) - rank(b.name)).map(({ tag }) => tag);
  if (wanted.length > MAX_TYPO_CHARACTERS) return [];
  const allowed = [...wanted].length <= 4 ? 1 : 2;
  const near = folded.map(({ tag, name }) => ({ tag, slips: countSlips(wanted, name, allowed) }));
  return near
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips)
    .map(({ tag }) => tag);
}

function fold(text: string): string {
  return tagKey(foldText(text));
}

/** Characters missed, added, changed or swapped with a neighbour (optimal string alignment); above `limit`: more. */
export function countSlips(a: string, b: string, limit: number): number {
  const [left, right] = [[...a], [...b]];
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (const [row, sign] of left.entries()) {
    const current = [row + 1];
    for (const [column, other] of right.entries()) {
      const changed = (last[column] ?? 0) + (sign === other ? 0 : 1);
      const swapped =
        row > 0 && column > 0 && sign === right[column - 1] && left[row - 1] === other
          ? (beforeLast[column - 1] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      current.push(Math.min(changed, (last[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1, swapped));
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? limit + 1;
}
