import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Tag } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { type ButtonData, encodeButton } from '../telegram/callback-data.ts';
import { ENTITY_LIMIT, MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { type ArticleEntry, renderEntries } from './article-entries.ts';
import { cutFormatted, cutText } from './cut.ts';
import { displayWidth } from './display-width.ts';
import { joinFormatted } from './formatted.ts';
import { isolate } from './isolate.ts';
import type { Keyboard, TextMessage } from './message.ts';

/** Articles on a page of a list. */
export const PAGE_SIZE = 8;
/** Tags on a page of the list of tags. */
export const TAG_PAGE_SIZE = 24;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** From 1. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
  /** The place of the first item in the whole list, from 1. */
  readonly firstNumber: number;
}

interface ListOptions {
  readonly words: Words;
  readonly heading: FormattedString;
  readonly page: number;
  readonly pages: number;
  /** What the button to another page of this list says. */
  readonly pageButton: (page: number) => ButtonData;
  /** Rows below the pages. */
  readonly extraRows?: Keyboard | undefined;
}

export interface ArticleListOptions extends ListOptions {
  readonly items: readonly ArticleEntry[];
  /** The number of the first entry. */
  readonly firstNumber: number;
  /** Marks articles that the reader has not opened. */
  readonly markUnread?: boolean | undefined;
}

export interface TagListOptions extends ListOptions {
  readonly tags: readonly Tag[];
}

export interface SubscribeButton {
  /** The tag's or the watched search's id, or `all`. */
  readonly topic: string;
  /** A watched search's name stands in quotation marks; left out, it is a tag, or everything when the topic is `all`. */
  readonly kind?: 'tag' | 'watch' | 'all';
  /** The tag's name, the words of the search, or what everything is called. */
  readonly name: string;
  readonly subscribed: boolean;
  /** The screen that the button stands on. */
  readonly where: (ButtonData & { readonly action: 'subscribe' })['where'];
}

// A phone shows about 40 columns across a row of buttons, shared by the buttons in it.
const NAME_LIMIT = 22;
// Searches may begin with the same words; on a list they have a row of their own.
const LISTED_WATCH_LIMIT = 34;
const TAG_NAME_LIMIT = 26;
const ROW_COLUMNS = 40;
const TAGS_IN_ROW = 3;
const BUTTON_PADDING = 2;
const HALF_ROW_COLUMNS = ROW_COLUMNS / 2 - BUTTON_PADDING;

const HEADING_LIMIT = 400;
const NUMBERS_IN_ROW = 4;

/** A page of articles: numbered entries, buttons with the same numbers that open them, buttons to other pages. */
export function renderArticleList(options: ArticleListOptions): TextMessage {
  const { heading, items, firstNumber, extraRows = [] } = options;
  const entries = renderEntries(items, options);
  const buttons = items.map(({ article }, index) => ({
    text: String(firstNumber + index),
    callback_data: encodeButton({ action: 'openArticle', article: article.id }),
  }));
  return {
    kind: 'text',
    text: withinMessage(joinFormatted([cutFormatted(heading, HEADING_LIMIT), ...entries], '\n\n')),
    keyboard: [...inRows(buttons, NUMBERS_IN_ROW), ...pagerRow(options, options.pageButton), ...extraRows],
  };
}

/** A page of tags as buttons with their counts. */
export function renderTagList(options: TagListOptions): TextMessage {
  const { heading, tags, extraRows = [] } = options;
  const keyboard = [...tagButtonRows(tags), ...pagerRow(options, options.pageButton), ...extraRows];
  return { kind: 'text', text: withinMessage(heading), keyboard };
}

/** One page of a list; a page that does not exist gives the nearest that does. */
export function paginate<Item>(items: readonly Item[], page: number, size: number = PAGE_SIZE): Page<Item> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const current = Number.isNaN(page) ? 1 : Math.min(Math.max(1, Math.trunc(page)), pages);
  const start = (current - 1) * size;
  return { items: items.slice(start, start + size), page: current, pages, firstNumber: start + 1 };
}

/** The row that turns pages, `‹ 2/7 ›`, without an arrow where there is nowhere to go; no row for a single page. */
export function pagerRow(
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
  pageButton: (page: number) => ButtonData,
): InlineKeyboardButton[][] {
  if (pages <= 1) return [];
  const arrow = (text: string, target: number) => ({ text, callback_data: encodeButton(pageButton(target)) });
  return [
    [
      ...(page > 1 ? [arrow('‹', page - 1)] : []),
      { text: `${page}/${pages}`, callback_data: encodeButton({ action: 'noop' }) },
      ...(page < pages ? [arrow('›', page + 1)] : []),
    ],
  ];
}

/** The button that subscribes to a tag, a search or everything, or ends the subscription when there is one. */
export function subscribeButton(words: Words, button: SubscribeButton): InlineKeyboardButton {
  const { topic, subscribed, where, kind = topic === 'all' ? 'all' : 'tag' } = button;
  const limit = kind === 'watch' && where === 'list' ? LISTED_WATCH_LIMIT : NAME_LIMIT;
  const name = isolate(cutText(button.name, limit));
  const named = { all: name, tag: `#${name}`, watch: words.text('list-quoted', { name }) };
  return {
    text: words.text(subscribeLabel(where, subscribed, kind), { topic: named[kind] }),
    callback_data: encodeButton({ action: 'subscribe', topic, on: !subscribed, where }),
  };
}

/** On a list of topics a tick says enough, and leaves room for the name. */
function subscribeLabel(
  where: SubscribeButton['where'],
  subscribed: boolean,
  kind: NonNullable<SubscribeButton['kind']>,
): string {
  if (where === 'list') return subscribed ? 'list-chosen-button' : 'list-choose-button';
  if (kind === 'watch') return subscribed ? 'list-unwatch-button' : 'list-watch-button';
  return subscribed ? 'list-unsubscribe-button' : 'list-subscribe-button';
}

/** Two buttons in one row where a phone shows both in full, else one below the other. */
export function besideOrBelow(...buttons: InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const isShort = buttons.every(({ text }) => displayWidth(text) <= HALF_ROW_COLUMNS);
  return isShort ? [buttons] : buttons.map((button) => [button]);
}

/** Buttons that open tags' pages, with their counts: as many in a row, up to three, as a phone shows in full. */
export function tagButtonRows(tags: readonly Tag[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  for (const tag of tags) {
    const text = `${isolate(cutText(tag.name, TAG_NAME_LIMIT))} · ${tag.count}`;
    const columns = displayWidth(text) + BUTTON_PADDING;
    const row = rows.at(-1);
    const button = { text, callback_data: encodeButton({ action: 'tag', tag: tag.id, page: 1 }) };
    // Telegram makes all buttons of a row equally wide, so the widest one counts for each.
    if (row !== undefined && row.length < TAGS_IN_ROW && widest(row, columns) * (row.length + 1) <= ROW_COLUMNS) {
      row.push(button);
    } else {
      rows.push([button]);
    }
  }
  return rows;
}

function widest(row: readonly InlineKeyboardButton[], columns: number): number {
  return Math.max(columns, ...row.map((button) => displayWidth(button.text) + BUTTON_PADDING));
}

function withinMessage(text: FormattedString): FormattedString {
  const cut = cutFormatted(text, MESSAGE_TEXT_LIMIT);
  return new FormattedString(cut.rawText, cut.rawEntities.slice(0, ENTITY_LIMIT));
}

function inRows(buttons: readonly InlineKeyboardButton[], size: number): InlineKeyboardButton[][] {
  return buttons.flatMap((_, index) => (index % size === 0 ? [buttons.slice(index, index + size)] : []));
}
