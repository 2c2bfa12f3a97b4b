import type { InlineKeyboardButton } from 'grammy/types';
import type { ArticleId } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { type ButtonData, encodeButton } from '../telegram/callback-data.ts';
import type { PageForm } from './article-page.ts';
import { saveButton } from './card.ts';
import type { Keyboard } from './message.ts';
import { continueButton } from './reader-place.ts';

export interface PageKeyboardOptions {
  readonly article: ArticleId;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly form: PageForm;
  /** Whether the text has headings to list. */
  readonly hasContents: boolean;
  readonly saved: boolean;
  /** False leaves the button out. */
  readonly hasRelated?: boolean | undefined;
  /** False when nothing can be named to read after this article. */
  readonly hasNext?: boolean | undefined;
  readonly series?: SeriesNeighbours | undefined;
  readonly share?: InlineKeyboardButton | undefined;
}

/** The parts around this one of a series. */
export interface SeriesNeighbours {
  /** The number of this part, from 1. */
  readonly part: number;
  readonly previous?: ArticleId | undefined;
  readonly next?: ArticleId | undefined;
}

/**
 * The buttons below a page of an article's text. A rich page is turned in place; below the others the next page is sent
 * as new messages. The last page says how to go on from the article.
 */
export function pageKeyboard(words: Words, options: PageKeyboardOptions): Keyboard {
  const isLast = options.page >= options.pages;
  const isRich = options.form === 'rich';
  const turning = isRich ? pagerButtons(options) : isLast ? [] : [onButton(words, options)];
  const ending = isLast ? endRows(words, options) : [];
  const save = isRich && !isLast ? [saveButton(words, options.article, options.saved)] : [];
  const trouble = isRich ? [troubleButton(words, options)] : [];
  const contents = contentsButtons(words, options);
  // The last page has Save in a row with what else can be done with the article.
  const reading = isLast ? [[...contents, ...trouble]] : [[...contents, ...save], trouble];
  return [turning, ...ending, ...reading].filter((row) => row.length > 0);
}

/** `‹ 2/7 ›`, the number opening the contents; none for a single page. */
function pagerButtons({ article, page, pages, hasContents }: PageKeyboardOptions): InlineKeyboardButton[] {
  if (pages <= 1) return [];
  const turn = (text: string, to: number) => button(text, { action: 'turnPage', article, page: to });
  return [
    ...(page > 1 ? [turn('‹', page - 1)] : []),
    button(`${page}/${pages}`, hasContents ? { action: 'contents', article, page: 1, from: page } : { action: 'noop' }),
    ...(page < pages ? [turn('›', page + 1)] : []),
  ];
}

function onButton(words: Words, { article, page, pages }: PageKeyboardOptions): InlineKeyboardButton {
  return continueButton(words, article, { page: page + 1, pages });
}

/** A single page needs no list of what is on it. */
function contentsButtons(
  words: Words,
  { article, page, pages, hasContents }: PageKeyboardOptions,
): InlineKeyboardButton[] {
  if (!hasContents || pages <= 1) return [];
  return [button(words.text('reading-contents-button'), { action: 'contents', article, page: 1, from: page })];
}

function troubleButton(words: Words, { article, page }: PageKeyboardOptions): InlineKeyboardButton {
  return button(words.text('reading-trouble-button'), { action: 'trouble', article, page });
}

function endRows(words: Words, options: PageKeyboardOptions): InlineKeyboardButton[][] {
  const { article, saved, share, hasNext = true, hasRelated = true } = options;
  const next = button(words.text('reading-next-button'), { action: 'next', article });
  const related = button(words.text('card-related-button'), { action: 'related', article });
  return [
    hasNext ? [next] : [],
    seriesButtons(words, options.series),
    [saveButton(words, article, saved), ...(hasRelated ? [related] : []), ...(share === undefined ? [] : [share])],
  ];
}

function seriesButtons(words: Words, series: SeriesNeighbours | undefined): InlineKeyboardButton[] {
  if (series === undefined) return [];
  const { part, previous, next } = series;
  const open = (key: string, number: number, article: ArticleId | undefined) =>
    article === undefined ? [] : [button(words.text(key, { part: number }), { action: 'openArticle', article })];
  return [
    ...open('reading-previous-part-button', part - 1, previous),
    ...open('reading-next-part-button', part + 1, next),
  ];
}

function button(text: string, data: ButtonData): InlineKeyboardButton {
  return { text, callback_data: encodeButton(data) };
}
