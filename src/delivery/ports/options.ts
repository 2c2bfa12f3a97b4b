/** How announcements go out. */
export interface DeliveryOptions {
  /** Messages per second over all chats. */
  readonly sendRate: number;
  readonly paidBroadcast: boolean;
  /** The undo window before an announcement's first message. */
  readonly announceDelayMs: number;
  /** `approve`: nothing goes out before an author says so. */
  readonly announceMode: 'auto' | 'approve';
  readonly staleAfterMs: number;
  /** More new articles than this for one reader come as one digest. */
  readonly pushesAtOnce: number;
  /** What becomes of a message of which nobody can tell whether it arrived. */
  readonly unsure: 'resend' | 'leave';
}
