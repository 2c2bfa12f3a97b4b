import type { Tag } from '../catalog/article.ts';
import { findTags } from '../catalog/find-tags.ts';
import type { Guesses } from './find-articles.ts';
import { fold } from './normalise.ts';
import type { Query } from './query/parse-query.ts';
import type { Snapshot } from './terms/snapshot.ts';

const ARTICLES = 3;
const TAGS = 4;
const LEAST_LIKENESS = 0.2;

/** What looks most like a query that nothing fits: titles that share most runs of three letters with it, and tags. */
export function guess(snapshot: Snapshot, { words }: Query): Guesses {
  const wanted = threes(words.map(({ term }) => term).join(' '));
  const scored = snapshot.entries.flatMap(({ article }) => {
    const likeness = share(wanted, threes(fold(article.title.replace(/\s+/g, '_')).replaceAll('_', ' ')));
    return likeness >= LEAST_LIKENESS ? [{ id: article.id, likeness }] : [];
  });
  scored.sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1));
  const all = [...snapshot.tags.values()];
  const tags = new Map<string, Tag>();
  for (const { term } of words) for (const tag of findTags(all, term)) tags.set(tag.key, tag);
  return { articles: scored.slice(0, ARTICLES).map(({ id }) => id), tags: [...tags.values()].slice(0, TAGS) };
}

function threes(text: string): Set<string> {
  const padded = ` ${text} `;
  const found = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3));
  return found;
}

function share(wanted: ReadonlySet<string>, held: ReadonlySet<string>): number {
  let both = 0;
  for (const three of wanted) if (held.has(three)) both++;
  return wanted.size === 0 ? 0 : both / wanted.size;
}
