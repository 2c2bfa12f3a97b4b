import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Topic } from '../../delivery/ports/preferences.ts';
import { listNames } from '../../locales/name-list.ts';
import { subscribeButton } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import { type ButtonData, decodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton, onToggle } from '../on-button.ts';
import { pauseHint } from '../pause.ts';
import { quote } from '../quote.ts';
import { cadenceScreen } from '../screens/settings-cadence-screen.ts';
import { isMixed, offerScreen, subscriptionsScreen, unknownTagScreen } from '../screens/subscription-screens.ts';
import { changeKeyboard, isPressed, reply, show } from '../show.ts';
import { findTopics, findTopicsAmong, isEverything, resolveTopic, topicName } from '../topics.ts';
import { catchUpButtons } from './catch-up.ts';
import { welcomeReaderBack } from './presence.ts';

const CATCH_UPS_OFFERED = 3;

/** Subscribing to tags or to everything, and ending it: by command, and by buttons under tags, pushes and lists. */
export function createSubscriptions(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('subscribe', async (ctx) => {
    const { topics, unknown } = findTopics(ctx, deps, ctx.match.trim());
    const done = topics.length === 0 ? undefined : await subscribe(ctx, deps, topics);
    if (unknown.length > 0) return reply(ctx, deps, await unknownTagScreen(ctx, deps, unknown, done?.text));
    if (done === undefined) return reply(ctx, deps, await offerScreen(ctx, deps));
    const offers = catchUpButtons(ctx, deps, done.added.slice(0, CATCH_UPS_OFFERED));
    await reply(ctx, deps, {
      kind: 'text',
      text: new FormattedString(done.text),
      keyboard: offers.map((one) => [one]),
    });
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

  onButton(composer, 'cadence', async (ctx, { topic: id, cadence, page }) => {
    const topic = await resolveTopic(ctx, deps, id);
    await show(ctx, deps, await chosenScreen(ctx, deps, topic, cadence, page));
  });

  onToggle(composer, 'subscribe', async (ctx, { topic: id, on, where }) => {
    const topic = await resolveTopic(ctx, deps, id);
    if (topic === undefined) return { toast: ctx.words.text('button-outdated') };
    const toast = on ? (await subscribe(ctx, deps, [topic])).text : await unsubscribe(ctx, deps, [topic]);
    const opposite = subscribeButton(ctx.words, {
      topic: id,
      name: topicName(ctx, deps, topic),
      subscribed: on,
      where,
    });
    const offers = on && where === 'tag' ? catchUpButtons(ctx, deps, [topic]) : [];
    return { toast, redraw: () => redrawToggle(ctx, opposite, offers) };
  });
  return composer;
}

/** Turns the pressed button over. On a tag's page the offer of its newest articles stands below a new subscription only. */
async function redrawToggle(
  ctx: BotContext,
  opposite: InlineKeyboardButton,
  offers: readonly InlineKeyboardButton[],
): Promise<void> {
  const isOffer = (button: InlineKeyboardButton) =>
    'callback_data' in button && decodeButton(button.callback_data)?.action === 'catchUp';
  await changeKeyboard(ctx, (rows) =>
    rows
      .filter((row) => !row.some(isOffer))
      .flatMap((row) => {
        if (!row.some((button) => isPressed(ctx, button))) return [row];
        const turned = row.map((button) => (isPressed(ctx, button) ? opposite : button));
        return offers.length === 0 ? [turned] : [turned, offers];
      }),
  );
}

/** Changes how the articles of a subscription come, or ends it, and gives the screen that shows it. */
async function chosenScreen(
  ctx: BotContext,
  deps: BotDependencies,
  topic: Topic | undefined,
  choice: Extract<ButtonData, { action: 'cadence' }>['cadence'],
  page: number,
): Promise<TextMessage> {
  if (topic === undefined) return subscriptionsScreen(ctx, deps, page);
  if (choice === 'end') return subscriptionsScreen(ctx, deps, page, await unsubscribe(ctx, deps, [topic]));
  if (choice !== 'ask') {
    await deps.store.subscriptions.setCadence(ctx.reader, topic, choice, deps.now());
    deps.delivery.wakeSender();
  }
  const subscriptions = await deps.store.subscriptions.list(ctx.reader);
  const subscription = subscriptions.find((each) => each.topic === topic);
  if (subscription !== undefined) {
    const chosen = { topic, cadence: subscription.cadence, besideOthers: isMixed(subscriptions) };
    return cadenceScreen(ctx, deps, chosen, page);
  }
  return subscriptionsScreen(ctx, deps, page, notSubscribed(ctx, [topicName(ctx, deps, topic)]));
}

interface Subscribed {
  /** Says what the reader is subscribed to, and what may keep articles from coming. */
  readonly text: string;
  readonly added: readonly Topic[];
}

async function subscribe(ctx: BotContext, deps: BotDependencies, topics: readonly Topic[]): Promise<Subscribed> {
  await welcomeReaderBack(ctx, deps);
  const added: Topic[] = [];
  for (const topic of topics) {
    if (await deps.store.subscriptions.add(ctx.reader, topic, deps.now())) added.push(topic);
  }
  const pause = await pauseHint(ctx, deps);
  return { text: [subscribedText(ctx, deps, topics, added), ...pause].join(' '), added };
}

function subscribedText(
  ctx: BotContext,
  deps: BotDependencies,
  topics: readonly Topic[],
  added: readonly Topic[],
): string {
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
