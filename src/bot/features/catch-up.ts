import { Composer } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Article } from '../../catalog/article.ts';
import type { Topic } from '../../delivery/ports/preferences.ts';
import { cutText } from '../../render/cut.ts';
import { isWatch } from '../../search/watch.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { createImpatience } from '../impatience.ts';
import { onButton } from '../on-button.ts';
import { articleScreen } from '../screens/article-screen.ts';
import { removePressedButton, reply } from '../show.ts';
import { resolveTopic, topicId, topicName } from '../topics.ts';

// As many as fit a screen, and well within the burst that a chat takes at once.
const ARTICLES_SENT = 3;
const NAME_LIMIT = 20;

/** The newest articles of a subscription that has just begun: nothing else old is ever sent by itself. */
export function createCatchUp(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const presses = createImpatience(deps.now);
  onButton(composer, 'catchUp', async (ctx, { topic: id }) => {
    const press = `${ctx.reader} ${id}`;
    if (presses.isRepeated(press)) return;
    const topic = await resolveTopic(ctx, deps, id);
    const articles = topic === undefined ? [] : newest(deps, topic);
    if (articles.length === 0) await ctx.reply(ctx.words.text('catch-up-none'));
    for (const article of articles.toReversed()) await reply(ctx, deps, await articleScreen(ctx, deps, article));
    await removePressedButton(ctx);
    presses.answered(press);
  });
  return composer;
}

/** The buttons that send the newest articles of new subscriptions; none for a topic that has none. */
export function catchUpButtons(
  ctx: BotContext,
  deps: BotDependencies,
  topics: readonly Topic[],
): InlineKeyboardButton[] {
  const { words } = ctx;
  return topics.flatMap((topic) => {
    const count = newest(deps, topic).length;
    if (count === 0) return [];
    const name = cutText(topicName(ctx, deps, topic), NAME_LIMIT);
    const text =
      topics.length === 1 ? words.text('catch-up-button', { count }) : words.text('catch-up-topic-button', { name });
    return [{ text, callback_data: encodeButton({ action: 'catchUp', topic: topicId(topic) }) }];
  });
}

/** Newest first. Of a watched search none: it is watched from a page of what it finds. */
function newest(deps: BotDependencies, topic: Topic): readonly Article[] {
  if (isWatch(topic)) return [];
  const catalog = deps.catalog();
  const articles = topic === 'all' ? catalog.articles : catalog.articlesWithTag(topic);
  return articles.slice(0, ARTICLES_SENT);
}
