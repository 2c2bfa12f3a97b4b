import { Composer } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import { contentsScreen } from '../../render/contents-list.ts';
import { decodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { createImpatience } from '../impatience.ts';
import { nextArticle } from '../next-article.ts';
import { onButton, onToggle } from '../on-button.ts';
import { pageToGoOn, readPage } from '../read-page.ts';
import { articleScreen } from '../screens/article-screen.ts';
import { reply, show } from '../show.ts';
import { sayGone } from './articles.ts';

// Buttons from before pages name parts of about as much text as two pages hold.
const PAGES_IN_PART = 2;

/** Reading: pages that are turned in place or sent below, their contents, and what to read next. */
export function createReading(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const presses = createImpatience(deps.now);

  /** Sends a page below, once for a press that was repeated while the page was on its way. */
  const sendBelow = async (ctx: BotContext, id: string, page: number) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return sayGone(ctx);
    const press = `${ctx.reader} ${ctx.callbackQuery?.message?.message_id} ${page}`;
    if (presses.isRepeated(press)) return;
    await readPage(ctx, deps, article, { page: await pageToGoOn(ctx, deps, article, page) });
    presses.answered(press);
  };
  onButton(composer, 'readArticle', (ctx, { article, part }) => {
    return sendBelow(ctx, article, (part - 1) * PAGES_IN_PART + 1);
  });
  onButton(composer, 'openPage', (ctx, { article, page }) => sendBelow(ctx, article, page));

  onButton(composer, 'turnPage', async (ctx, { article: id, page }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return sayGone(ctx);
    await readPage(ctx, deps, article, { page, turn: true });
  });

  onButton(composer, 'contents', async (ctx, { article: id, page, from }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return sayGone(ctx);
    const { sections, pages } = await deps.articlePages.open(article, ctx.words);
    const { title } = article;
    const screen = contentsScreen(ctx.words, { article: article.id, title, sections, page, from, pages });
    await (turnsPages(ctx) ? show : reply)(ctx, deps, screen);
  });

  onToggle(composer, 'trouble', async (ctx, { article: id, page }) => {
    const article = deps.catalog().article(id);
    await deps.store.preferences.set(ctx.reader, { readingForm: 'classic' }, deps.now());
    return {
      toast: ctx.words.text('read-plain-set'),
      redraw: () => (article === undefined ? sayGone(ctx) : readPage(ctx, deps, article, { page })),
    };
  });

  onButton(composer, 'next', async (ctx, { article: id }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return sayGone(ctx);
    await deps.store.readingPlaces.finish(ctx.reader, article.id, deps.now());
    const next = await nextArticle(ctx, deps, article);
    if (next === undefined) await ctx.reply(ctx.words.text('read-nothing-next'));
    else await reply(ctx, deps, await articleScreen(ctx, deps, next));
  });
  return composer;
}

/** Whether the pressed button stands on something that is turned in place: a rich page, or a list of contents. */
function turnsPages(ctx: BotContext): boolean {
  const rows = ctx.callbackQuery?.message?.reply_markup?.inline_keyboard ?? [];
  return rows.flat().some((button) => isTurning(button));
}

function isTurning(button: InlineKeyboardButton): boolean {
  return 'callback_data' in button && decodeButton(button.callback_data)?.action === 'turnPage';
}
