import { FormattedString } from '@grammyjs/parse-mode';
import type { Article, Tag } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { cardText, readButtons, saveButton, withCover } from './card.ts';
import { cutText } from './cut.ts';
import { displayWidth } from './display-width.ts';
import { isolate } from './isolate.ts';
import { subscribeButton } from './lists.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { settingsButton } from './settings-button.ts';

/** The subscription that brought the article. */
export type PushTopic = { readonly kind: 'tag'; readonly tag: Tag } | { readonly kind: 'all' };

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

const TAG_NAME_LIMIT = 60;
// Half of the columns a phone shows across a row of buttons.
const HALF_ROW_COLUMNS = 18;

/** A new article as its subscribers get it: the card, why it came, and buttons to end that subscription and to the settings. */
export function renderPush(article: Article, options: PushOptions): OutgoingMessage {
  const { words, topic, textLimit } = options;
  const text = (limit: number) => cardText(article, words, limit, { lastLine: reason(topic, words) });
  return withCover(article, pushKeyboard(article, options), text, textLimit);
}

function pushKeyboard(article: Article, { words, topic, saved = false, subscribed = true }: PushOptions): Keyboard {
  const named =
    topic.kind === 'all'
      ? { topic: 'all', name: words.text('push-everything') }
      : { topic: topic.tag.id, name: topic.tag.name };
  const subscribe = subscribeButton(words, { ...named, subscribed, where: 'push' });
  const settings = settingsButton(words);
  // Buttons in a row are equally wide, so a long name needs a row to itself.
  const last = displayWidth(subscribe.text) <= HALF_ROW_COLUMNS ? [[subscribe, settings]] : [[subscribe], [settings]];
  return [[...readButtons(article, words), saveButton(words, article.id, saved)], ...last];
}

function reason(topic: PushTopic, words: Words): FormattedString {
  if (topic.kind === 'all') return new FormattedString(words.text('push-reason-all'));
  const tag = FormattedString.b(isolate(cutText(topic.tag.name, TAG_NAME_LIMIT)));
  return words.rich('push-reason-tag', { tag });
}
