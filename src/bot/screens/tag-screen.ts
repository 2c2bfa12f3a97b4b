import { FormattedString } from '@grammyjs/parse-mode';
import type { Tag } from '../../catalog/article.ts';
import { paginate, renderArticleList, subscribeButton, tagButtonRows } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { readerEntries } from '../reader-entries.ts';

const RELATED_SHOWN = 3;

/** A tag's page: its articles, the button to subscribe, and the tags that go with it. */
export async function tagScreen(ctx: BotContext, deps: BotDependencies, tag: Tag, page: number): Promise<TextMessage> {
  const { words } = ctx;
  const catalog = deps.catalog();
  const subscriptions = await deps.store.subscriptions.list(ctx.reader);
  const subscribed = subscriptions.some(({ topic }) => topic === tag.key);
  const slice = paginate(catalog.articlesWithTag(tag.key), page);
  return renderArticleList({
    words,
    heading: FormattedString.join(
      [FormattedString.b(words.text('tag-heading', { tag: tag.name })), words.text('tag-count', { count: tag.count })],
      '\n',
    ),
    ...slice,
    ...(await readerEntries(ctx, deps, slice.items)),
    pageButton: (target) => ({ action: 'tag', tag: tag.id, page: target }),
    extraRows: [
      [subscribeButton(words, { topic: tag.id, name: tag.name, subscribed, where: 'tag' })],
      ...tagButtonRows(catalog.relatedTags(tag.key, RELATED_SHOWN)),
      [{ text: words.text('tags-back-button'), callback_data: encodeButton({ action: 'tags', page: 1 }) }],
    ],
  });
}
