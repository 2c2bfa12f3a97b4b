import { FormattedString } from '@grammyjs/parse-mode';
import type { ArticleId } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Texts, Words } from '../locales/texts.ts';
import type { TextMessage } from '../render/message.ts';
import { CAPTION_LIMIT, MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { digestLadder, type Ladder, type PushState, pushLadder } from './ladders.ts';
import type { ChatId } from './ports/ids.ts';
import type { Addressed, DeliveredArticle, MessageForm } from './ports/ledger.ts';
import type { Topic } from './ports/preferences.ts';
import { createRenderMemory } from './render-memory.ts';

export interface ComposerPorts {
  readonly catalog: () => Catalog;
  readonly texts: Texts;
  /** Whether the reader has saved an article; asked for corrections only, as a new one is hardly saved yet. */
  readonly saved?: (chatId: ChatId, article: ArticleId) => Promise<boolean>;
  /** Whether the reader still has the subscription that a push names; asked for corrections only. */
  readonly subscribed?: (chatId: ChatId, topic: Topic) => Promise<boolean>;
}

/** Makes the messages of deliveries. Most readers get the same ones, so each is rendered once. */
export interface Composer {
  /**
   * What can bring a delivery, best first: of a push the card with its cover, the card as text, bare text; of a digest
   * the text and the bare text. `undefined` while one of the articles is not in the catalogue.
   */
  compose(to: Addressed): Promise<Ladder | undefined>;
  /**
   * The same as it should look now in place of what was sent, with the buttons as this reader left them. A push that
   * was not sent as a text gets texts short enough for a caption. A digest leaves out what has left the catalogue;
   * `undefined` when nothing remains.
   */
  correct(to: Addressed & { readonly form: MessageForm | undefined }): Promise<Ladder | undefined>;
  /** What stands in place of a message whose articles, one or more, have been retracted; fits a caption. */
  withdrawn(languageCode: string | undefined, articles?: number): TextMessage;
}

const NEW_PUSH: PushState = { saved: false, subscribed: true, textLimit: MESSAGE_TEXT_LIMIT };

/** Reads the catalogue of the moment at every call. */
export function createComposer({ catalog, texts, saved, subscribed }: ComposerPorts): Composer {
  const remember = createRenderMemory<Ladder | undefined>();

  const push = ({ articleId, topic }: DeliveredArticle, words: Words, state: PushState) => {
    const current = catalog();
    const key = [words.language, articleId, topic, state.saved, state.subscribed, state.textLimit].join('\n');
    return remember(current, key, () => {
      const article = current.article(articleId);
      return article === undefined ? undefined : pushLadder(article, topic, current, words, state);
    });
  };
  const digest = (articles: readonly DeliveredArticle[], words: Words) => {
    const current = catalog();
    const key = [words.language, ...articles.flatMap(({ articleId, topic }) => [articleId, topic])].join('\n');
    return remember(current, key, () => digestLadder(articles, current, words));
  };
  const stateOf = async (to: Addressed, { articleId, topic }: DeliveredArticle, form: MessageForm | undefined) => ({
    saved: (await saved?.(to.chatId, articleId)) ?? false,
    subscribed: (await subscribed?.(to.chatId, topic)) ?? true,
    textLimit: form === 'text' ? MESSAGE_TEXT_LIMIT : CAPTION_LIMIT,
  });

  return {
    async compose({ kind, articles, languageCode }) {
      const words = texts.for(languageCode);
      if (kind === 'push') return articles[0] && push(articles[0], words, NEW_PUSH);
      const isWhole = articles.every(({ articleId }) => catalog().article(articleId) !== undefined);
      return isWhole ? digest(articles, words) : undefined;
    },
    async correct(to) {
      const words = texts.for(to.languageCode);
      const [first] = to.articles;
      if (first === undefined || to.kind === 'digest') return digest(to.articles, words);
      return push(first, words, await stateOf(to, first, to.form));
    },
    withdrawn(languageCode, count = 1) {
      return { kind: 'text', text: new FormattedString(texts.for(languageCode).text('digest-withdrawn', { count })) };
    },
  };
}
