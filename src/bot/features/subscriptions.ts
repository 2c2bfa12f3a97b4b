import { Composer } from 'grammy';
import type { Topic } from '../../delivery/ports/preferences.ts';
import { listNames } from '../../locales/name-list.ts';
import { subscribeButton } from '../../render/lists.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton, onToggle } from '../on-button.ts';
import { quote } from '../quote.ts';
import { offerScreen, subscriptionsScreen, unknownTagScreen } from '../screens/subscription-screens.ts';
import { replacePressedButton, reply, show } from '../show.ts';
import { findTopics, findTopicsAmong, isEverything, resolveTopic, topicName } from '../topics.ts';
import { welcomeReaderBack } from './presence.ts';

/** Subscribing to tags or to everything, and ending it: by command, and by buttons under tags, pushes and lists. */
export function createSubscriptions(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('subscribe', async (ctx) => {
    const { topics, unknown } = findTopics(ctx, deps, ctx.match.trim());
    const done = topics.length === 0 ? undefined : await subscribe(ctx, deps, topics);
    if (unknown.length > 0) return reply(ctx, deps, await unknownTagScreen(ctx, deps, unknown, done));
    if (done === undefined) return reply(ctx, deps, await offerScreen(ctx, deps));
    await ctx.reply(done);
  });

  composer.command('unsubscribe', async (ctx) => {
    const own = (await deps.store.subscriptions.list(ctx.reader)).map(({ topic }) => topic);
    if (own.length === 0) return void (await ctx.reply(ctx.words.text('unsubscribe-none')));
    if (isEverything(ctx, ctx.match)) {
      await deps.store.subscriptions.removeAll(ctx.reader);
      return void (await ctx.reply(ctx.words.text('unsubscribed-everything')));
    }
    const { topics, unknown } = findTopicsAmong(ctx, ctx.match.trim(), own);
    const not = unknown.length === 0 ? undefined : notSubscribed(ctx, unknown);
    if (topics.length === 0) return reply(ctx, deps, await subscriptionsScreen(ctx, deps, 1, not));
    const done = await unsubscribe(ctx, deps, topics);
    await ctx.reply(not === undefined ? done : `${done} ${not}`);
  });

  composer.command('subscriptions', async (ctx) => reply(ctx, deps, await subscriptionsScreen(ctx, deps, 1)));
  onButton(composer, 'subscriptions', async (ctx, { page }) =>
    show(ctx, deps, await subscriptionsScreen(ctx, deps, page)),
  );

  onToggle(composer, 'subscribe', async (ctx, { topic: id, on, where }) => {
    const topic = await resolveTopic(ctx, deps, id);
    if (topic === undefined) return { toast: ctx.words.text('button-outdated') };
    const toast = await (on ? subscribe : unsubscribe)(ctx, deps, [topic]);
    const opposite = subscribeButton(ctx.words, {
      topic: id,
      name: topicName(ctx, deps, topic),
      subscribed: on,
      where,
    });
    return { toast, redraw: () => replacePressedButton(ctx, opposite) };
  });
  return composer;
}

async function subscribe(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[]): Promise<string> {
  await welcomeReaderBack(ctx, deps);
  const added: Topic[] = [];
  for (const topic of topics) {
    if (await deps.store.subscriptions.add(ctx.reader, topic, deps.now())) added.push(topic);
  }
  if (topics.includes('all')) {
    return ctx.words.text(added.includes('all') ? 'subscribed-all' : 'subscribed-already-all');
  }
  const tags = namesOf(ctx, deps, topics);
  return ctx.words.text(added.length > 0 ? 'subscribed-tags' : 'subscribed-already-tags', {
    count: topics.length,
    tags,
  });
}

async function unsubscribe(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[]): Promise<string> {
  let removed = false;
  for (const topic of topics) removed = (await deps.store.subscriptions.remove(ctx.reader, topic)) || removed;
  if (topics.includes('all')) return ctx.words.text('unsubscribed-all');
  const tags = namesOf(ctx, deps, topics);
  const done = removed ? ctx.words.text('unsubscribed-tags', { tags }) : ctx.words.text('unsubscribed-not', { tags });
  const left = await deps.store.subscriptions.list(ctx.reader);
  return left.some(({ topic }) => topic === 'all') ? `${done} ${ctx.words.text('unsubscribed-not-all')}` : done;
}

function notSubscribed(ctx: BotContext, names: readonly string[]): string {
  return ctx.words.text('unsubscribed-not', { tags: listNames(names.map(quote), ctx.words, 'disjunction') });
}

function namesOf(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[]): string {
  const names = topics.map((topic) => quote(topicName(ctx, deps, topic)));
  return listNames(names, ctx.words);
}
