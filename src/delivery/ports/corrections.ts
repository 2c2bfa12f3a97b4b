import type { AnnouncementId, DeliveryId } from './ids.ts';
import type { Addressed, MessageForm } from './ledger.ts';

/** `edit`: what was sent shows the article as it is now. `retract`: it is taken back. */
export type CorrectionKind = 'edit' | 'retract';

/** A message that was sent and is to be corrected. Correcting one twice does no harm, so nothing is claimed. */
export interface SentMessage extends Addressed {
  readonly messageId: number;
  readonly sentAt: Date;
  readonly form: MessageForm | undefined;
  /** The delivery at which `advance` puts the cursor. */
  readonly cursor: DeliveryId;
}

export interface Correction {
  readonly announcementId: AnnouncementId;
  readonly kind: CorrectionKind;
  /** When it began; tells it from one begun anew. */
  readonly startedAt: Date;
  readonly messages: readonly SentMessage[];
}

export interface CorrectionOutcome {
  readonly cursor: DeliveryId;
  /** `missing`: the reader has deleted it. `deleted`: we have, and its id is forgotten. */
  readonly state: 'corrected' | 'deleted' | 'missing' | 'failed';
}

export interface Corrections {
  /**
   * Begins to correct what was sent of an announcement, from its first delivery on, in place of a correction under way;
   * in the same transaction notes what the cards show from now on.
   */
  start(
    id: AnnouncementId,
    kind: CorrectionKind,
    card: { readonly title: string; readonly cardHash: string },
    now: Date,
  ): Promise<void>;
  /**
   * The next messages of the oldest correction not at its end; one at its end is closed on the way. A correction waits
   * while a delivery claimed before it began is on its way, as that one may still show the article of before. Gives
   * `undefined` when there is nothing to do.
   */
  next(limit: number): Promise<Correction | undefined>;
  /** Moves the cursor past messages and counts. A correction that was begun anew meanwhile does not move. */
  advance(correction: Correction, outcomes: readonly CorrectionOutcome[], now: Date): Promise<void>;
}
