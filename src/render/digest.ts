import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Article, Tag } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { encodeButton } from '../telegram/callback-data.ts';
import { MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { formatTags } from './article-lines.ts';
import { readButtons } from './card.ts';
import { cutFormatted, cutText } from './cut.ts';
import { joinFormatted } from './formatted.ts';
import { isolate } from './isolate.ts';
import type { TextMessage } from './message.ts';
import { settingsButton } from './settings-button.ts';

/** Articles in one digest: that many fill a message. */
export const DIGEST_LIMIT = 12;

export interface DigestEntry {
  readonly article: Article;
  /** The subscribed tag that brought it; none when a subscription to everything did. */
  readonly tag?: Tag | undefined;
  /** The watched search that brought it: its words, and its tags after a `#`. */
  readonly watch?: string | undefined;
}

// Twelve entries of these, with a heading and a hint, fill a message.
const TITLE_LIMIT = 120;
const DESCRIPTION_LIMIT = 120;
const LONE_DESCRIPTION_LIMIT = 400;
const WATCH_LIMIT = 40;
const BUTTONS_IN_ROW = 6;

/**
 * Several new articles in one message, in the order given: title, minutes and one line about each, and buttons with
 * the same numbers to read them. Throws a RangeError for none and for more than `DIGEST_LIMIT`.
 */
export function renderDigest(entries: readonly DigestEntry[], { words }: { readonly words: Words }): TextMessage {
  if (entries.length === 0 || entries.length > DIGEST_LIMIT) {
    throw new RangeError(`a digest holds 1 to ${DIGEST_LIMIT} articles, not ${entries.length}`);
  }
  const isLone = entries.length === 1;
  const text = joinFormatted(
    [
      FormattedString.b(words.text('digest-message-heading', { count: entries.length })),
      ...entries.map((entry, index) => entryText(entry, words, isLone ? undefined : index + 1)),
      ...(isLone ? [] : [words.text('digest-message-hint')]),
    ],
    '\n\n',
  );
  const open = entries.map(({ article }, index) => openButton(article, words, isLone ? undefined : index + 1));
  return {
    kind: 'text',
    text: cutFormatted(text, MESSAGE_TEXT_LIMIT),
    keyboard: [...inEvenRows(open), [settingsButton(words)]],
  };
}

function entryText({ article, tag, watch }: DigestEntry, words: Words, number: number | undefined): FormattedString {
  const title = FormattedString.b(isolate(cutText(article.title, TITLE_LIMIT)));
  const minutes = words.text('card-minutes', { minutes: article.readingMinutes });
  const label = tag ? formatTags([tag], 1) : watch && words.text('list-quoted', { name: quoted(watch) });
  const facts = label ? `${minutes} · ${label}` : minutes;
  const repeats = article.description.trim().toLowerCase() === article.title.trim().toLowerCase();
  const about = repeats
    ? ''
    : cutText(article.description, number === undefined ? LONE_DESCRIPTION_LIMIT : DESCRIPTION_LIMIT);
  const heading = number === undefined ? title : joinFormatted([`${number}. `, title]);
  return joinFormatted([heading, facts, ...(about === '' ? [] : [about])], '\n');
}

function quoted(watch: string): string {
  return isolate(cutText(watch, WATCH_LIMIT));
}

/** Reads the article; one without a text shows its card instead. */
function openButton(article: Article, words: Words, number: number | undefined): InlineKeyboardButton {
  const [read] = readButtons(article, words);
  const button = read ?? {
    text: words.text('digest-message-open-button'),
    callback_data: encodeButton({ action: 'openArticle', article: article.id }),
  };
  return number === undefined ? button : { ...button, text: String(number) };
}

/** Rows that differ by at most one button: seven become four and three. */
function inEvenRows(buttons: readonly InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const rows = Math.ceil(buttons.length / BUTTONS_IN_ROW);
  const place = (row: number) => Math.ceil((row * buttons.length) / rows);
  return Array.from({ length: rows }, (_, row) => buttons.slice(place(row), place(row + 1)));
}
