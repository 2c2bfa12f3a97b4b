import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import { tagKey } from '../../catalog/tag-key.ts';
import { tagButtonRows } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton } from '../on-button.ts';
import { quote } from '../quote.ts';
import { allTagsScreen, tagListScreen } from '../screens/all-tags-screen.ts';
import { tagScreen } from '../screens/tag-screen.ts';
import { reply, show } from '../show.ts';
import { findTag } from '../topics.ts';
import { unknownTags } from '../unknown-tags.ts';

const SIMILAR_SHOWN = 6;

/** `/tags` with all tags or those like a few letters, `/tag` with one tag's articles, and their buttons. */
export function createTags(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('tags', async (ctx) => {
    const text = ctx.match.trim();
    await reply(ctx, deps, text === '' ? allTagsScreen(ctx, deps, 1) : await foundTagsScreen(ctx, deps, text, 1));
  });
  onButton(composer, 'tags', (ctx, { page }) => show(ctx, deps, allTagsScreen(ctx, deps, page)));

  onButton(composer, 'foundTags', async (ctx, { search, page }) => {
    const remembered = await deps.store.searches.get(search, ctx.reader);
    if (remembered === undefined) await ctx.reply(ctx.words.text('search-outdated'));
    else await show(ctx, deps, await foundTagsScreen(ctx, deps, remembered.query, page));
  });

  composer.command('tag', async (ctx) => {
    const name = ctx.match.trim();
    const tag = findTag(deps, name);
    await reply(ctx, deps, tag === undefined ? noSuchTagScreen(ctx, deps, name) : await tagScreen(ctx, deps, tag, 1));
  });
  onButton(composer, 'tag', async (ctx, { tag: id, page }) => {
    const tag = deps.catalog().tagById(id);
    await show(ctx, deps, tag === undefined ? allTagsScreen(ctx, deps, 1) : await tagScreen(ctx, deps, tag, page));
  });
  return composer;
}

async function foundTagsScreen(
  ctx: BotContext,
  deps: BotDependencies,
  text: string,
  page: number,
): Promise<TextMessage> {
  const found = deps.catalog().findTags(text);
  if (found.length === 0) return plain(ctx.words.text('tags-none-found', { text: quote(text) }));
  const holds = found.some(({ key }) => key.includes(tagKey(text)));
  const heading = ctx.words.text(holds ? 'tags-found-heading' : 'tags-close-heading', { text: quote(text) });
  const search = await deps.store.searches.remember(ctx.reader, 'tags', text, deps.now());
  return tagListScreen(ctx, new FormattedString(heading), found, page, (target) => ({
    action: 'foundTags',
    search,
    page: target,
  }));
}

function noSuchTagScreen(ctx: BotContext, deps: BotDependencies, name: string): TextMessage {
  const { words } = ctx;
  const catalog = deps.catalog();
  if (name === '') {
    const text = words.text('tag-missing', { example: catalog.tags[0]?.name ?? 'python' });
    return { ...plain(text), keyboard: tagButtonRows(catalog.tags.slice(0, SIMILAR_SHOWN)) };
  }
  const similar = catalog.findTags(name).slice(0, SIMILAR_SHOWN);
  return { ...plain(unknownTags(words, [name], similar.length > 0)), keyboard: tagButtonRows(similar) };
}

function plain(text: string): TextMessage {
  return { kind: 'text', text: new FormattedString(text) };
}
