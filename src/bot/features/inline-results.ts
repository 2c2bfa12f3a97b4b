import type { InlineQueryResultArticle } from 'grammy/types';
import type { Article } from '../../catalog/article.ts';
import type { Words } from '../../locales/texts.ts';
import { formatTags } from '../../render/article-lines.ts';
import { cardText } from '../../render/card.ts';
import { cutText, graphemeBorder } from '../../render/cut.ts';
import { isPhoto } from '../../render/photo.ts';
import { articleDeepLink, telegramUrl } from '../../render/site-links.ts';
import type { Snippet } from '../../search/snippet.ts';
import { CAPTION_LIMIT } from '../../telegram/limits.ts';

export interface ResultAddressee {
  readonly words: Words;
  /** The bot's username. */
  readonly bot: string;
}

export interface ResultAbout {
  /** Stands below the facts in place of the description. */
  readonly about?: string;
  /** Stands after that. */
  readonly more?: string;
}

const TITLE_LIMIT = 200;
// Clients give a description about three lines: on a phone one for the facts, and two for what follows.
const FACTS_LIMIT = 44;
const ABOUT_LIMIT = 110;
// So far into the line it is read for certain; a hit beyond is brought closer, with a few words before it.
const IN_SIGHT = 66;
const LEAD = 24;
const TAGS_SHOWN = [3, 2];
// A card with a picture holds no more either, and twenty of them have to arrive while somebody types.
const CARD_LIMIT = CAPTION_LIMIT;

/** An article as an inline result: what the list says of it, and the card that is posted when it is chosen. */
export function articleResult(
  article: Article,
  { words, bot }: ResultAddressee,
  { about = '', more = '' }: ResultAbout = {},
): InlineQueryResultArticle {
  const text = cardText(article, words, CARD_LIMIT);
  const thumbnail = thumbnailOf(article);
  return {
    type: 'article',
    id: article.id,
    title: cutText(article.title, TITLE_LIMIT),
    description: describe(article, words, [about || article.description, more].join(' ')),
    ...(thumbnail === undefined ? {} : { thumbnail_url: thumbnail }),
    input_message_content: {
      message_text: text.text,
      entities: text.entities,
      link_preview_options: { is_disabled: true },
    },
    reply_markup: {
      inline_keyboard: [[{ text: words.text('share-open-button'), url: articleDeepLink(bot, article.id) }]],
    },
  };
}

/** A snippet as a line that may be cut short: its first hit stands near the beginning. */
export function snippetLine(snippet: Snippet): string {
  const line = snippet.map(({ text }) => text).join('');
  const first = snippet.findIndex(({ hit }) => hit);
  const start = snippet.slice(0, Math.max(0, first)).reduce((length, { text }) => length + text.length, 0);
  const isInSight = start <= LEAD || start + (snippet[first]?.text.length ?? 0) <= IN_SIGHT;
  if (first < 0 || isInSight) return line;
  const space = line.slice(start - LEAD, start).indexOf(' ');
  return `…${line.slice(space < 0 ? graphemeBorder(line, start) : start - LEAD + space + 1)}`;
}

/** The same result without its picture. */
export function withoutThumbnail({ thumbnail_url: _, ...result }: InlineQueryResultArticle): InlineQueryResultArticle {
  return result;
}

function describe(article: Article, words: Words, about: string): string {
  return [factsOf(article, words), cutText(about, ABOUT_LIMIT)].filter((line) => line !== '').join('\n');
}

/** Minutes, and as many tags as stand in full in one line. */
function factsOf({ readingMinutes, tags }: Article, words: Words): string {
  const minutes = words.text('card-minutes', { minutes: readingMinutes });
  if (tags.length === 0) return minutes;
  const line = (shown: number) => `${minutes} · ${formatTags(tags, shown)}`;
  const shown = TAGS_SHOWN.find((count) => line(count).length <= FACTS_LIMIT) ?? 1;
  return cutText(line(shown), FACTS_LIMIT);
}

/** The cover's address, where Telegram can fetch it from the web; it does so by itself, for everybody who looks. */
function thumbnailOf({ cover }: Article): string | undefined {
  return cover?.kind === 'url' && isPhoto(cover) ? telegramUrl(cover.url) : undefined;
}
