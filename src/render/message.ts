import type { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton, InputRichBlock } from 'grammy/types';
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
  /** What to send in its place when Telegram does not take the picture; at most a message long. */
  readonly fallback?: FormattedString;
  readonly keyboard?: Keyboard;
}

/** A page of an article in Telegram's rich form. */
export interface RichMessage {
  readonly kind: 'rich';
  /** The `media` of pictures is an address, or `attach://<n>` for the file at place n of `files`. */
  readonly blocks: readonly InputRichBlock[];
  /** Absolute paths; whoever sends the message uploads them. */
  readonly files: readonly string[];
  readonly isRtl: boolean;
  readonly keyboard?: Keyboard;
}

/** Two to ten pictures that show as one; Telegram gives an album no buttons. */
export interface AlbumMessage {
  readonly kind: 'album';
  readonly photos: readonly Omit<PhotoMessage, 'kind' | 'keyboard'>[];
  /** What to send in its place when Telegram does not take one of the pictures; at most a message long. */
  readonly fallback?: FormattedString;
}

/** One message of an article's text. */
export type PageMessage = OutgoingMessage | AlbumMessage | RichMessage;
