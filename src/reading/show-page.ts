import type { Api } from 'grammy';
import type { PageForm } from '../render/article-page.ts';
import type { Keyboard } from '../render/message.ts';
import type { Failure } from '../telegram/outcome.ts';
import type { ReadingText } from './reading-text.ts';

/** Where a page is to appear. */
export interface PagePlace {
  readonly api: Api;
  readonly chatId: number;
  /** A rich page that is to be turned into this one; without it, or when it is gone, the page comes as new messages. */
  readonly turnMessageId?: number | undefined;
}

/** What Telegram would not take, so that it is not asked again for a while. Kept in the database. */
export interface RefusalMemory {
  /** Whether the server does not know rich messages, or refused this page of this text. */
  refuses(page: { readonly contentHash: string; readonly page: number }): Promise<boolean>;
  /** `page` is undefined when the server does not know rich messages at all. Gives whether that is news. */
  note(page: { readonly contentHash: string; readonly page: number } | undefined, reason: string): Promise<boolean>;
}

export type ShownPage = { readonly state: 'shown'; readonly form: PageForm } | Failure;

/** The buttons below a page; they may depend on the form in which it could be shown. */
export type PageKeyboard = (form: PageForm) => Keyboard;

/** Shows one page in the wanted form or, step by step, in a plainer one. Never throws for what Telegram answers. */
export type ShowPage = (
  place: PagePlace,
  text: ReadingText,
  page: number,
  form: 'rich' | 'classic',
  keyboard: PageKeyboard,
) => Promise<ShownPage>;
