import type { Steps } from '../../markdown/steps.ts';
import { sortTerms } from './sort-terms.ts';
import type { TermTable } from './term-table.ts';

/** Terms with the same first two or three letters, and perhaps others. */
export interface TermList {
  readonly ids: Uint32Array;
  /** The third and fourth letter of each, to be held against those of a `Beginning`. */
  readonly nexts: Int32Array;
}

/** What tells quickly which terms of a list cannot begin as a text does: those of which `(next & mask) !== next` of this. */
export interface Beginning {
  readonly text: string;
  readonly next: number;
  readonly mask: number;
}

/** Lists of terms by their first three letters; those with the same first two are side by side. */
export interface Beginnings {
  /** All terms that begin as a text does, as far as its first three letters tell. */
  of(text: string): TermList;
}

const LISTS_OF_TWO = 2_048;
const THIRDS = 32;
// Where one character can be a word, all that begins with it is in one list.
const FIRST_UNSPACED = 0x0e00;
const THIRD = 0xffff;

/** Makes the lists of the terms with numbers below `size`, in steps. */
export function* buildBeginnings({ letterAt }: Pick<TermTable, 'letterAt'>, size: number): Steps<Beginnings> {
  const lists = yield* sortTerms(size, LISTS_OF_TWO * THIRDS, {
    listOf: (id) => listOf(letterAt(id, 0), letterAt(id, 1)) + (letterAt(id, 2) % THIRDS),
    factOf: (id) => nextOf(letterAt(id, 2), letterAt(id, 3)),
  });
  const { starts, ids, facts: nexts } = lists;
  return {
    of(text) {
      const list = listOf(text.charCodeAt(0), text.length > 1 ? text.charCodeAt(1) : 0);
      const third = text.length > 2 ? text.charCodeAt(2) % THIRDS : 0;
      const from = starts[list + third];
      const to = starts[list + (text.length > 2 ? third + 1 : THIRDS)];
      return { ids: ids.subarray(from, to), nexts: nexts.subarray(from, to) };
    },
  };
}

export function beginningOf(text: string): Beginning {
  const mask = text.length < 3 ? 0 : text.length === 3 ? THIRD : -1;
  return { text, next: nextOf(text.charCodeAt(2), text.charCodeAt(3)) & mask, mask };
}

/** The first of the lists with these two letters. */
function listOf(first: number, second: number): number {
  return ((first >= FIRST_UNSPACED ? first : first * 67 + second) % LISTS_OF_TWO) * THIRDS;
}

function nextOf(third: number, fourth: number): number {
  return third | (fourth << 16);
}
