/**
 * How long the fastest of the latest calls took. What a call took above that it may have spent on its way to Telegram,
 * so it may have arrived that much later than it went out.
 */
export interface TravelTime {
  /** Notes a call; gives the latest moment at which Telegram may have got it, counted from when it would at the earliest. */
  arrival(sentAt: number, answeredAt: number): number;
}

// The way to Telegram changes now and then; the fastest of an hour ago says little.
const PERIOD_MS = 30_000;
// The first calls open connections, which makes all of them slow: the fastest of them tells nothing yet.
const WARM_UP_MS = 1_000;

/** Nothing known yet. */
export function createTravelTime(): TravelTime {
  let periodEndsAt = Number.NEGATIVE_INFINITY;
  let leastBefore = Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  let warmFrom = 0;
  return {
    arrival(sentAt, answeredAt) {
      if (answeredAt >= periodEndsAt) {
        const isCold = answeredAt >= periodEndsAt + PERIOD_MS;
        if (isCold) warmFrom = answeredAt + WARM_UP_MS;
        leastBefore = isCold ? Number.POSITIVE_INFINITY : least;
        least = Number.POSITIVE_INFINITY;
        periodEndsAt = answeredAt + PERIOD_MS;
      }
      least = Math.min(least, answeredAt - sentAt);
      return answeredAt < warmFrom ? answeredAt : answeredAt - Math.min(least, leastBefore);
    },
  };
}
