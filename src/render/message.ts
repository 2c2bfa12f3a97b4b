import type { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Cover } from '../catalog/article.ts';

/** Rows of buttons, top to bottom. */
export type Keyboard = readonly (readonly InlineKeyboardButton[])[];

/** A message as the reader will see it, before anyone decides to send it or to edit another into it. */
export type OutgoingMessage = TextMessage | PhotoMessage;

export interface TextMessage {
  readonly kind: 'text';
  readonly text: FormattedString;
  readonly keyboard?: Keyboard;
}

export interface PhotoMessage {
  readonly kind: 'photo';
  readonly photo: Cover;
  readonly caption: FormattedString;
  readonly keyboard?: Keyboard;
}
