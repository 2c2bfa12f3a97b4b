import type { Steps } from '../../markdown/steps.ts';

/** Terms in lists, in the order of their numbers: those of list k are from `starts[k]` to before `starts[k + 1]`. */
export interface TermLists {
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  /** What is known of each beside its number. */
  readonly facts: Int32Array;
}

const TERMS_IN_STEP = 4_000;

/**
 * Puts the terms with numbers below `size` into so many lists, in steps, by counting sort. Both questions are asked of one
 * term after the other: so the letters of all are read from one end to the other, and once.
 */
export function* sortTerms(
  size: number,
  lists: number,
  { listOf, factOf }: { readonly listOf: (id: number) => number; readonly factOf: (id: number) => number },
): Steps<TermLists> {
  const chosen = new Uint16Array(size);
  const known = new Int32Array(size);
  const starts = new Uint32Array(lists + 2);
  for (let id = 1; id < size; id++) {
    const list = listOf(id);
    chosen[id] = list;
    known[id] = factOf(id);
    starts[list + 2] = (starts[list + 2] as number) + 1;
    if (id % TERMS_IN_STEP === 0) yield;
  }
  for (let list = 2; list < starts.length; list++) {
    starts[list] = (starts[list] as number) + (starts[list - 1] as number);
  }
  const ids = new Uint32Array(size - 1);
  const facts = new Int32Array(size - 1);
  // Meanwhile `starts[k + 1]` is where the next term of list k goes; in the end it is where the next list starts.
  for (let id = 1; id < size; id++) {
    const next = (chosen[id] as number) + 1;
    const place = starts[next] as number;
    ids[place] = id;
    facts[place] = known[id] as number;
    starts[next] = place + 1;
    if (id % TERMS_IN_STEP === 0) yield;
  }
  return { starts, ids, facts };
}
