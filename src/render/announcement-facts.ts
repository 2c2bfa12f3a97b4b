/** What is shown of an announcement; those of the delivery room fit by shape. */
export interface AnnouncementFacts {
  readonly id: number;
  readonly title: string;
  readonly state: 'held' | 'approval' | 'planning' | 'running' | 'paused' | 'finished' | 'cancelled' | 'retracted';
  readonly silent: boolean;
  readonly startedAt: Date;
  readonly opensAt: Date | undefined;
  readonly finishedAt: Date | undefined;
  readonly pause:
    | {
        readonly reason: 'author' | 'faults' | 'missing';
        readonly note: string;
        readonly resumeAt: Date | undefined;
      }
    | undefined;
  /** The sum of the counts below. */
  readonly total: number;
  readonly sent: number;
  readonly failed: number;
  readonly gone: number;
  readonly skipped: number;
  readonly open: number;
  readonly nextDueAt: Date | undefined;
}

/** What an announcement is seen against. */
export interface AnnouncementLight {
  readonly now: Date;
  /** The author's own, for moments to come. */
  readonly timezone: string;
  /** Messages a second of late; `undefined` when that is not known yet. */
  readonly measuredRate: number | undefined;
  /** Messages a second that may be sent. */
  readonly expectedRate: number;
}
