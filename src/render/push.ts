import { FormattedString } from '@grammyjs/parse-mode';
import type { Article, Tag } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { cardText, readButtons, saveButton, withCover } from './card.ts';
import { cutText } from './cut.ts';
import { displayWidth } from './display-width.ts';
import { isolate } from './isolate.ts';
import { type SubscribeButton, subscribeButton } from './lists.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { settingsButton } from './settings-button.ts';

/** The subscription that brought the article. */
export type PushTopic =
  | { readonly kind: 'tag'; readonly tag: Tag }
  | { readonly kind: 'watch'; readonly watch: WatchedSearch }
  | { readonly kind: 'all' };

/** A search that somebody watches. */
export interface WatchedSearch {
  /** Names it in buttons. */
  readonly id: string;
  /** Its words, and its tags after a `#`. */
  readonly name: string;
}

export interface PushOptions {
  readonly words: Words;
  readonly topic: PushTopic;
  /** Whether this reader has saved the article already. */
  readonly saved?: boolean | undefined;
  /** False once the reader has ended that subscription: the button offers to begin it again. */
  readonly subscribed?: boolean | undefined;
  /** The longest text of a push without a photo, in UTF-16 units; a whole message by default. */
  readonly textLimit?: number | undefined;
}

const NAME_LIMIT = 60;
// Half of the columns a phone shows across a row of buttons.
const HALF_ROW_COLUMNS = 18;

/** A new article as its subscribers get it: the card, why it came, and buttons to end that subscription and to the settings. */
export function renderPush(article: Article, options: PushOptions): OutgoingMessage {
  const { words, topic, textLimit } = options;
  const text = (limit: number) => cardText(article, words, limit, { lastLine: reason(topic, words) });
  return withCover(article, pushKeyboard(article, options), text, textLimit);
}

function pushKeyboard(article: Article, { words, topic, saved = false, subscribed = true }: PushOptions): Keyboard {
  const subscribe = subscribeButton(words, { ...nameOf(topic, words), subscribed, where: 'push' });
  const settings = settingsButton(words);
  // Buttons in a row are equally wide, so a long name needs a row to itself.
  const last = displayWidth(subscribe.text) <= HALF_ROW_COLUMNS ? [[subscribe, settings]] : [[subscribe], [settings]];
  return [[...readButtons(article, words), saveButton(words, article.id, saved)], ...last];
}

function nameOf(topic: PushTopic, words: Words): Pick<SubscribeButton, 'topic' | 'kind' | 'name'> {
  switch (topic.kind) {
    case 'all':
      return { kind: 'all', topic: 'all', name: words.text('push-everything') };
    case 'tag':
      return { kind: 'tag', topic: topic.tag.id, name: topic.tag.name };
    case 'watch':
      return { kind: 'watch', topic: topic.watch.id, name: topic.watch.name };
  }
}

function reason(topic: PushTopic, words: Words): FormattedString {
  if (topic.kind === 'all') return new FormattedString(words.text('push-reason-all'));
  const named = (name: string) => FormattedString.b(isolate(cutText(name, NAME_LIMIT)));
  if (topic.kind === 'watch') return words.rich('push-reason-watch', { search: named(topic.watch.name) });
  return words.rich('push-reason-tag', { tag: named(topic.tag.name) });
}
