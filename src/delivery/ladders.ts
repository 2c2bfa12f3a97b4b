import { FormattedString } from '@grammyjs/parse-mode';
import type { Article, Tag, TagKey } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { tagId } from '../catalog/tag-key.ts';
import type { Words } from '../locales/texts.ts';
import { type DigestEntry, renderDigest } from '../render/digest.ts';
import type { OutgoingMessage, TextMessage } from '../render/message.ts';
import { type PushTopic, renderPush } from '../render/push.ts';
import { isWatch, watchId, watchName } from '../search/watch.ts';
import type { DeliveredArticle } from './ports/ledger.ts';
import type { Topic } from './ports/preferences.ts';

/** The messages that can bring something, best first: where Telegram refuses one, the next may pass. */
export type Ladder = readonly OutgoingMessage[];

/** What of a push may differ from reader to reader. */
export interface PushState {
  readonly saved: boolean;
  readonly subscribed: boolean;
  /** The longest text of a push without a photo, in UTF-16 units. */
  readonly textLimit: number;
}

/** A push as a card with its cover, if it has one, as a card without, and as bare text. */
export function pushLadder(article: Article, topic: Topic, catalog: Catalog, words: Words, state: PushState): Ladder {
  const options = { words, topic: pushTopic(topic, catalog), ...state };
  const card = renderPush(article, options);
  const { cover: _cover, ...withoutCover } = article;
  const text = card.kind === 'text' ? card : (renderPush(withoutCover, options) as TextMessage);
  return [...(card.kind === 'photo' ? [card] : []), text, bare(text)];
}

/** A digest of those of the articles that are in the catalogue, as text and as bare text; `undefined` when none is. */
export function digestLadder(
  articles: readonly DeliveredArticle[],
  catalog: Catalog,
  words: Words,
): Ladder | undefined {
  const entries = articles.flatMap(({ articleId, topic }) => {
    const article = catalog.article(articleId);
    if (article === undefined) return [];
    return [{ article, ...digestLabel(topic, catalog) }];
  });
  if (entries.length === 0) return undefined;
  const text = renderDigest(entries, { words });
  return [text, bare(text)];
}

function bare(message: TextMessage): TextMessage {
  return { ...message, text: new FormattedString(message.text.rawText) };
}

function pushTopic(topic: Topic, catalog: Catalog): PushTopic {
  if (topic === 'all') return { kind: 'all' };
  if (isWatch(topic)) return { kind: 'watch', watch: { id: watchId(topic), name: watchName(topic) } };
  return { kind: 'tag', tag: tagOf(catalog, topic) };
}

function digestLabel(topic: Topic, catalog: Catalog): Pick<DigestEntry, 'tag' | 'watch'> {
  if (topic === 'all') return {};
  return isWatch(topic) ? { watch: watchName(topic) } : { tag: tagOf(catalog, topic) };
}

/** The tag may have left the article, and with it the catalogue, since the delivery was planned. */
function tagOf(catalog: Catalog, key: TagKey): Tag {
  return catalog.tag(key) ?? { key, id: tagId(key), name: key, count: 0 };
}
