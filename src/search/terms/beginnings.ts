import type { Steps } from '../../markdown/steps.ts';
import { sortTerms } from './sort-terms.ts';
import type { TermTable } from './term-table.ts';

/** Terms with the same first two letters, and perhaps others; in the order in which they came. */
export interface TermList {
  readonly ids: Uint32Array;
  /** The third letter of each, 0 where there is none: most are told apart by it. */
  readonly thirds: Int32Array;
}

/** Lists of terms by their first two letters. */
export interface Beginnings {
  /** The list that holds all terms that begin as a text does. */
  of(text: string): TermList;
}

const LISTS = 2_048;
// Where one character can be a word, all that begins with it is in one list.
const FIRST_UNSPACED = 0x0e00;

/** Makes the lists of the terms with numbers below `size`, in steps. */
export function* buildBeginnings({ letterAt }: Pick<TermTable, 'letterAt'>, size: number): Steps<Beginnings> {
  const { starts, ids, facts } = yield* sortTerms(size, LISTS, {
    listOf: (id) => listOf(letterAt(id, 0), letterAt(id, 1)),
    factOf: (id) => letterAt(id, 2),
  });
  return {
    of(text) {
      const list = listOf(text.charCodeAt(0), text.length > 1 ? text.charCodeAt(1) : 0);
      const [from, to] = [starts[list], starts[list + 1]];
      return { ids: ids.subarray(from, to), thirds: facts.subarray(from, to) };
    },
  };
}

function listOf(first: number, second: number): number {
  return (first >= FIRST_UNSPACED ? first : first * 67 + second) % LISTS;
}
