import { Composer } from 'grammy';
import { tagKey } from '../../catalog/tag-key.ts';
import type { Topic } from '../../delivery/ports.ts';
import { subscribeButton } from '../../render/lists.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton, onToggle } from '../on-button.ts';
import { quote } from '../quote.ts';
import { offerScreen, subscriptionsScreen, unknownTagScreen } from '../screens/subscription-screens.ts';
import { replacePressedButton, reply, show } from '../show.ts';
import { findTopic, resolveTopic, topicName } from '../topics.ts';
import { welcomeReaderBack } from './presence.ts';

/** Subscribing to tags or to everything, and ending it: by command, and by buttons under tags, pushes and lists. */
export function createSubscriptions(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('subscribe', async (ctx) => {
    const name = ctx.match.trim();
    if (name === '') return reply(ctx, deps, await offerScreen(ctx, deps));
    const topic = findTopic(deps, name);
    if (topic === undefined) return reply(ctx, deps, await unknownTagScreen(ctx, deps, name));
    await ctx.reply(await subscribe(ctx, deps, topic));
  });

  composer.command('unsubscribe', async (ctx) => {
    const name = ctx.match.trim();
    const subscribed = await deps.store.subscriptions.list(ctx.reader);
    if (subscribed.length === 0) return void (await ctx.reply(ctx.words.text('unsubscribe-none')));
    if (name === '') return reply(ctx, deps, await subscriptionsScreen(ctx, deps, 1));
    if (name.toLowerCase() === 'all') {
      await deps.store.subscriptions.removeAll(ctx.reader);
      return void (await ctx.reply(ctx.words.text('unsubscribed-everything')));
    }
    await ctx.reply(await unsubscribe(ctx, deps, tagKey(name), quote(name)));
  });

  composer.command('subscriptions', async (ctx) => reply(ctx, deps, await subscriptionsScreen(ctx, deps, 1)));
  onButton(composer, 'subscriptions', async (ctx, { page }) =>
    show(ctx, deps, await subscriptionsScreen(ctx, deps, page)),
  );

  onToggle(composer, 'subscribe', async (ctx, { topic: id, on, where }) => {
    const topic = await resolveTopic(ctx, deps, id);
    if (topic === undefined) return { toast: ctx.words.text('button-outdated') };
    const toast = on
      ? await subscribe(ctx, deps, topic)
      : await unsubscribe(ctx, deps, topic, topicName(ctx, deps, topic));
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

async function subscribe(ctx: BotContext, deps: BotDependencies, topic: Topic): Promise<string> {
  await welcomeReaderBack(ctx, deps);
  const isNew = await deps.store.subscriptions.add(ctx.reader, topic, deps.now());
  const state = isNew ? 'subscribed' : 'subscribed-already';
  if (topic === 'all') return ctx.words.text(`${state}-all`);
  return ctx.words.text(`${state}-tag`, { tag: topicName(ctx, deps, topic) });
}

async function unsubscribe(ctx: BotContext, deps: BotDependencies, topic: Topic, name: string): Promise<string> {
  const was = await deps.store.subscriptions.remove(ctx.reader, topic);
  if (topic === 'all') return ctx.words.text('unsubscribed-all');
  return ctx.words.text(was ? 'unsubscribed-tag' : 'unsubscribed-not', { tag: name });
}
