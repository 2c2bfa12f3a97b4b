import type { Tag } from './article.ts';
import { countSlips } from './count-slips.ts';
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
  const near = folded.flatMap(({ tag, name }) => {
    const slips = countSlips(wanted, name, allowed);
    return slips === undefined ? [] : [{ tag, slips }];
  });
  return near.sort((a, b) => a.slips - b.slips).map(({ tag }) => tag);
}

function fold(text: string): string {
  return tagKey(foldText(text));
}
