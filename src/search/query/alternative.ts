/** A term that answers a word of a query. */
export interface Alternative {
  readonly id: number;
  /** What it is worth beside the word as typed, up to 1. */
  readonly weight: number;
  /** How surely it is what was meant, up to 1: articles that have every word for sure come first. */
  readonly firmness: number;
  /** The word itself and its forms add to each other; of guesses the best one counts. */
  readonly kind: 'exact' | 'form' | 'guess';
}

/** From this firmness on an article counts as having the word. */
export const FIRM = 0.6;
/** Below this an answer is worth showing beside a surer one only. */
export const LIKELY = 0.5;

const WAYS = {
  exact: { kind: 'exact', weight: 1, firmness: 1 },
  /** Shares its stem. */
  form: { kind: 'form', weight: 0.6, firmness: 1 },
  /** Differs in its ending alone, though not in what the stemmer takes for one. */
  ending: { kind: 'form', weight: 0.5, firmness: 0.9 },
  /** Begins with the word, which may not be whole yet. */
  begun: { kind: 'guess', weight: 0.65, firmness: 1 },
  /** The same where the word is one as it stands. */
  begunBeside: { kind: 'guess', weight: 0.6, firmness: 0.9 },
  /** The word and its neighbours as one: `openssl` for `open ssl`. */
  together: { kind: 'form', weight: 0.95, firmness: 1 },
  togetherBegun: { kind: 'guess', weight: 0.5, firmness: 0.9 },
  oneSlip: { kind: 'guess', weight: 0.7, firmness: 1 },
  twoSlips: { kind: 'guess', weight: 0.5, firmness: 1 },
  /** A slip away from a word that hardly any article has: perhaps what was meant, but not found instead of it. */
  nearRare: { kind: 'guess', weight: 0.2, firmness: 0.45 },
  /** A slip away from a word of which articles have forms or beginnings only. */
  nearForm: { kind: 'guess', weight: 0.4, firmness: 0.45 },
  /** The word without signs that belong to it: `c` for `c++`, where no article has that. */
  unsigned: { kind: 'guess', weight: 0.4, firmness: 0.5 },
  /** Holds the word: a compound, or a long name. */
  holding: { kind: 'guess', weight: 0.4, firmness: 0.8 },
} as const satisfies Record<string, Omit<Alternative, 'id'>>;

/** How a term answers a word. */
export type Way = keyof typeof WAYS;

/** Terms that answer a word in the same way. */
export function alternatives(ids: readonly number[], way: Way): Alternative[] {
  return ids.map((id) => ({ id, ...WAYS[way] }));
}
