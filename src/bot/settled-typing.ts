import type { Clock } from '../telegram/clock.ts';

export interface SettledTyping<Typed> {
  /** Hears of each text as somebody types it; `person` is Telegram's number. */
  typed(person: number, what: Typed): void;
}

export interface SettledTypingOptions<Typed> {
  readonly sleep: Clock['sleep'];
  /** Ends the waiting; nothing is told any more. */
  readonly signal: AbortSignal;
  /** Is given each text that its writer looked at for a while before he typed on, or left. Must not throw. */
  readonly settled: (what: Typed) => void;
}

// People who read what was found pause longer, people who type shorter.
const PAUSE_MS = 3_000;
// Bounds the memory; what more people type in the same three seconds is left out.
const MOST_PEOPLE = 1_000;

/** Tells the texts that people stop at from those they type on the way there. */
export function createSettledTyping<Typed>({
  sleep,
  signal,
  settled,
}: SettledTypingOptions<Typed>): SettledTyping<Typed> {
  const last = new Map<number, symbol>();

  async function settle(person: number, what: Typed): Promise<void> {
    const turn = Symbol();
    last.set(person, turn);
    await sleep(PAUSE_MS, signal);
    if (last.get(person) !== turn) return;
    last.delete(person);
    if (!signal.aborted) settled(what);
  }

  return {
    typed(person, what) {
      if (last.has(person) || last.size < MOST_PEOPLE) void settle(person, what);
    },
  };
}
