import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Cadence, Topic } from '../../delivery/ports/preferences.ts';
import type { Words } from '../../locales/texts.ts';
import { joinFormatted } from '../../render/formatted.ts';
import { besideOrBelow, pagerRow, paginate, subscribeButton } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import { isWatch } from '../../search/watch.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { pauseHint } from '../pause.ts';
import { buttonTopic, topicId } from '../topics.ts';
import { unknownTags } from '../unknown-tags.ts';
import { backToSettings } from './settings-buttons.ts';

const TAGS_OFFERED = 8;

/** What there is to subscribe to: the most used tags, everything, and the way to the other tags. */
export async function offerScreen(ctx: BotContext, deps: BotDependencies): Promise<TextMessage> {
  const { words } = ctx;
  const subscribed = await subscribedTopics(ctx, deps);
  const topics: Topic[] = [
    'all',
    ...deps
      .catalog()
      .tags.slice(0, TAGS_OFFERED)
      .map(({ key }) => key),
  ];
  const buttons = topics.map((topic) =>
    subscribeButton(words, {
      ...buttonTopic(ctx, deps, topic),
      subscribed: subscribed.has(topic),
      where: 'list',
    }),
  );
  const more = {
    text: words.text('subscribe-more-button'),
    callback_data: encodeButton({ action: 'browse', list: 'tags' }),
  };
  return {
    kind: 'text',
    text: new FormattedString(words.text('subscribe-ask')),
    keyboard: [...inPairs(buttons.slice(1)), buttons.slice(0, 1), [more]],
  };
}

/** Says that no tag has these names, with those that come close; `lead` stands above it. */
export async function unknownTagScreen(
  ctx: BotContext,
  deps: BotDependencies,
  names: readonly string[],
  lead?: string,
): Promise<TextMessage> {
  const subscribed = await subscribedTopics(ctx, deps);
  const similar = new Set(names.flatMap((name) => deps.catalog().findTags(name).slice(0, TAGS_OFFERED)));
  const buttons = [...similar].slice(0, TAGS_OFFERED).map((tag) =>
    subscribeButton(ctx.words, {
      topic: tag.id,
      name: tag.name,
      subscribed: subscribed.has(tag.key),
      where: 'list',
    }),
  );
  const unknown = unknownTags(ctx.words, names, similar.size > 0);
  return {
    kind: 'text',
    text: new FormattedString(lead === undefined ? unknown : `${lead}\n\n${unknown}`),
    keyboard: inPairs(buttons),
  };
}

/** What the reader is subscribed to, each with a button that ends it and one to how it comes; `lead` stands above it. */
export async function subscriptionsScreen(
  ctx: BotContext,
  deps: BotDependencies,
  page: number,
  lead?: string,
): Promise<TextMessage> {
  const { words } = ctx;
  const subscriptions = await deps.store.subscriptions.list(ctx.reader);
  const lines = lead === undefined ? [] : [lead];
  const back = [backToSettings(words)];
  if (subscriptions.length === 0) {
    return {
      kind: 'text',
      text: joinFormatted([...lines, words.text('subscriptions-empty')], '\n\n'),
      keyboard: [back],
    };
  }
  const slice = paginate(subscriptions, page);
  const rows = slice.items.flatMap(({ topic, cadence }) => {
    const name = subscribeButton(words, { ...buttonTopic(ctx, deps, topic), subscribed: true, where: 'list' });
    const how = cadenceButton(words, topic, cadence, slice.page);
    return isWatch(topic) ? besideOrBelow(name, how) : [[name, how]];
  });
  const heading = FormattedString.join(
    [FormattedString.b(words.text('subscriptions-heading')), words.text('subscriptions-hint')],
    '\n',
  );
  const hints = [
    ...(subscriptions.some(({ topic }) => isWatch(topic)) ? [words.text('subscriptions-watches')] : []),
    ...(isMixed(subscriptions) ? [words.text('cadence-own-first')] : []),
    ...((await deps.store.readers.get(ctx.reader))?.state === 'stopped' ? [words.text('subscriptions-paused')] : []),
    ...(await pauseHint(ctx, deps)),
  ];
  return {
    kind: 'text',
    text: joinFormatted([...lines, heading, ...hints], '\n\n'),
    keyboard: [...rows, ...pagerRow(slice, (target) => ({ action: 'subscriptions', page: target })), back],
  };
}

/** Whether there are tags beside a subscription to everything, so that it matters whose cadence decides. */
export function isMixed(subscriptions: readonly { readonly topic: Topic }[]): boolean {
  return subscriptions.length > 1 && subscriptions.some(({ topic }) => topic === 'all');
}

/** Says in a word how a subscription's articles come, and opens the choice. */
function cadenceButton(words: Words, topic: Topic, cadence: Cadence, page: number): InlineKeyboardButton {
  return {
    text: words.text('subscriptions-cadence-button', { cadence: words.text(`cadence-short-${cadence}`) }),
    callback_data: encodeButton({ action: 'cadence', topic: topicId(topic), cadence: 'ask', page }),
  };
}

async function subscribedTopics(ctx: BotContext, deps: BotDependencies): Promise<ReadonlySet<Topic>> {
  return new Set((await deps.store.subscriptions.list(ctx.reader)).map(({ topic }) => topic));
}

function inPairs<Item>(items: readonly Item[]): Item[][] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}
