import { FormattedString } from '@grammyjs/parse-mode';
import type { Tag, TagKey } from '../catalog/article.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { tagId } from '../catalog/tag-key.ts';
import type { Texts } from '../locales/texts.ts';
import type { OutgoingMessage, TextMessage } from '../render/message.ts';
import { renderPush } from '../render/push.ts';
import type { ClaimedDelivery } from './ports/ledger.ts';

export interface ComposePushPorts {
  readonly catalog: () => Catalog;
  readonly texts: Texts;
}

/**
 * The messages that can bring a delivery, best first: the card with its cover, the card as text, bare text. `undefined`
 * when the article is not in the catalogue.
 */
export async function composePush(
  claim: ClaimedDelivery,
  { catalog, texts }: ComposePushPorts,
): Promise<readonly OutgoingMessage[] | undefined> {
  const current = catalog();
  const article = current.article(claim.articleId);
  if (article === undefined) return undefined;
  const words = texts.for(claim.languageCode);
  const topic =
    claim.topic === 'all' ? ({ kind: 'all' } as const) : ({ kind: 'tag', tag: tagOf(current, claim.topic) } as const);
  const card = renderPush(article, { words, topic });
  const { cover: _cover, ...withoutCover } = article;
  const text = card.kind === 'text' ? card : (renderPush(withoutCover, { words, topic }) as TextMessage);
  return [...(card.kind === 'photo' ? [card] : []), text, { ...text, text: new FormattedString(text.text.text) }];
}

/** The tag may have left the article, and with it the catalogue, since the delivery was planned. */
function tagOf(catalog: Catalog, key: TagKey): Tag {
  return catalog.tag(key) ?? { key, id: tagId(key), name: key, count: 0 };
}
