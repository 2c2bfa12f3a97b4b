/** Counts what comes within any one second, and says when it is too much. */
export interface RateCounter {
  /** Whether one more is within the rate at this moment, in milliseconds; what is not does not count. */
  take(now: number): boolean;
}

/** Strict: not one more than `perSecond` in any second, whenever it begins. */
export function createRateCounter(perSecond: number): RateCounter {
  if (perSecond === Number.POSITIVE_INFINITY) return { take: () => true };
  // A ring of the latest ones: the oldest of them is the one that has to be a second old.
  const ring = new Float64Array(perSecond).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  return {
    take(now) {
      if (now - (ring[next] ?? 0) < 1_000) return false;
      ring[next] = now;
      next = (next + 1) % perSecond;
      return true;
    },
  };
}
