import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Article, ArticleId } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { encodeButton } from '../telegram/callback-data.ts';
import { CAPTION_LIMIT, MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { formatFacts, formatTags } from './article-lines.ts';
import { cutText } from './cut.ts';
import { displayWidth } from './display-width.ts';
import { joinFormatted } from './formatted.ts';
import { isolate } from './isolate.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { isPhoto } from './photo.ts';
import { continueButton, isBegun, type ReaderPlace } from './reader-place.ts';

export interface CardOptions {
  readonly words: Words;
  /** The article's address; without one there is no button to it. */
  readonly url?: string | undefined;
  readonly saved: boolean;
  /** False leaves the button out. */
  readonly hasRelated?: boolean | undefined;
  /** How far this reader has come; an article that is begun is continued. */
  readonly place?: ReaderPlace | undefined;
  /** The series that the article is part `part` of. */
  readonly series?: { readonly part: number; readonly parts: number; readonly title: string } | undefined;
  /** A button that hands the article on. */
  readonly share?: InlineKeyboardButton | undefined;
}

const TITLE_LIMIT = 300;
const TAGS_SHOWN = 10;
const SERIES_LIMIT = 120;
// Half of the columns a phone shows across a row of buttons.
const HALF_ROW_COLUMNS = 18;

/** An article in short, with the buttons to read, keep and go on from it. A photo when it has a cover Telegram can show. */
export function renderCard(article: Article, options: CardOptions): OutgoingMessage {
  const { words } = options;
  const series = options.series === undefined ? undefined : seriesLine(options.series, words);
  return withCover(article, cardKeyboard(article, options), (limit) => cardText(article, words, limit, { series }));
}

function cardKeyboard(article: Article, options: CardOptions): Keyboard {
  const { words, url, saved, hasRelated = true, place, share } = options;
  const read = readButtons(article, words, place);
  const site: InlineKeyboardButton[] = url === undefined ? [] : [{ text: words.text('card-site-button'), url }];
  const keep: InlineKeyboardButton[] = [saveButton(words, article.id, saved)];
  const related = encodeButton({ action: 'related', article: article.id });
  if (hasRelated) keep.push({ text: words.text('card-related-button'), callback_data: related });
  if (share !== undefined) keep.push(share);
  // Buttons in a row are equally wide, so a long one needs a row to itself.
  const isShort = read.every(({ text }) => displayWidth(text) <= HALF_ROW_COLUMNS);
  return [...(isShort ? [[...read, ...site]] : [read, site]), keep].filter((row) => row.length > 0);
}

function seriesLine({ part, parts, title }: NonNullable<CardOptions['series']>, words: Words): string {
  return words.text('card-series', { part, parts, title: isolate(cutText(title, SERIES_LIMIT)) });
}

/** The button that sends the article's text, from the reader's place on where there is one; none without a text. */
export function readButtons(
  article: Pick<Article, 'id' | 'body'>,
  words: Words,
  place?: ReaderPlace,
): InlineKeyboardButton[] {
  if (article.body.trim() === '') return [];
  if (isBegun(place)) return [continueButton(words, article.id, place)];
  const data = encodeButton({ action: 'readArticle', article: article.id, part: 1 });
  return [{ text: words.text('card-read-button'), callback_data: data }];
}

/** The button that saves an article or, when it is `saved`, says so and takes it back. */
export function saveButton(words: Words, article: ArticleId, saved: boolean): InlineKeyboardButton {
  return {
    text: words.text(saved ? 'card-saved-button' : 'card-save-button'),
    callback_data: encodeButton({ action: 'saveArticle', article, saved: !saved }),
  };
}

/**
 * Title, description, series, tags, reading time and date, and perhaps a last line, within `limit`: the description gives
 * way.
 */
export function cardText(
  article: Article,
  words: Words,
  limit: number,
  { series, lastLine }: { readonly series?: string | undefined; readonly lastLine?: FormattedString | undefined } = {},
): FormattedString {
  const title = FormattedString.b(isolate(cutText(article.title, TITLE_LIMIT)));
  const tags =
    article.tags.length === 0 ? [] : [words.text('card-tags', { tags: formatTags(article.tags, TAGS_SHOWN) })];
  const facts = [...(series === undefined ? [] : [series]), ...tags, formatFacts(article, words)].join('\n');
  const around = joinFormatted([title, facts, ...(lastLine === undefined ? [] : [lastLine])], '\n\n');
  const repeats = article.description.trim().toLowerCase() === article.title.trim().toLowerCase();
  const room = limit - around.rawText.length - 2;
  const description = repeats || room < 2 ? '' : cutText(article.description, room);
  const lines = [title, description, facts, lastLine].filter((line) => line !== undefined && line.toString() !== '');
  return joinFormatted(lines as (FormattedString | string)[], '\n\n');
}

/**
 * A card as a photo with the text below it, or as a text of at most `textLimit` when there is no cover or none that is
 * a photo.
 */
export function withCover(
  article: Article,
  keyboard: Keyboard,
  text: (limit: number) => FormattedString,
  textLimit = MESSAGE_TEXT_LIMIT,
): OutgoingMessage {
  const { cover } = article;
  if (cover === undefined || !isPhoto(cover)) return { kind: 'text', text: text(textLimit), keyboard };
  return { kind: 'photo', photo: cover, caption: text(CAPTION_LIMIT), keyboard };
}
