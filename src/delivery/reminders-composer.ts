import { FormattedString } from '@grammyjs/parse-mode';
import type { Article, ArticleId } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Texts, Words } from '../locales/texts.ts';
import { cardText, renderCard, withCover } from '../render/card.ts';
import { joinFormatted } from '../render/formatted.ts';
import { renderArticleList } from '../render/lists.ts';
import type { OutgoingMessage, TextMessage } from '../render/message.ts';
import type { ReaderPlace } from '../render/reader-place.ts';
import type { ChatId } from './ports/ids.ts';
import type { RenderReminder } from './reminders.ts';
import type { Evenings } from './reminders-evening.ts';

export interface ReminderComposerPorts {
  readonly catalog: () => Catalog;
  readonly texts: Texts;
  readonly evenings: Pick<Evenings, 'isEvening'>;
  /** The article's address on the site, if it has one. */
  readonly url: (article: Article) => string | undefined;
  readonly now: () => Date;
  /** How far the reader has come in an article. */
  readonly place: (chatId: ChatId, article: ArticleId) => Promise<ReaderPlace | undefined>;
}

/** Makes the messages of reminders: of one article its card, of more a list with a button for each. */
export function createReminderComposer(ports: ReminderComposerPorts): RenderReminder {
  const { catalog, texts, evenings, url, now, place } = ports;
  return async ({ chatId, articleIds, languageCode, timezone }) => {
    const words = texts.for(languageCode);
    const articles = articleIds.flatMap((id) => catalog().article(id) ?? []);
    const [first] = articles;
    if (first === undefined) return undefined;
    // Quiet hours or a fault may have put it off until the morning.
    const when = evenings.isEvening(timezone, now()) ? 'tonight' : 'late';
    const lead = new FormattedString(words.text(`reminder-${when}`, { count: articles.length }));
    if (articles.length > 1) return listLadder(articles, lead, words);
    return cardLadder(first, lead, words, { url: url(first), place: await place(chatId, first.id) });
  };
}

function cardLadder(
  article: Article,
  lead: FormattedString,
  words: Words,
  options: { readonly url: string | undefined; readonly place: ReaderPlace | undefined },
): readonly OutgoingMessage[] {
  const { keyboard = [] } = renderCard(article, { words, ...options, saved: true, hasRelated: false });
  const text = (limit: number) =>
    joinFormatted([lead, cardText(article, words, limit - lead.rawText.length - 2)], '\n\n');
  const card = withCover(article, keyboard, text);
  const { cover: _cover, ...withoutCover } = article;
  const plain = withCover(withoutCover, keyboard, text) as TextMessage;
  return [...(card.kind === 'photo' ? [card] : []), plain, bare(plain)];
}

function listLadder(articles: readonly Article[], lead: FormattedString, words: Words): readonly OutgoingMessage[] {
  const list = renderArticleList({
    words,
    heading: lead,
    items: articles.map((article) => ({ article })),
    firstNumber: 1,
    page: 1,
    pages: 1,
    pageButton: (page) => ({ action: 'saved', page }),
  });
  return [list, bare(list)];
}

function bare(message: TextMessage): TextMessage {
  return { ...message, text: new FormattedString(message.text.rawText) };
}
