const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 30 * 60_000;
/** With the delays below it lasts more than half a day, so a delivery outlives a night without network. */
export const MOST_ATTEMPTS = 40;

/** How long to wait after the attempt of this number, counted from 1: doubled each time, half an hour at most. */
export function retryDelayMs(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.min(attempt - 1, 20), LONGEST_DELAY_MS);
}
