import type { Tag, TagId, TagKey } from '../catalog/article.ts';
import { tagId, tagKey } from '../catalog/tag-key.ts';
import type { Topic } from '../delivery/ports/preferences.ts';
import type { SubscribeButton } from '../render/lists.ts';
import { isWatch, watchName, watchOf } from '../search/watch.ts';
import type { BotContext, BotDependencies } from './context.ts';
import { quote } from './quote.ts';

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

/**
 * The same among topics that somebody is subscribed to, whose tags may have left the catalogue meanwhile; searches that
 * he watches are named by their words.
 */
export function findTopicsAmong(ctx: BotContext, text: string, own: readonly Topic[]): NamedTopics {
  return namedTopics(text, (name) => {
    const keys = isEverything(ctx, name) ? ['all'] : [tagKey(name), tagKey(bareName(name))];
    const named = (topic: Topic) => isWatch(topic) && keys.includes(tagKey(bareName(watchName(topic))));
    return own.find((topic) => keys.includes(topic)) ?? own.find(named);
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

/**
 * The topic of a button. A tag may have left the catalogue while somebody is still subscribed to it, and a search that
 * nobody watches is known only to who has made it.
 */
export async function resolveTopic(ctx: BotContext, deps: BotDependencies, id: string): Promise<Topic | undefined> {
  if (id === 'all') return 'all';
  const tag = deps.catalog().tagById(id);
  if (tag !== undefined) return tag.key;
  const own = await deps.store.subscriptions.list(ctx.reader);
  const subscribed = own.find(({ topic }) => topicId(topic) === id);
  if (subscribed !== undefined) return subscribed.topic;
  const known = deps.search.known();
  const queries = await deps.store.searches.queries(ctx.reader, 'articles');
  return queries.flatMap((query) => watchOf(query, known) ?? []).find((topic) => topicId(topic) === id);
}

/** The topic's name in buttons. */
export function topicId(topic: Topic): TagId | 'all' {
  return topic === 'all' ? 'all' : tagId(topic as TagKey);
}

/** The topic's name for people. */
export function topicName(ctx: BotContext, deps: BotDependencies, topic: Topic): string {
  if (topic === 'all') return ctx.words.text('subscriptions-all-name');
  return isWatch(topic) ? watchName(topic) : (deps.catalog().tag(topic)?.name ?? topic);
}

/** The same within a sentence, which tells a search from a tag. */
export function topicPhrase(ctx: BotContext, deps: BotDependencies, topic: Topic): string {
  const name = quote(topicName(ctx, deps, topic));
  return isWatch(topic) ? ctx.words.text('watch-named', { name }) : name;
}

/** What a button to begin or end the subscription says of the topic. */
export function buttonTopic(
  ctx: BotContext,
  deps: BotDependencies,
  topic: Topic,
): Pick<SubscribeButton, 'topic' | 'kind' | 'name'> {
  const kind = topic === 'all' ? 'all' : isWatch(topic) ? 'watch' : 'tag';
  return { topic: topicId(topic), kind, name: topicName(ctx, deps, topic) };
}
