import type { DeliveryOptions } from '../delivery/ports/options.ts';
import type { Logger } from '../log.ts';
import type { Clock } from '../telegram/clock.ts';

/** What whoever starts the bot decides. */
export interface AppOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly contentFolders: readonly string[];
  readonly databasePath: string;
  readonly site: { readonly name: string; readonly url: string | undefined; readonly template: string };
  readonly authorIds: readonly number[];
  readonly checkSchedule: string;
  readonly timezone: string;
  readonly delivery: DeliveryOptions;
  readonly playground: { readonly botId: number; readonly personaIds: readonly number[] };
  readonly log: Logger;
  /** The system's when not given. */
  readonly clock?: Clock;
}
