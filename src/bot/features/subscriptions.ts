import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Topic } from '../../delivery/ports/preferences.ts';
import { subscribeButton } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import { type ButtonData, decodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton, onToggle } from '../on-button.ts';
import { quote } from '../quote.ts';
import { cadenceScreen } from '../screens/settings-cadence-screen.ts';
import { isMixed, offerScreen, subscriptionsScreen, unknownTagScreen } from '../screens/subscription-screens.ts';
import { changeKeyboard, isPressed, reply, show } from '../show.ts';
import { notSubscribed, refusal, subscribe, unsubscribe } from '../subscribing.ts';
import { buttonTopic, findTopics, findTopicsAmong, isEverything, resolveTopic, topicPhrase } from '../topics.ts';
import { catchUpButtons } from './catch-up.ts';

const CATCH_UPS_OFFERED = 3;

/** Subscribing to tags or to everything, and ending it, for watched searches as well: by command, and by buttons under tags, pushes and lists. */
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
    const not = unknown.length === 0 ? undefined : notSubscribed(ctx, unknown.map(quote));
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
    const begun = on ? await subscribe(ctx, deps, [topic]) : undefined;
    if (begun?.refused === true) return refusal(ctx, begun);
    const toast = begun?.text ?? (await unsubscribe(ctx, deps, [topic]));
    const opposite = subscribeButton(ctx.words, { ...buttonTopic(ctx, deps, topic), subscribed: on, where });
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
  return subscriptionsScreen(ctx, deps, page, notSubscribed(ctx, [topicPhrase(ctx, deps, topic)]));
}
