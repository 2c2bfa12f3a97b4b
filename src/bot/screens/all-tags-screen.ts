import { FormattedString } from '@grammyjs/parse-mode';
import type { Tag } from '../../catalog/article.ts';
import { paginate, renderTagList, TAG_PAGE_SIZE } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import type { ButtonData } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';

/** All tags, most used first. */
export function allTagsScreen(ctx: BotContext, deps: BotDependencies, page: number): TextMessage {
  const { tags } = deps.catalog();
  if (tags.length === 0) return { kind: 'text', text: new FormattedString(ctx.words.text('tags-empty')) };
  const heading = FormattedString.join(
    [FormattedString.b(ctx.words.text('tags-heading', { count: tags.length })), ctx.words.text('tags-hint')],
    '\n',
  );
  return tagListScreen(ctx, heading, tags, page, (target) => ({ action: 'tags', page: target }));
}

/** One page of a list of tags. */
export function tagListScreen(
  ctx: BotContext,
  heading: FormattedString,
  tags: readonly Tag[],
  page: number,
  pageButton: (page: number) => ButtonData,
): TextMessage {
  const { items, ...slice } = paginate(tags, page, TAG_PAGE_SIZE);
  return renderTagList({ words: ctx.words, heading, tags: items, ...slice, pageButton });
}
