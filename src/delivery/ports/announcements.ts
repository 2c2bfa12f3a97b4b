import type { ArticleId, TagKey } from '../../catalog/article.ts';
import type { WatchTopic } from '../../search/watch.ts';
import type { KnownArticle } from './articles.ts';
import type { AnnouncementId } from './ids.ts';

/**
 * Where an announcement stands. It begins `held` (stale news, waits for the author's word), `approval` (every
 * announcement does, if the author wants it so) or `planning` (its deliveries are being written); is `running` from the
 * moment they are, though nothing goes out before `opensAt`; and ends `finished`, `cancelled` or `retracted`.
 */
export type AnnouncementState =
  | 'held'
  | 'approval'
  | 'planning'
  | 'running'
  | 'paused'
  | 'finished'
  | 'cancelled'
  | 'retracted';

/** `author`: pressed Pause. `faults`: too many sends failed. `missing`: the article's file is not there. */
export type PauseReason = 'author' | 'faults' | 'missing';

/** One article going out. */
export interface Announcement {
  readonly id: AnnouncementId;
  readonly articleId: ArticleId;
  /** As it was when last announced or corrected; the article itself may have left the catalogue. */
  readonly title: string;
  readonly state: AnnouncementState;
  /** Arrives without a sound at everybody's. */
  readonly silent: boolean;
  /** The check that found the article: the same instant for all that it found. */
  readonly startedAt: Date;
  /** End of the undo window; `undefined` until the deliveries are written. */
  readonly opensAt: Date | undefined;
  readonly finishedAt: Date | undefined;
  readonly pause:
    | { readonly reason: PauseReason; readonly note: string; readonly resumeAt: Date | undefined }
    | undefined;
  /** Readers it was planned for; the sum of the counts below. */
  readonly total: number;
  readonly sent: number;
  readonly failed: number;
  readonly gone: number;
  /** Not sent because the reader stopped, unsubscribed, muted or erased himself after it was planned. */
  readonly skipped: number;
  /** Pending, being sent, or unsure. */
  readonly open: number;
  /** When the next of the open ones is due; `undefined` when none is pending. In the future, all of them wait. */
  readonly nextDueAt: Date | undefined;
}

export interface NewArticle extends KnownArticle {
  readonly title: string;
  readonly tagKeys: readonly TagKey[];
  /** The watched searches that it answers. */
  readonly watches: readonly WatchTopic[];
  /** Changes when what a delivered card shows changes. */
  readonly cardHash: string;
}

export interface FailureReason {
  readonly state: 'failed' | 'gone' | 'skipped';
  readonly reason: string;
  readonly count: number;
}

/** An announced article as the comparison with the content needs it. */
export interface AnnouncedArticle {
  readonly id: AnnouncementId;
  readonly articleId: ArticleId;
  readonly state: AnnouncementState;
  /** Somebody has it, or is still to get it. */
  readonly reached: boolean;
  /** `undefined` for one announced by a version that did not keep it. */
  readonly cardHash: string | undefined;
  /** Since when the file has been missing, left as it is or not: the instant of the check that missed it. */
  readonly missingSince: Date | undefined;
  /** The author has said to leave what was sent, whatever became of the file. */
  readonly missingLeft: boolean;
}

/** The life of announcements. What no longer applies, e.g. pausing one that has ended, changes nothing and gives `false`. */
export interface Announcements {
  /**
   * In one transaction remembers the article and writes its announcement with its topics, without deliveries yet. Gives
   * `undefined` and changes nothing when the article has been announced before.
   */
  announce(
    article: NewArticle,
    state: 'planning' | 'held' | 'approval',
    now: Date,
  ): Promise<AnnouncementId | undefined>;
  /**
   * Writes one delivery for each active reader subscribed to one of its topics, which are the article's tags, watched searches and everything, for every
   * announcement in `planning`, a few thousand readers to a transaction so that others get their turns. When all of
   * them are planned they become `running` together, open from `delayMs` after that. Broken off, or after a crash, the
   * next call goes on where this one was.
   */
  plan(options: {
    readonly delayMs: number;
    readonly now: () => Date;
    readonly signal: AbortSignal;
  }): Promise<readonly AnnouncementId[]>;
  /** Active readers whom an article with these topics reaches at present, muted ones left out. */
  audience(id: AnnouncementId): Promise<number>;

  get(id: AnnouncementId): Promise<Announcement | undefined>;
  /** Newest first. */
  latest(limit: number): Promise<readonly Announcement[]>;
  /** Those in one of these states, oldest first. */
  inState(...states: readonly AnnouncementState[]): Promise<readonly Announcement[]>;
  /** Why deliveries did not arrive, the most frequent first, at most 20. */
  reasons(id: AnnouncementId): Promise<readonly FailureReason[]>;
  /** Every announcement, for comparing with the content; a line each. */
  announced(): Promise<readonly AnnouncedArticle[]>;

  /** Makes one that is `held` or in `approval` follow its edited article: title, topics and card. */
  amend(id: AnnouncementId, article: Omit<NewArticle, keyof KnownArticle>): Promise<boolean>;
  /** `held` or `approval` → `planning`; `plan` has to be called next. Gives how many. */
  publish(ids: readonly AnnouncementId[], silent: boolean): Promise<number>;
  /** `held` or `approval` → `cancelled`: the article counts as known and is never announced. Gives how many. */
  dismiss(ids: readonly AnnouncementId[], now: Date): Promise<number>;
  /** `running` → `paused`. */
  pause(
    id: AnnouncementId,
    pause: { readonly reason: PauseReason; readonly note: string; readonly resumeAt?: Date },
  ): Promise<boolean>;
  /** `paused` → `running`; with `reason`, only one paused for it. */
  resume(id: AnnouncementId, reason?: PauseReason): Promise<boolean>;
  /** `planning`, `running` or `paused` → `cancelled`: nothing more is handed out, what is under way ends. */
  cancel(id: AnnouncementId, now: Date): Promise<boolean>;
  /**
   * Puts failed deliveries of a `running`, `paused` or `finished` announcement back in line and makes it `running`,
   * unless it is paused because its article is missing. Gives how many.
   */
  retryFailed(id: AnnouncementId, now: Date): Promise<number>;

  /**
   * `held` and `approval` → `cancelled`; any other → `retracted`, but for one that was cancelled before its deliveries
   * were written.
   */
  retract(id: AnnouncementId, now: Date): Promise<boolean>;
  /** `retracted` → `running`, for who has not got it yet; → `planning`, if its deliveries were not all written: see `plan`. */
  restore(id: AnnouncementId): Promise<boolean>;
  /** Notes that files went missing (an instant) or are back (`undefined`). */
  setMissing(ids: readonly AnnouncementId[], since: Date | undefined): Promise<void>;
  /** The author wants what was sent of those that are missing left as it is; a paused one is cancelled. */
  leaveMissing(ids: readonly AnnouncementId[], now: Date): Promise<void>;

  /**
   * Those whose end the author has not been told of yet: all that were published and are not over, and those that are
   * over and not `setReported`. Dismissed ones have nothing to tell. Oldest first.
   */
  unreported(): Promise<readonly Announcement[]>;
  /** `false` when it is not over, or a message of it is still on its way, after which there is more to tell. */
  setReported(id: AnnouncementId, now: Date): Promise<boolean>;
}

/** What a message to an author is about; a `card` stands above the question whether it may go out. `subject` is an announcement's id, or the instant of a check in milliseconds. */
export interface AuthorMessageKey {
  readonly kind: 'progress' | 'card' | 'held' | 'missing';
  readonly subject: number;
  readonly authorId: number;
}

/** Which messages authors have, so that each is edited instead of sent again, over restarts too. */
export interface AuthorMessages {
  get(key: AuthorMessageKey): Promise<{ readonly messageId: number; readonly shows: string } | undefined>;
  /** `shows` is a fingerprint of what the message says now. */
  set(key: AuthorMessageKey, message: { readonly messageId: number; readonly shows: string }): Promise<void>;
  /** All of one kind, oldest subject first: questions that are open no more have to be closed at every author's. */
  list(kind: 'held' | 'missing'): Promise<readonly AuthorMessage[]>;
}

export interface AuthorMessage extends AuthorMessageKey {
  readonly messageId: number;
  readonly shows: string;
}
