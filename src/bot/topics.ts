import type { Tag, TagId } from '../catalog/article.ts';
import { tagId, tagKey } from '../catalog/tag-key.ts';
import type { Topic } from '../delivery/ports/preferences.ts';
import type { BotContext, BotDependencies } from './context.ts';

// More names in one message than anybody types; the answer has to fit a message.
const MOST_NAMES = 20;
// What people put around a name, or before it, when they copy it from an instruction.
const AROUND_NAME = /^[\s#"'“”„«»<]+|[\s"'“”„«»>]+$/g;

export interface NamedTopics {
  readonly topics: readonly Topic[];
  /** Names that are no topic, as they were written. */
  readonly unknown: readonly string[];
}

/** The tag that a person names, in any spelling, with or without `#` or quotation marks. */
export function findTag(deps: BotDependencies, name: string): Tag | undefined {
  const catalog = deps.catalog();
  return catalog.tag(tagKey(name)) ?? catalog.tag(tagKey(bareName(name)));
}

/** The topics that a person names: one tag, several with commas or `#` between them or only spaces, or everything. */
export function findTopics(ctx: BotContext, deps: BotDependencies, text: string): NamedTopics {
  return namedTopics(text, (name) => (isEverything(ctx, name) ? 'all' : findTag(deps, name)?.key));
}

/** The same among topics that somebody is subscribed to, whose tags may have left the catalogue meanwhile. */
export function findTopicsAmong(ctx: BotContext, text: string, own: readonly Topic[]): NamedTopics {
  return namedTopics(text, (name) => {
    const keys = isEverything(ctx, name) ? ['all'] : [tagKey(name), tagKey(bareName(name))];
    return own.find((topic) => keys.includes(topic));
  });
}

/** Whether a person means all articles, not a tag. */
export function isEverything(ctx: BotContext, name: string): boolean {
  const bare = bareName(name).toLowerCase();
  return bare === 'all' || bare === ctx.words.text('subscriptions-all-name').toLowerCase();
}

function namedTopics(text: string, find: (name: string) => Topic | undefined): NamedTopics {
  const names = namesIn(text, (name) => find(name) !== undefined);
  const found = names.map((name) => ({ name, topic: find(name) }));
  return {
    topics: [...new Set(found.flatMap(({ topic }) => topic ?? []))],
    unknown: found.filter(({ topic }) => topic === undefined).map(({ name }) => name),
  };
}

/** A tag may hold spaces and commas, so the whole text is tried as one name before it is taken apart. */
function namesIn(text: string, isKnown: (name: string) => boolean): readonly string[] {
  if (isKnown(text)) return [text];
  const parts = text.split(/[,;\n]+|\s+(?=#)/).map((part) => part.trim());
  const names = parts.flatMap((part) => {
    const words = part.split(/\s+/);
    return !isKnown(part) && words.every(isKnown) ? words : [part];
  });
  return names.filter((name) => bareName(name) !== '').slice(0, MOST_NAMES);
}

function bareName(name: string): string {
  return name.replace(AROUND_NAME, '');
}

/** The topic of a button. A tag may have left the catalogue while somebody is still subscribed to it. */
export async function resolveTopic(ctx: BotContext, deps: BotDependencies, id: string): Promise<Topic | undefined> {
  if (id === 'all') return 'all';
  const tag = deps.catalog().tagById(id);
  if (tag !== undefined) return tag.key;
  const own = await deps.store.subscriptions.list(ctx.reader);
  return own.find(({ topic }) => topicId(topic) === id)?.topic;
}

/** The topic's name in buttons. */
export function topicId(topic: Topic): TagId | 'all' {
  return topic === 'all' ? 'all' : tagId(topic);
}

/** The topic's name for people. */
export function topicName(ctx: BotContext, deps: BotDependencies, topic: Topic): string {
  if (topic === 'all') return ctx.words.text('subscriptions-all-name');
  return deps.catalog().tag(topic)?.name ?? topic;
}
