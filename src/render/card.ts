import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Article, ArticleId } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { encodeButton } from '../telegram/callback-data.ts';
import { CAPTION_LIMIT, MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { formatFacts, formatTags } from './article-lines.ts';
import { cutText } from './cut.ts';
import { joinFormatted } from './formatted.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { isPhoto } from './photo.ts';

export interface CardOptions {
  readonly words: Words;
  /** The article's address; without one there is no button to it. */
  readonly url?: string | undefined;
  readonly saved: boolean;
  /** False leaves the button out. */
  readonly hasRelated?: boolean | undefined;
}

const TITLE_LIMIT = 300;
const TAGS_SHOWN = 10;

/** An article in short, with the buttons to read, keep and go on from it. A photo when it has a cover Telegram can show. */
export function renderCard(article: Article, { words, url, saved, hasRelated = true }: CardOptions): OutgoingMessage {
  const related = encodeButton({ action: 'related', article: article.id });
  const open = readButtons(article, words);
  if (url !== undefined) open.push({ text: words.text('card-site-button'), url });
  const keep: InlineKeyboardButton[] = [saveButton(words, article.id, saved)];
  if (hasRelated) keep.push({ text: words.text('card-related-button'), callback_data: related });
  return withCover(
    article,
    [open, keep].filter((row) => row.length > 0),
    (limit) => cardText(article, words, limit),
  );
}

/** The button that sends the article's text, or none for an article without one. */
export function readButtons(article: Pick<Article, 'id' | 'body'>, words: Words): InlineKeyboardButton[] {
  if (article.body.trim() === '') return [];
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

/** Title, description, tags, reading time and date, and perhaps a last line, within `limit`: the description gives way. */
export function cardText(article: Article, words: Words, limit: number, lastLine?: FormattedString): FormattedString {
  const title = FormattedString.b(cutText(article.title, TITLE_LIMIT));
  const tags =
    article.tags.length === 0 ? [] : [words.text('card-tags', { tags: formatTags(article.tags, TAGS_SHOWN) })];
  const facts = [...tags, formatFacts(article, words)].join('\n');
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
