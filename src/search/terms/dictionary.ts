import type { Letters } from '../analysis/scan-letters.ts';
import type { Language } from '../analysis/stems.ts';
import { createTermStems, type TermStems } from './term-stems.ts';
import { createTermTable, LONGEST_TERM, type TermTable, writeTerm } from './term-table.ts';

/**
 * Every term of the index has a number. A catalogue has hundreds of thousands of terms, so they are kept without an
 * object of their own; a `Vocabulary` is made of them to look them through.
 */
export interface Dictionary {
  /** How many terms there are; numbers run from 1 to below this. */
  readonly size: number;
  /** The number of a term, a new one when it is unknown; its forms are those of the language where it is first met. */
  add(term: string, language: Language): number;
  /** The same for a term that stands in letters, from one place to before another. */
  addLetters(letters: Letters, from: number, to: number, language: Language): number;
  /** The number of a term; 0 when there is none. */
  find(term: string): number;
  term(id: number): string;
  readonly table: TermTable;
  readonly stems: TermStems;
}

export function createDictionary(): Dictionary {
  const table = createTermTable();
  const stems = createTermStems(table);
  const asked = new Uint16Array(LONGEST_TERM);
  let next = 1;

  const addLetters: Dictionary['addLetters'] = (letters, from, to, language) => {
    const id = table.add(letters, from, to);
    if (id < next) return id;
    next++;
    stems.note(id, language);
    return id;
  };

  return {
    get size() {
      return table.size;
    },
    addLetters,
    add: (term, language) => addLetters(asked, 0, writeTerm(term, asked), language),
    find: (term) => (term.length > LONGEST_TERM ? 0 : table.find(asked, 0, writeTerm(term, asked))),
    term: (id) => (id > 0 && id < table.size ? table.text(id) : ''),
    table,
    stems,
  };
}
