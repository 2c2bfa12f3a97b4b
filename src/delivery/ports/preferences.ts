import type { TagKey } from '../../catalog/article.ts';
import type { WatchTopic } from '../../search/watch.ts';

/** What a reader is subscribed to: one tag, a search, or everything the blog publishes. */
export type Topic = TagKey | WatchTopic | 'all';

/** How the articles of one subscription come. `muted` keeps the subscription and sends nothing. */
export type Cadence = 'instant' | 'daily' | 'weekly' | 'muted';

/** When a reader may be sent something. Hours are local, 0 to 23. */
export interface ReaderTiming {
  /** IANA name; `undefined` stands for the operator's TIMEZONE. */
  readonly timezone: string | undefined;
  readonly digestHour: number;
  /** Of weekly digests: 1 for Monday to 7 for Sunday, as in ISO 8601. */
  readonly digestWeekday: number;
  /** From one full hour to another, perhaps over midnight; the two differ. */
  readonly quietHours: { readonly from: number; readonly until: number } | undefined;
  readonly pausedUntil: Date | undefined;
}

/** How a reader wants articles' texts: rich pages, or plain messages that every client shows. */
export type ReadingForm = 'rich' | 'classic';

export interface Preferences extends ReaderTiming {
  /** Pushes make no sound. */
  readonly silent: boolean;
  readonly readingForm: ReadingForm;
}

/** Reads local time. Every instant that it gives is the same for the same arguments. */
export interface Timing {
  /** The first instant from `at` on at which the reader is neither paused nor in quiet hours; `at` itself when it is one. */
  opensAt(reader: ReaderTiming, at: Date): Date;
  /** The reader's first digest strictly after an instant: exactly one for each local day, or week. */
  nextDigestAt(reader: ReaderTiming, cadence: 'daily' | 'weekly', after: Date): Date;
}
