import type { Topic } from '../delivery/ports/preferences.ts';
import { listNames } from '../locales/name-list.ts';
import { isWatch, readWatch, watchName, watchQuery } from '../search/watch.ts';
import type { BotContext, BotDependencies } from './context.ts';
import { welcomeReaderBack } from './features/presence.ts';
import type { Answer } from './on-button.ts';
import { pauseHint } from './pause.ts';
import { quote } from './quote.ts';
import { topicPhrase } from './topics.ts';

/** Searches that one reader may watch. */
export const MOST_WATCHES = 20;

export interface Subscribed {
  /** Says what the reader is subscribed to, and what may keep articles from coming; or why he is not. */
  readonly text: string;
  readonly added: readonly Topic[];
  /** He watches as many searches as he may, and nothing was changed. */
  readonly refused: boolean;
}

/** Subscribes a reader to topics; who had sent /stop is active again. */
export async function subscribe(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[]): Promise<Subscribed> {
  if (topics.some(isWatch) && !(await mayWatch(ctx, deps, topics))) {
    return { text: ctx.words.text('watch-too-many', { count: MOST_WATCHES }), added: [], refused: true };
  }
  await welcomeReaderBack(ctx, deps);
  const added: Topic[] = [];
  for (const topic of topics) {
    if (await deps.store.subscriptions.add(ctx.reader, topic, deps.now())) added.push(topic);
  }
  const pause = await pauseHint(ctx, deps);
  return { text: [subscribedText(ctx, deps, topics, added), ...pause].join(' '), added, refused: false };
}

/** Answers a press that would have gone beyond what a reader may watch: a message, whose command can be tapped. */
export function refusal(ctx: BotContext, { text }: Subscribed): Answer {
  return { toast: undefined, redraw: async () => void (await ctx.reply(text)) };
}

/** Ends subscriptions, and says that they have ended, or that there were none. */
export async function unsubscribe(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[]): Promise<string> {
  let removed = false;
  for (const topic of topics) removed = (await endOne(ctx, deps, topic)) || removed;
  if (topics.includes('all')) return ctx.words.text('unsubscribed-all');
  const done = unsubscribedText(ctx, deps, topics, removed);
  const left = await deps.store.subscriptions.list(ctx.reader);
  return left.some(({ topic }) => topic === 'all') ? `${done} ${ctx.words.text('unsubscribed-not-all')}` : done;
}

/** Says that a reader is not subscribed to what has these names. */
export function notSubscribed(ctx: BotContext, names: readonly string[]): string {
  return ctx.words.text('unsubscribed-not', { tags: listNames(names, ctx.words, 'disjunction') });
}

async function mayWatch(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[]): Promise<boolean> {
  const own = (await deps.store.subscriptions.list(ctx.reader)).map(({ topic }) => topic);
  return (
    new Set([...own, ...topics].filter(isWatch)).size <= MOST_WATCHES || topics.every((each) => own.includes(each))
  );
}

async function endOne(ctx: BotContext, deps: BotDependencies, topic: Topic): Promise<boolean> {
  const isRemoved = await deps.store.subscriptions.remove(ctx.reader, topic);
  // The button that ended a watch begins it again, and no catalogue knows its words.
  if (isWatch(topic)) await deps.store.searches.remember(ctx.reader, 'articles', watchQuery(topic), deps.now());
  return isRemoved;
}

function subscribedText(
  ctx: BotContext,
  deps: BotDependencies,
  topics: readonly Topic[],
  added: readonly Topic[],
): string {
  const { words } = ctx;
  if (topics.includes('all')) return words.text(added.includes('all') ? 'subscribed-all' : 'subscribed-already-all');
  const watch = onlyWatch(topics);
  if (watch !== undefined) return words.text(added.length > 0 ? 'watch-begun' : 'watch-begun-already', watch);
  return words.text(added.length > 0 ? 'subscribed-tags' : 'subscribed-already-tags', {
    count: topics.length,
    tags: namesOf(ctx, deps, topics),
  });
}

function unsubscribedText(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[], removed: boolean): string {
  const watch = onlyWatch(topics);
  if (watch !== undefined) return ctx.words.text(removed ? 'watch-ended' : 'watch-ended-already', watch);
  return ctx.words.text(removed ? 'unsubscribed-tags' : 'unsubscribed-not', { tags: namesOf(ctx, deps, topics) });
}

/** The watched search, and of how many words and tags it is, when it is the only topic. */
function onlyWatch([topic, ...others]: readonly Topic[]): { name: string; count: number } | undefined {
  if (topic === undefined || others.length > 0 || !isWatch(topic)) return undefined;
  const { words, tags } = readWatch(topic);
  return { name: quote(watchName(topic)), count: words.length + tags.length };
}

function namesOf(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[]): string {
  return listNames(
    topics.map((topic) => topicPhrase(ctx, deps, topic)),
    ctx.words,
  );
}
