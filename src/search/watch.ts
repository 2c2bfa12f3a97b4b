import type { TagId, TagKey } from '../catalog/article.ts';
import { tagId } from '../catalog/tag-key.ts';
import { type Known, parseQuery } from './query/parse-query.ts';

declare const brand: unique symbol;

/** A search as a topic of subscriptions: `SEARCH kafka lag #machine_learning`. No tag's key can be one, as those are lower case. */
export type WatchTopic = string & { readonly [brand]: 'WatchTopic' };

/** What a watch asks for: words as they are typed, each without spaces, and tags. */
export interface Watched {
  readonly words: readonly string[];
  readonly tags: readonly TagKey[];
}

const PREFIX = 'SEARCH ';
/** Where watches stand among sorted topics: from the first text, inclusive, to the second. */
export const WATCH_RANGE = [PREFIX, 'SEARCH!'] as const;
const MOST_WORDS = 8;
const MOST_TAGS = 5;
const MOST_CHARACTERS = 100;
// Out of its quotation marks it would be a filter.
const LIKE_FILTER = /^(?:tag|year|lang):/;

/**
 * What of a query can be watched: its plain words, those of phrases included, and its tags. Excluded words, years and
 * languages are left out. `undefined` when nothing is left, or too much.
 */
export function watchOf(query: string, known: Known): WatchTopic | undefined {
  const { typed, filters } = parseQuery(query, known);
  const words = new Set(typed.map((word) => word.toLowerCase()).flatMap(withoutFilter));
  const tags = new Set(filters.flatMap(({ kind, value }) => (kind === 'tag' ? written(value as TagKey) : [])));
  const text = [...words, ...tags].join(' ');
  if (text === '' || words.size > MOST_WORDS || tags.size > MOST_TAGS || text.length > MOST_CHARACTERS)
    return undefined;
  return (PREFIX + text) as WatchTopic;
}

/** Whether a topic is a watched search. */
export function isWatch(topic: string): topic is WatchTopic {
  return topic.startsWith(PREFIX);
}

/** The query that finds what a watch asks for: `kafka lag #machine_learning`. */
export function watchQuery(topic: WatchTopic): string {
  return topic.slice(PREFIX.length);
}

/** For people: `kafka lag #machine learning`. */
export function watchName(topic: WatchTopic): string {
  const { words, tags } = readWatch(topic);
  return [...words, ...tags.map((key) => `#${key}`)].join(' ');
}

/** Its name in buttons, made as those of tags are. */
export function watchId(topic: WatchTopic): TagId {
  return tagId(topic as string as TagKey);
}

/** Takes a watch apart. */
export function readWatch(topic: WatchTopic): Watched {
  const parts = watchQuery(topic).split(' ');
  // No word begins with a sign but for a full stop.
  const tagsAt = parts.findIndex((part) => part.startsWith('#'));
  if (tagsAt < 0) return { words: parts, tags: [] };
  return { words: parts.slice(0, tagsAt), tags: parts.slice(tagsAt).map(keyOf) };
}

/** A key holds no `_`, which is a space to it. */
function written(key: TagKey): string {
  return `#${key.replaceAll(' ', '_')}`;
}

function keyOf(written: string): TagKey {
  return written.slice(1).replaceAll('_', ' ') as TagKey;
}

function withoutFilter(word: string): readonly string[] {
  return LIKE_FILTER.test(word) ? word.split(/:+/) : [word];
}
