import type { ArticleId } from '../../catalog/article.ts';
import type { AnnouncementId, ChatId, DeliveryId } from './ids.ts';
import type { Topic } from './preferences.ts';

/** How a delivery looks in the chat; a photo card has its text as caption. After a lost answer nobody may know. */
export type MessageForm = 'text' | 'photo';

export interface DeliveredArticle {
  readonly deliveryId: DeliveryId;
  readonly announcementId: AnnouncementId;
  readonly articleId: ArticleId;
  /** The subscription that earned it; a tag before `all`. */
  readonly topic: Topic;
}

/** One message to one reader: a push of one article, or a digest of several. */
export interface Addressed {
  readonly kind: 'push' | 'digest';
  readonly chatId: ChatId;
  readonly languageCode: string | undefined;
  /** A push has one; of a digest the one that matches most of the reader's subscriptions is first. */
  readonly articles: readonly DeliveredArticle[];
}

/** Deliveries handed to this process as one message. Their rows are `sending`, so a crash leaves them unsure, never unsent. */
export interface ClaimedDelivery extends Addressed {
  /** Of the first row; names all of them together. */
  readonly id: DeliveryId;
  /** Without a sound, because the reader or the author wants it so. */
  readonly silent: boolean;
  /** Attempts begun, this one included. */
  readonly attempt: number;
  /** Greatest message id the bot account had seen when the claim was written; the sent message's id lies above it. */
  readonly messageIdBefore: number;
}

/** How claimed deliveries end, or go back in line. */
export type DeliveryResult =
  | { readonly state: 'sent'; readonly messageId: number; readonly form: MessageForm | undefined }
  | { readonly state: 'failed'; readonly reason: string }
  /** The reader blocked the bot or left; the reader is marked gone in the same transaction, preferences kept. */
  | { readonly state: 'gone'; readonly reason: string }
  /** Not taken by Telegram for certain: due again at `dueAt`. */
  | { readonly state: 'pending'; readonly dueAt: Date; readonly reason: string }
  /** The chat has a new id: reader and deliveries move to it in one transaction, due at once. */
  | { readonly state: 'moved'; readonly chatId: ChatId };

export interface Closing {
  /** The id of the claim. */
  readonly id: DeliveryId;
  readonly result: DeliveryResult;
}

/** The ledger of deliveries: one row per reader and announcement, written before anything is sent. */
export interface Ledger {
  /**
   * Hands out the next due messages of running announcements, at most one per chat: pushes before digests, the oldest
   * announcement first. Marks their rows `sending` first. On the way it closes rows of readers who no longer want them
   * and moves those of readers who want them later. More due articles for one reader than may come one by one
   * become a digest.
   */
  claim(limit: number, now: Date, messageIdBefore: number): Promise<readonly ClaimedDelivery[]>;
  /** What an earlier process left `sending`: the messages may or may not exist. At most `limit`. */
  unsure(limit: number): Promise<readonly ClaimedDelivery[]>;
  /** Ends claims, all in one transaction. Ending one that has ended already changes nothing. */
  close(closings: readonly Closing[], now: Date): Promise<void>;
  /** When there is something to claim next: a due delivery, the end of an undo window or of a pause that ends by itself. */
  nextDueAt(): Promise<Date | undefined>;
  /**
   * Message ids above `after` that other messages are known to hold: for a private chat those of all private chats,
   * which share one sequence, the lowest first and not without bound; else the chat's own.
   */
  knownMessageIds(chatId: ChatId, after: number): Promise<ReadonlySet<number>>;
  /**
   * The date has been set back by so many milliseconds: what was due, or put off for a while, would else wait that much
   * longer. Digests keep to the calendar.
   */
  noteSetBack(ms: number, now: Date): Promise<void>;
  /** Makes running announcements without an open delivery `finished` and gives them. */
  takeFinished(now: Date): Promise<readonly AnnouncementId[]>;
}
