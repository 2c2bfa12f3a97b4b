import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Article, ArticleId } from '../../catalog/article.ts';
import { type Page, pagerRow, paginate, renderArticleList } from '../../render/lists.ts';
import type { Keyboard, TextMessage } from '../../render/message.ts';
import { type ButtonData, encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { readerEntries } from '../reader-entries.ts';
import { whenText } from '../this-evening.ts';
import { zoneOfReader } from '../time-zones/zones.ts';
import { inRows } from './settings-buttons.ts';

/** What the numbers below the list do: open an article, take it off the list, set its reminder. */
export type SavedMode = 'open' | Extract<ButtonData, { action: 'savedMode' }>['mode'];

const NUMBERS_IN_ROW = 4;

/** A page of what a reader has saved, the latest first, or the nearest page that exists. */
export async function savedScreen(
  ctx: BotContext,
  deps: BotDependencies,
  page: number,
  mode: SavedMode = 'open',
): Promise<TextMessage> {
  const saved = await deps.store.saved.list(ctx.reader);
  // A saved article may have left the catalogue for a while; it shows again when it is back.
  const articles = saved.flatMap(({ articleId }) => deps.catalog().article(articleId) ?? []);
  if (articles.length === 0) {
    const text = saved.length === 0 ? ctx.words.text('saved-empty') : ctx.words.text('saved-away');
    return { kind: 'text', text: new FormattedString(text) };
  }
  const slice = paginate(articles, page);
  const [{ items, markUnread }, reminders] = await Promise.all([
    readerEntries(ctx, deps, slice.items),
    reminderLines(ctx, deps, slice.items),
  ]);
  const list = renderArticleList({
    ...slice,
    words: ctx.words,
    heading: headingOf(ctx, mode),
    items: items.map((item) => {
      const snippet = reminders.get(item.article.id);
      return snippet === undefined ? item : { ...item, snippet };
    }),
    markUnread,
    pageButton: (target) => ({ action: 'saved', page: target }),
    extraRows: modeRow(ctx, slice.page),
  });
  return mode === 'open' ? list : { ...list, keyboard: modeKeyboard(ctx, slice, mode, reminders) };
}

function headingOf({ words }: BotContext, mode: SavedMode): FormattedString {
  const heading = FormattedString.b(words.text('saved-heading'));
  switch (mode) {
    case 'open':
      return heading;
    case 'remove':
      return FormattedString.join([heading, words.text('saved-remove-heading')], '\n');
    case 'remind':
      return FormattedString.join([heading, words.text('saved-remind-heading'), words.text('saved-remind-hint')], '\n');
  }
}

/** Of which of the articles the reader will be reminded, and when, as a line below each. */
async function reminderLines(
  ctx: BotContext,
  deps: BotDependencies,
  articles: readonly Article[],
): Promise<ReadonlyMap<ArticleId, FormattedString>> {
  const ids = articles.map(({ id }) => id);
  const reminders = await deps.store.reminders.among(ctx.reader, ids);
  if (reminders.size === 0) return new Map();
  const { timezone } = await deps.store.preferences.get(ctx.reader);
  const zone = zoneOfReader(timezone, deps.timezone);
  return new Map(
    [...reminders].map(([id, dueAt]) => {
      const when = whenText(ctx.words, dueAt, deps.now(), zone);
      return [id, new FormattedString(ctx.words.text('saved-reminder', { when }))];
    }),
  );
}

function modeRow({ words }: BotContext, page: number): Keyboard {
  const button = (mode: Exclude<SavedMode, 'open'>) => ({
    text: words.text(`saved-${mode}-button`),
    callback_data: encodeButton({ action: 'savedMode', page, mode }),
  });
  return [[button('remove'), button('remind')]];
}

function modeKeyboard(
  { words }: BotContext,
  { items, firstNumber, page, pages }: Page<Article>,
  mode: Exclude<SavedMode, 'open'>,
  reminders: ReadonlyMap<ArticleId, unknown>,
): Keyboard {
  const numbers = items.map(({ id }, index): InlineKeyboardButton => {
    const number = String(firstNumber + index);
    if (mode === 'remove') {
      return { text: `✕ ${number}`, callback_data: encodeButton({ action: 'removeSaved', article: id, page }) };
    }
    const isSet = reminders.has(id);
    const data = { action: 'remind', article: id, on: !isSet, where: 'list', page } as const;
    return { text: isSet ? `⏰ ${number}` : number, callback_data: encodeButton(data) };
  });
  const done = { text: words.text('saved-done-button'), callback_data: encodeButton({ action: 'saved', page }) };
  const pager = pagerRow({ page, pages }, (target) => ({ action: 'savedMode', page: target, mode }));
  return [...inRows(numbers, NUMBERS_IN_ROW), ...pager, [done]];
}
