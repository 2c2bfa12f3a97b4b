import { FormattedString } from '@grammyjs/parse-mode';
import type { Topic } from '../../delivery/ports.ts';
import { pagerRow, paginate, subscribeButton } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { quote } from '../quote.ts';
import { topicId, topicName } from '../topics.ts';

const TAGS_OFFERED = 8;

/** What there is to subscribe to: the most used tags, everything, and the way to the other tags. */
export async function offerScreen(ctx: BotContext, deps: BotDependencies): Promise<TextMessage> {
  const { words } = ctx;
  const subscribed = new Set((await deps.store.subscriptions.list(ctx.reader)).map(({ topic }) => topic));
  const topics: Topic[] = [
    'all',
    ...deps
      .catalog()
      .tags.slice(0, TAGS_OFFERED)
      .map(({ key }) => key),
  ];
  const buttons = topics.map((topic) =>
    subscribeButton(words, {
      topic: topicId(topic),
      name: topicName(ctx, deps, topic),
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

/** Says that no tag has this name, with those that come close. */
export async function unknownTagScreen(ctx: BotContext, deps: BotDependencies, name: string): Promise<TextMessage> {
  const similar = deps.catalog().findTags(name).slice(0, TAGS_OFFERED);
  const key = similar.length === 0 ? 'tag-unknown-alone' : 'tag-unknown';
  const buttons = similar.map((tag) =>
    subscribeButton(ctx.words, { topic: tag.id, name: tag.name, subscribed: false, where: 'list' }),
  );
  return {
    kind: 'text',
    text: new FormattedString(ctx.words.text(key, { text: quote(name) })),
    keyboard: inPairs(buttons),
  };
}

/** What the reader is subscribed to, each with a button that ends it. */
export async function subscriptionsScreen(ctx: BotContext, deps: BotDependencies, page: number): Promise<TextMessage> {
  const { words } = ctx;
  const subscriptions = await deps.store.subscriptions.list(ctx.reader);
  if (subscriptions.length === 0) return { kind: 'text', text: new FormattedString(words.text('subscriptions-empty')) };
  const slice = paginate(subscriptions, page);
  const rows = slice.items.map(({ topic }) => [
    subscribeButton(words, {
      topic: topicId(topic),
      name: topicName(ctx, deps, topic),
      subscribed: true,
      where: 'list',
    }),
  ]);
  return {
    kind: 'text',
    text: FormattedString.join(
      [FormattedString.b(words.text('subscriptions-heading')), words.text('subscriptions-hint')],
      '\n',
    ),
    keyboard: [...rows, ...pagerRow(slice, (target) => ({ action: 'subscriptions', page: target }))],
  };
}

function inPairs<Item>(items: readonly Item[]): Item[][] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}
