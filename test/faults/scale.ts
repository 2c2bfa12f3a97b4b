import { createHash } from 'node:crypto';

/** `npm run test:faults` runs the whole size, everything else a quick form of it. */
export const isFull = process.env.FAULTS === 'full';

/** What every random choice follows from. */
export const SEED = process.env.SEED ?? '1';

/** Picks the size of something. */
export function size<Value>(quick: Value, full: Value): Value {
  return isFull ? full : quick;
}

/** A number from 0 up to 1 that depends on the seed and on what it is asked for, not on when or how often. */
export function dice(...subject: readonly unknown[]): number {
  return (
    createHash('sha256')
      .update([SEED, ...subject].join(' '))
      .digest()
      .readUInt32BE() /
    2 ** 32
  );
}

/** One of several, by the dice. */
export function pick<Value>(values: readonly Value[], ...subject: readonly unknown[]): Value {
  const value = values[Math.floor(dice(...subject) * values.length)];
  if (value === undefined) throw new Error('there is nothing to pick from');
  return value;
}
