import type { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Words } from '../locales/texts.ts';
import { type ButtonData, encodeButton } from '../telegram/callback-data.ts';
import { announcementTitle } from './announcement-progress.ts';
import { formatDay } from './article-lines.ts';
import { joinFormatted } from './formatted.ts';
import type { TextMessage } from './message.ts';

export interface HeldArticle {
  readonly title: string;
  readonly date: Date | undefined;
}

export interface MissingArticle {
  readonly title: string;
  /** Readers who have it. */
  readonly sent: number;
}

export type HeldChoice = Extract<ButtonData, { action: 'held' }>['choice'];
export type MissingChoice = Extract<ButtonData, { action: 'missing' }>['choice'];

/** Articles that are named in a question; with titles of 150 characters they take about half a message. */
export const ARTICLES_SHOWN = 8;

/** Asks what is to become of articles that are no fresh news, in the order given. `batch` names them in the buttons. */
export function renderHeld(articles: readonly HeldArticle[], batch: number, words: Words): TextMessage {
  const count = articles.length;
  const lines = articles.map(({ title, date }) =>
    date === undefined
      ? words.rich('author-held-undated', { title: announcementTitle(title) })
      : words.rich('author-held-article', { title: announcementTitle(title), day: formatDay(date, words.language) }),
  );
  const text = joinFormatted(
    [words.text('author-held', { count }), shorten(lines, count, words), words.text('author-held-ask', { count })],
    '\n\n',
  );
  const button = (label: string, choice: HeldChoice): InlineKeyboardButton => ({
    text: words.text(label),
    callback_data: encodeButton({ action: 'held', batch, choice }),
  });
  const seen = button('author-held-seen-button', 'seen');
  if (count === 1) return { kind: 'text', text, keyboard: [[button('author-held-one-button', 'all'), seen]] };
  const send = [button('author-held-all-button', 'all'), button('author-held-newest-button', 'newest')];
  return { kind: 'text', text, keyboard: [send, [seen]] };
}

/** What was chosen for them; `title` is that of the newest. */
export function renderHeldOutcome(choice: HeldChoice, count: number, title: string, words: Words): TextMessage {
  const args = { count, title: announcementTitle(title) };
  const text = {
    all: () => words.rich('author-held-sent', args),
    newest: () => words.rich('author-held-newest', args),
    seen: () => words.rich('author-held-seen', args),
  };
  return { kind: 'text', text: text[choice](), keyboard: [] };
}

/**
 * Tells that the files of `count` announced articles are gone, and asks whether what was sent is to be taken back.
 * Of many it takes the first `ARTICLES_SHOWN`.
 */
export function renderMissing(
  articles: readonly MissingArticle[],
  count: number,
  batch: number,
  words: Words,
): TextMessage {
  const button = (text: string, choice: MissingChoice): InlineKeyboardButton => ({
    text,
    callback_data: encodeButton({ action: 'missing', batch, choice }),
  });
  const keyboard = [
    [
      button(words.text('author-missing-leave-button', { count }), 'leave'),
      button(words.text('author-missing-retract-button', { count }), 'retract'),
    ],
  ];
  return { kind: 'text', text: missingText(articles, count, words), keyboard };
}

function missingText(articles: readonly MissingArticle[], count: number, words: Words): FormattedString {
  const [only] = articles;
  if (only !== undefined && count === 1) {
    return words.rich('author-missing', { title: announcementTitle(only.title), sent: only.sent });
  }
  const lines = articles.map(({ title, sent }) =>
    words.rich('author-missing-article', { title: announcementTitle(title), sent }),
  );
  const heading = words.text('author-missing-several', { count });
  return joinFormatted([heading, shorten(lines, count, words), words.text('author-missing-keep')], '\n\n');
}

/** What was chosen for articles whose files are gone; `title` is that of the first. */
export function renderMissingOutcome(choice: MissingChoice, count: number, title: string, words: Words): TextMessage {
  const args = { count, title: announcementTitle(title) };
  const text =
    choice === 'leave' ? words.rich('author-missing-left', args) : words.rich('author-missing-retracted', args);
  return { kind: 'text', text, keyboard: [] };
}

function shorten(lines: readonly FormattedString[], count: number, words: Words): FormattedString {
  const rest = count - ARTICLES_SHOWN;
  const more = rest > 0 ? [words.text('author-held-more', { count: rest })] : [];
  return joinFormatted([...lines.slice(0, ARTICLES_SHOWN), ...more], '\n');
}
