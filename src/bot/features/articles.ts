import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import type { Article } from '../../catalog/article.ts';
import { paginate, renderArticleList } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton } from '../on-button.ts';
import { readerEntries } from '../reader-entries.ts';
import { relatedArticles } from '../related.ts';
import { allTagsScreen } from '../screens/all-tags-screen.ts';
import { articleScreen } from '../screens/article-screen.ts';
import { reply, show } from '../show.ts';

const RELATED_LIMIT = 16;

/** Ways to come upon an article: the newest ones, a random one, those related to another, a number on a list. */
export function createArticles(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('latest', async (ctx) => reply(ctx, deps, await latestScreen(ctx, deps, 1)));
  onButton(composer, 'browse', async (ctx, { list }) =>
    reply(ctx, deps, list === 'latest' ? await latestScreen(ctx, deps, 1) : allTagsScreen(ctx, deps, 1)),
  );
  onButton(composer, 'latest', async (ctx, { page }) => show(ctx, deps, await latestScreen(ctx, deps, page)));

  composer.command('random', (ctx) => openRandom(ctx, deps));
  onButton(composer, 'random', (ctx) => openRandom(ctx, deps));

  onButton(composer, 'openArticle', async (ctx, { article: id }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return sayGone(ctx);
    await reply(ctx, deps, await articleScreen(ctx, deps, article));
  });

  // From a card it opens a list of its own; the list's arrows turn its pages in place.
  onButton(composer, 'related', async (ctx, { article: id }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return sayGone(ctx);
    await reply(ctx, deps, await relatedScreen(ctx, deps, article, 1));
  });
  onButton(composer, 'relatedPage', async (ctx, { article: id, page }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return sayGone(ctx);
    await show(ctx, deps, await relatedScreen(ctx, deps, article, page));
  });

  onButton(composer, 'noop', async () => undefined);
  return composer;
}

/** Says that a button's article has left the catalogue. */
export async function sayGone(ctx: BotContext): Promise<void> {
  await ctx.reply(ctx.words.text('article-gone'));
}

async function openRandom(ctx: BotContext, deps: BotDependencies): Promise<void> {
  const { articles } = deps.catalog();
  const article = articles[Math.floor(deps.random() * articles.length)];
  if (article === undefined) await ctx.reply(ctx.words.text('latest-empty'));
  else await reply(ctx, deps, await articleScreen(ctx, deps, article));
}

async function latestScreen(ctx: BotContext, deps: BotDependencies, page: number): Promise<TextMessage> {
  const { articles } = deps.catalog();
  if (articles.length === 0) return { kind: 'text', text: new FormattedString(ctx.words.text('latest-empty')) };
  const slice = paginate(articles, page);
  return renderArticleList({
    words: ctx.words,
    heading: FormattedString.b(ctx.words.text('latest-heading')),
    ...slice,
    ...(await readerEntries(ctx, deps, slice.items)),
    pageButton: (target) => ({ action: 'latest', page: target }),
  });
}

async function relatedScreen(
  ctx: BotContext,
  deps: BotDependencies,
  article: Article,
  page: number,
): Promise<TextMessage> {
  const related = relatedArticles(deps, article, RELATED_LIMIT);
  if (related.length === 0) return { kind: 'text', text: new FormattedString(ctx.words.text('related-none')) };
  const slice = paginate(related, page);
  return renderArticleList({
    words: ctx.words,
    heading: FormattedString.b(ctx.words.text('related-heading', { title: article.title })),
    ...slice,
    ...(await readerEntries(ctx, deps, slice.items)),
    pageButton: (target) => ({ action: 'relatedPage', article: article.id, page: target }),
  });
}
