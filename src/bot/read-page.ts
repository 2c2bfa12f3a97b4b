import { FormattedString } from '@grammyjs/parse-mode';
import type { Article } from '../catalog/article.ts';
import { pageOptions } from '../reading/page-options.ts';
import type { ReadingText } from '../reading/reading-text.ts';
import type { PageForm } from '../render/article-page.ts';
import type { Keyboard } from '../render/message.ts';
import { pageKeyboard } from '../render/reading-keyboards.ts';
import type { BotContext, BotDependencies } from './context.ts';
import { hasRelated } from './related.ts';
import { shareButton } from './share-button.ts';
import { reply } from './show.ts';

/** Telegram did not take a page in any form, or cannot be reached. */
export class PageNotShownError extends Error {
  override name = 'PageNotShownError';
}

/**
 * Shows a page of an article's text and notes it as the reader's place. With `turn`, the message under the pressed button
 * becomes the page, as far as the reader's form allows; else the page is sent below. A page that does not exist gives
 * the nearest that does.
 */
export async function readPage(
  ctx: BotContext,
  deps: BotDependencies,
  article: Article,
  { page: wanted, turn = false }: { readonly page: number; readonly turn?: boolean },
): Promise<void> {
  const text = await deps.articlePages.open(article, ctx.words);
  if (text.pages === 0)
    return reply(ctx, deps, { kind: 'text', text: new FormattedString(ctx.words.text('read-empty')) });
  const page = Math.min(wanted, text.pages);
  const [{ readingForm }, keyboard] = await Promise.all([
    deps.store.preferences.get(ctx.reader),
    keyboardOf(ctx, deps, text, page),
  ]);
  const place = {
    api: ctx.api,
    chatId: ctx.reader,
    turnMessageId: turn ? ctx.callbackQuery?.message?.message_id : undefined,
  };
  const shown = await deps.showPage(place, text, page, readingForm, keyboard);
  if (shown.state === 'gone') return deps.log.info('a reader left in the middle of a page', { file: article.file });
  if (shown.state !== 'shown') {
    throw new PageNotShownError(`page ${page} of ${article.file} was not shown: ${JSON.stringify(shown)}`);
  }
  await deps.store.readingPlaces.set(ctx.reader, article.id, { page, pages: text.pages }, deps.now());
  if (page === text.pages) await deps.store.readingPlaces.finish(ctx.reader, article.id, deps.now());
}

async function keyboardOf(
  ctx: BotContext,
  deps: BotDependencies,
  text: ReadingText,
  page: number,
): Promise<(form: PageForm) => Keyboard> {
  const { article } = text;
  const options = pageOptions(text, page, deps.catalog(), {
    saved: await deps.store.saved.has(ctx.reader, article.id),
    hasRelated: hasRelated(deps, article),
    share: shareButton(ctx, article),
  });
  return (form) => pageKeyboard(ctx.words, { ...options, form });
}

/**
 * The page to go on with from a button that names one: the text may have been cut into more or fewer pages since the
 * reader was there, and then the same share of it is found.
 */
export async function pageToGoOn(
  ctx: BotContext,
  deps: BotDependencies,
  article: Article,
  page: number,
): Promise<number> {
  const place = await deps.store.readingPlaces.get(ctx.reader, article.id);
  if (place === undefined || place.page !== page) return page;
  const { pages } = await deps.articlePages.open(article, ctx.words);
  if (pages === place.pages) return page;
  return Math.max(1, Math.round(((page - 1) / Math.max(1, place.pages - 1)) * (pages - 1)) + 1);
}
