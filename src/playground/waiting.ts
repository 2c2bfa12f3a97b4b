/** How long a test waits before it is told what was missing. */
export const WAIT_LIMIT_MS = 10_000;

/**
 * Waits until `look` finds something: looks at once, then each time `subscribe` reports a change. Rejects with
 * `describe()` when nothing was found in time.
 */
export async function waitFor<Found>(
  look: () => Found | undefined,
  subscribe: (changed: () => void) => () => void,
  describe: () => string,
  limitMs = WAIT_LIMIT_MS,
): Promise<Found> {
  const now = look();
  if (now !== undefined) return now;
  return await new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      unsubscribe();
      settle();
    };
    const unsubscribe = subscribe(() => {
      try {
        const found = look();
        if (found !== undefined) finish(() => resolve(found));
      } catch (error) {
        // A test's own condition failed; it must not fall on whoever reported the change.
        finish(() => reject(error));
      }
    });
    const timer = setTimeout(() => finish(() => reject(new Error(describe()))), limitMs);
  });
}
