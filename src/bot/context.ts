import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context, Transformer } from 'grammy';
import type { Catalog } from '../catalog/catalog.ts';
import type { ChatId } from '../delivery/ports/ids.ts';
import type { Evenings } from '../delivery/reminders-evening.ts';
import type { Texts, Words } from '../locales/texts.ts';
import type { Logger } from '../log.ts';
import type { ArticlePages } from '../reading/article-pages.ts';
import type { ShowPage } from '../reading/show-page.ts';
import type { SiteAddress } from '../render/site-links.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Store } from '../store/open-store.ts';
import type { ButtonData } from '../telegram/callback-data.ts';
import type { Clock } from '../telegram/clock.ts';
import type { PhotoMemory } from '../telegram/send-message.ts';

/** What every handler finds on its context, in a private chat. */
export type BotContext = ConversationFlavor<Context & BotFlavor>;

export interface BotFlavor {
  words: Words;
  /** The chat, which in private chats is the person. */
  reader: ChatId;
  /** What the pressed button says; `undefined` on a press means the button is outdated or forged. */
  button?: ButtonData | undefined;
}

/** Sets in motion what the database says already; everything returns at once. */
export interface DeliveryControl {
  /** Plans the deliveries of what has been published, then wakes the sender. */
  plan(): void;
  wakeSender(): void;
  wakeCorrector(): void;
  wakeDesk(): void;
  wakeReminders(): void;
  /** Messages a second that may be sent at present. */
  rate(): number;
}

/** What the bot needs from the rest of the house. */
export interface BotDependencies {
  readonly store: Store;
  /** The catalogue of this moment; it changes as files do. */
  readonly catalog: () => Catalog;
  readonly search: SearchIndex;
  readonly photos: PhotoMemory;
  /** Log, pace and patience of everything the bot sends. */
  readonly apiTransformers: readonly Transformer[];
  readonly articlePages: ArticlePages;
  readonly showPage: ShowPage;
  readonly texts: Texts;
  readonly site: SiteAddress & { readonly name: string };
  /** IANA name: the zone of readers who have not chosen theirs. */
  readonly timezone: string;
  /** Who may decide on what goes out; in a private chat the chat's id is the person's. */
  readonly authorIds: readonly number[];
  readonly delivery: DeliveryControl;
  readonly evenings: Pick<Evenings, 'next'>;
  readonly log: Logger;
  readonly now: () => Date;
  readonly sleep: Clock['sleep'];
  /** Aborted when the bot stops. */
  readonly stopping: AbortSignal;
  /** From 0 up to 1, as Math.random gives it. */
  readonly random: () => number;
}
