import type { ArticleId, TagKey } from '../catalog/article.ts';

declare const brand: unique symbol;
/** A chat that receives. In private chats it is the person's Telegram id. */
export type ChatId = number & { readonly [brand]: 'ChatId' };
export type AnnouncementId = number & { readonly [brand]: 'AnnouncementId' };
export type DeliveryId = number & { readonly [brand]: 'DeliveryId' };

/** What the database remembers of an article it has met: enough to tell new from known, and a rename from both. */
export interface KnownArticle {
  readonly id: ArticleId;
  readonly key: string;
  readonly contentHash: string;
}

export interface NewArticle extends KnownArticle {
  readonly tagKeys: readonly TagKey[];
}

/** What a reader is subscribed to: one tag, or everything the blog publishes. */
export type Topic = TagKey | 'all';

/** A delivery handed to this process. Its row is `sending`, so a crash leaves it unsure, never unsent. */
export interface ClaimedDelivery {
  readonly id: DeliveryId;
  readonly announcementId: AnnouncementId;
  readonly articleId: ArticleId;
  readonly chatId: ChatId;
  readonly languageCode: string | undefined;
  /** The subscription that earned it; a tag before `all`. */
  readonly topic: Topic;
  /** Attempts begun, this one included. */
  readonly attempt: number;
  /** Greatest message id the bot account had seen when the claim was written; the sent message's id lies above it. */
  readonly messageIdBefore: number;
}

/** How a claimed delivery ends, or goes back in line. */
export type DeliveryResult =
  | { readonly state: 'sent'; readonly messageId: number }
  | { readonly state: 'failed'; readonly reason: string }
  /** The reader blocked the bot or left; the reader is marked gone in the same transaction, preferences kept. */
  | { readonly state: 'gone'; readonly reason: string }
  /** Not taken by Telegram for certain: due again at `dueAt`. */
  | { readonly state: 'pending'; readonly dueAt: Date; readonly reason: string }
  /** The chat has a new id: reader and delivery move to it in one transaction, due at once. */
  | { readonly state: 'moved'; readonly chatId: ChatId };

export interface AnnouncementProgress {
  readonly id: AnnouncementId;
  readonly articleId: ArticleId;
  /** Readers it was planned for; the sum of the counts below. */
  readonly total: number;
  readonly sent: number;
  readonly failed: number;
  readonly gone: number;
  /** Not sent because the reader stopped, unsubscribed or erased himself after the announcement was planned. */
  readonly skipped: number;
  /** Pending, being sent, or unsure. */
  readonly open: number;
  readonly startedAt: Date;
}

/** The memory of what is new. */
export interface ArticleMemory {
  /** `undefined` until the archive has been taken in. */
  bornAt(): Promise<Date | undefined>;
  known(): Promise<readonly KnownArticle[]>;
  /** First run: takes the articles in as the archive, announces nothing, and marks the database born. */
  takeArchive(articles: readonly KnownArticle[], now: Date): Promise<void>;
  /** Writes new keys and content hashes of articles already known, after edits and renames. */
  update(articles: readonly KnownArticle[], now: Date): Promise<void>;
  /** Remembers articles that are not to be announced (`announce: false`). */
  remember(articles: readonly KnownArticle[], now: Date): Promise<void>;
}

/** The ledger of announcements: one row per reader and article, written before anything is sent. */
export interface Ledger {
  /**
   * In one transaction: remembers the article and writes one delivery for each active reader subscribed to one of its
   * tags or to everything. An article announced before gives `undefined` and changes nothing.
   */
  announce(article: NewArticle, now: Date): Promise<AnnouncementProgress | undefined>;
  /** Hands out the next due deliveries, oldest announcement first, at most one per chat; marks them `sending` first. */
  claim(limit: number, now: Date, messageIdBefore: number): Promise<readonly ClaimedDelivery[]>;
  /** Rows that an earlier process left `sending`: their messages may or may not exist. At most `limit`. */
  unsure(limit: number): Promise<readonly ClaimedDelivery[]>;
  /** Closes a claimed delivery. Closing one that is closed already changes nothing. */
  close(id: DeliveryId, result: DeliveryResult, now: Date): Promise<void>;
  /** When the next pending delivery is due; `undefined` when none waits. */
  nextDueAt(): Promise<Date | undefined>;
  /**
   * Message ids above `after` that other messages are known to hold: for a private chat those of all private chats,
   * which share one sequence, the lowest first and not without bound; else the chat's own.
   */
  knownMessageIds(chatId: ChatId, after: number): Promise<ReadonlySet<number>>;
  /** Announcements with no open delivery left that have not been reported as finished; marks them reported. */
  takeFinished(now: Date): Promise<readonly AnnouncementProgress[]>;
}
