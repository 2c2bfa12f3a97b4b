import { FormattedString } from '@grammyjs/parse-mode';
import type { Article, Tag } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { cardText, readButtons, saveButton, withCover } from './card.ts';
import { cutText } from './cut.ts';
import { isolate } from './isolate.ts';
import { subscribeButton } from './lists.ts';
import type { OutgoingMessage } from './message.ts';

/** The subscription that brought the article. */
export type PushTopic = { readonly kind: 'tag'; readonly tag: Tag } | { readonly kind: 'all' };

export interface PushOptions {
  readonly words: Words;
  readonly topic: PushTopic;
  /** Whether this reader has saved the article already. */
  readonly saved?: boolean | undefined;
}

const TAG_NAME_LIMIT = 60;

/** A new article as its subscribers get it: the card, why it came, and a button to end that subscription. */
export function renderPush(article: Article, { words, topic, saved = false }: PushOptions): OutgoingMessage {
  const unsubscribe =
    topic.kind === 'all'
      ? subscribeButton(words, { topic: 'all', name: words.text('push-everything'), subscribed: true, where: 'push' })
      : subscribeButton(words, { topic: topic.tag.id, name: topic.tag.name, subscribed: true, where: 'push' });
  const keyboard = [[...readButtons(article, words), saveButton(words, article.id, saved)], [unsubscribe]];
  return withCover(article, keyboard, (limit) => cardText(article, words, limit, reason(topic, words)));
}

function reason(topic: PushTopic, words: Words): FormattedString {
  if (topic.kind === 'all') return new FormattedString(words.text('push-reason-all'));
  const tag = FormattedString.b(isolate(cutText(topic.tag.name, TAG_NAME_LIMIT)));
  return words.rich('push-reason-tag', { tag });
}
