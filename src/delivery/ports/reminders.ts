import type { ArticleId } from '../../catalog/article.ts';
import type { ChatId } from './ids.ts';
import type { DeliveryResult } from './ledger.ts';

/** Articles of which one reader is to be reminded now, handed to this process as one message. */
export interface ClaimedReminder {
  readonly chatId: ChatId;
  readonly languageCode: string | undefined;
  /** IANA name; `undefined` stands for the operator's TIMEZONE. */
  readonly timezone: string | undefined;
  /** In the order in which they were wanted; at least one. */
  readonly articleIds: readonly ArticleId[];
  readonly silent: boolean;
  /** Attempts begun, this one included. */
  readonly attempt: number;
  /** Greatest message id the bot account had seen when the claim was written; the sent message's id lies above it. */
  readonly messageIdBefore: number;
}

/** The reminders that readers have set, as their sender needs them. A row is claimed before its message is sent. */
export interface DueReminders {
  /**
   * Hands out what is due, one message per reader and never two at once. On the way it drops what is late by more than
   * two days or belongs to somebody who gets no messages any more, and puts off what falls into quiet hours.
   */
  claim(limit: number, now: Date, messageIdBefore: number): Promise<readonly ClaimedReminder[]>;
  /** What an earlier process had claimed: the messages may or may not exist. */
  unsure(limit: number): Promise<readonly ClaimedReminder[]>;
  /** Ends a claim. What the reader has taken back or set anew meanwhile stays as he left it. */
  close(claim: ClaimedReminder, result: DeliveryResult, now: Date): Promise<void>;
  /** When the next one is due; `undefined` while none waits. */
  nextDueAt(): Promise<Date | undefined>;
}
