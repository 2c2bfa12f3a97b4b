import type { Envelope } from './api/envelope.ts';

/** One call of the Bot API as the playground saw it. */
export interface RecordedCall {
  readonly index: number;
  readonly method: string;
  /** Files are left out: their parameter says `attach://…`. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Date;
  /** What was answered, `cut` when the connection was broken, `undefined` while it is under way. */
  readonly outcome: Envelope | 'cut' | undefined;
}

/** The calls so far, and a way to hear of each when it begins and when it is over. */
export interface CallLog {
  begin(method: string, payload: Readonly<Record<string, unknown>>): { readonly index: number; readonly nth: number };
  end(index: number, outcome: Envelope | 'cut'): void;
  all(): readonly RecordedCall[];
  subscribe(listener: (call: RecordedCall) => void): () => void;
}

/** Long runs forget their oldest calls. */
export const KEPT_CALLS = 10_000;

/** A log whose times come from `now`. It keeps the latest `kept` calls, for a while up to twice as many. */
export function createCallLog(now: () => Date, kept: number = KEPT_CALLS): CallLog {
  let calls: RecordedCall[] = [];
  let count = 0;
  const countOf = new Map<string, number>();
  const listeners = new Set<(call: RecordedCall) => void>();
  const tell = (call: RecordedCall) => {
    for (const listener of [...listeners]) listener(call);
  };
  return {
    begin(method, payload) {
      const index = count;
      const nth = countOf.get(method) ?? 0;
      count += 1;
      countOf.set(method, nth + 1);
      const call = { index, method, payload, at: now(), outcome: undefined };
      calls.push(call);
      if (calls.length > kept * 2) calls = calls.slice(calls.length - kept);
      tell(call);
      return { index, nth };
    },
    end(index, outcome) {
      const place = index - (calls[0]?.index ?? 0);
      const call = calls[place];
      if (call === undefined) return;
      const ended = { ...call, outcome };
      calls[place] = ended;
      tell(ended);
    },
    all: () => calls,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
