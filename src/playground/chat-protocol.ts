import type { InlineKeyboardButton, MessageEntity, RichMessage } from 'grammy/types';

/**
 * What the playground's page and its server say to each other, over HTTP on the same address:
 *
 * - `GET  /playground/state` → `PlaygroundState`
 * - `GET  /playground/events` → server-sent events, each `data:` line one `PlaygroundEvent`
 * - `POST /playground/chats/<chat>/messages` `SendText` → `ChatMessage`
 * - `POST /playground/chats/<chat>/presses` `PressButton` → `{}`; the answer arrives as an event
 * - `POST /playground/chats/<chat>/block` `SetBlocked` → `{}`
 * - `POST /playground/chats/<chat>/inline` `InlineQuestion` → `InlineAnswer`, what the bot offers for `@bot words`
 * - `POST /playground/chats/<chat>/inline/choice` `InlineChoice` → `ChatMessage`, which the person sends via the bot
 * - `POST /playground/publish` → `PublishedSample`
 * - `GET  /playground/files/<file id>` → the bytes of a photo or document
 *
 * A refused request answers 4xx with `{ "error": "…" }`.
 */

/** Somebody to be in the playground. In a private chat the chat's id is the person's id. */
export interface Persona {
  readonly id: number;
  readonly firstName: string;
  readonly username: string;
  readonly languageCode: string;
  readonly role: 'reader' | 'author';
}

export interface BotProfile {
  readonly id: number;
  readonly firstName: string;
  readonly username: string;
  readonly description: string;
  readonly shortDescription: string;
  readonly commands: readonly BotCommandText[];
  /** By chat id: what some chats have in place of the commands above. */
  readonly chatCommands: Readonly<Record<string, readonly BotCommandText[]>>;
}

export interface BotCommandText {
  readonly command: string;
  readonly description: string;
}

export interface PlaygroundState {
  readonly bot: BotProfile;
  readonly chats: readonly ChatState[];
}

export interface ChatState {
  readonly persona: Persona;
  readonly blocked: boolean;
  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
}

export interface ChatMessage {
  readonly id: number;
  readonly chatId: number;
  readonly from: 'bot' | 'person';
  /** Unix seconds, as the Bot API has them. */
  readonly date: number;
  readonly editDate?: number;
  /** Text or caption with its entities; offsets in UTF-16 code units. */
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** A rich message in the form in which Telegram gives it back; `text` holds its words then. */
  readonly rich?: RichMessage;
  /** Sent by a person out of the bot's inline results. */
  readonly viaBot?: boolean;
  /** Pictures that came as one album share it. */
  readonly albumId?: string;
  readonly photo?: { readonly fileId: string };
  readonly document?: { readonly fileId: string; readonly fileName: string; readonly size: number };
  readonly keyboard?: readonly (readonly InlineKeyboardButton[])[];
  /** Sent without a notification. */
  readonly silent: boolean;
  readonly replyToId?: number;
}

export type PlaygroundEvent =
  | { readonly type: 'message'; readonly message: ChatMessage }
  | { readonly type: 'edit'; readonly message: ChatMessage }
  | { readonly type: 'delete'; readonly chatId: number; readonly messageId: number }
  | { readonly type: 'answer'; readonly chatId: number; readonly text: string; readonly alert: boolean }
  | { readonly type: 'typing'; readonly chatId: number }
  | { readonly type: 'blocked'; readonly chatId: number; readonly blocked: boolean }
  | { readonly type: 'profile'; readonly bot: BotProfile };

export interface SendText {
  readonly text: string;
}

export interface PressButton {
  readonly messageId: number;
  /** The button's callback data. */
  readonly data: string;
}

export interface InlineQuestion {
  readonly query: string;
  readonly offset: string;
}

export interface InlineAnswer {
  /** Names the question when one of its results is chosen. */
  readonly queryId: string;
  readonly results: readonly InlineResult[];
  /** Empty when there are no more. */
  readonly nextOffset: string;
  /** Stands above the results. */
  readonly button?: InlineButton;
}

/** Opens the chat with the bot, which is sent `/start` with the parameter. */
export interface InlineButton {
  readonly text: string;
  readonly startParameter: string;
}

export interface InlineResult {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The address of a small picture. */
  readonly thumbnail?: string;
}

export interface InlineChoice {
  readonly queryId: string;
  readonly resultId: string;
}

export interface SetBlocked {
  readonly blocked: boolean;
}

export interface PublishedSample {
  readonly file: string;
  readonly title: string;
}
