/** Hands out growing numbers. */
export interface Sequence {
  next(): number;
  /** The number handed out last. */
  last(): number;
}

const EPOCH = Date.UTC(2025, 0, 1);

/**
 * Continues after `last`, or from the seconds since 2025 where that is more. The clock keeps numbers growing even
 * after a crash before the last ones were saved, or when the saved state is gone: a bot that remembers the highest
 * number it met must never meet a lower one as new.
 */
export function createSequence(last: number, now: Date): Sequence {
  let current = Math.max(last, Math.floor((now.getTime() - EPOCH) / 1_000), 0);
  return {
    next() {
      current += 1;
      return current;
    },
    last: () => current,
  };
}
