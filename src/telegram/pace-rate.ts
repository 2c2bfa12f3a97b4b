/** How many messages a second Telegram is found to take: less after each 429, slowly more while there is none. */
export interface AdaptiveRate {
  ceiling: number;
  /** With fractions; what counts is `messagesPerSecond`. */
  exact: number;
  /** The rate has been what it is since then, or will be until then. */
  since: number;
}

const LOWERED_TO = 0.8;
const CLIMB_SHARE = 0.02;
const CLIMB_EVERY_MS = 10_000;
const LEAST_RATE = 1;

/** Starts at what an earlier run learned, never above the ceiling. */
export function createRate(ceiling: number, learned: number | undefined, now: number): AdaptiveRate {
  return { ceiling, exact: within(learned ?? ceiling, ceiling), since: now };
}

/** The whole number of messages a second. */
export function messagesPerSecond({ exact }: AdaptiveRate): number {
  // Twenty steps of 0.6 are not quite twelve.
  return Math.floor(exact + 1e-6);
}

/** After a 429. */
export function lowerRate(rate: AdaptiveRate): void {
  rate.exact = within(rate.exact * LOWERED_TO, rate.ceiling);
}

/** Takes the steps that are due. */
export function climb(rate: AdaptiveRate, now: number): void {
  const steps = Math.floor((now - rate.since) / CLIMB_EVERY_MS);
  if (steps <= 0) return;
  rate.exact = within(rate.exact + steps * CLIMB_SHARE * rate.ceiling, rate.ceiling);
  rate.since += steps * CLIMB_EVERY_MS;
}

/** Sets another ceiling; a higher one takes the rate along in proportion. */
export function setCeiling(rate: AdaptiveRate, ceiling: number): void {
  rate.exact = within(rate.exact * Math.max(1, ceiling / rate.ceiling), ceiling);
  rate.ceiling = ceiling;
}

function within(perSecond: number, ceiling: number): number {
  return Math.max(LEAST_RATE, Math.min(ceiling, perSecond));
}
