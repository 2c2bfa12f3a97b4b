// A press made during a long answer waits in the chat's queue and is handled the moment the answer is complete.
const REPEATED_WITHIN_MS = 3_000;

/** Tells a press that was repeated while its answer was still on the way from one that wants the answer again. */
export interface Impatience {
  isRepeated(press: string): boolean;
  /** Says that the answer to a press is complete. */
  answered(press: string): void;
}

/** `press` names who pressed which button on which message. */
export function createImpatience(now: () => Date): Impatience {
  const answeredAt = new Map<string, number>();

  function forgetOld(): void {
    for (const [press, at] of answeredAt) {
      if (now().getTime() - at > REPEATED_WITHIN_MS) answeredAt.delete(press);
    }
  }

  return {
    isRepeated(press) {
      forgetOld();
      return answeredAt.has(press);
    },
    answered(press) {
      answeredAt.set(press, now().getTime());
    },
  };
}
