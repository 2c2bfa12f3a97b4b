import type { TagId } from '../catalog/article.ts';
import { tagId, tagKey } from '../catalog/tag-key.ts';
import type { Topic } from '../delivery/ports.ts';
import type { BotContext, BotDependencies } from './context.ts';

/** The topic that a person names: a tag in any spelling, with or without `#`, or `all`. */
export function findTopic(deps: BotDependencies, name: string): Topic | undefined {
  if (name.toLowerCase() === 'all') return 'all';
  return deps.catalog().tag(tagKey(name.replace(/^#/, '')))?.key;
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
