import type { Letters } from '../analysis/scan-letters.ts';
import type { Language } from '../analysis/stems.ts';
import { createBeginnings } from './beginnings.ts';
import { createLetterMasks } from './letter-masks.ts';
import { createTermStems } from './term-stems.ts';
import { createTermTable, LONGEST_TERM } from './term-table.ts';

/**
 * Every term of the index has a number. A catalogue has hundreds of thousands of terms, so they are kept without an
 * object of their own: letters in a `TermTable`, and beside them what tells quickly which terms cannot be meant.
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
  /** Terms that begin so, at least two characters or one of a script without spaces. */
  startingWith(prefix: string): number[];
  /** Terms whose stem in one of the languages met is that of the word. */
  sharingStem(word: string): number[];
  /** Makes the stems of a term now; else they are made when they are first asked for. */
  prepareStems(id: number): void;
  /** Terms that hold a text anywhere, no more than `most`. */
  containing(text: string, most: number): number[];
  /** Terms that are one or two slips away; those that start alike have the word's first letter as their first or second. */
  near(word: string, options: { readonly most: 1 | 2; readonly startAlike: boolean }): NearTerm[];
  /** Terms that go on after something of the word's length that is one slip away and has its first two letters. */
  nearBeginning(word: string): NearTerm[];
}

/** A term, and how many letters of it were added, left out, changed or swapped. */
export interface NearTerm {
  readonly id: number;
  readonly slips: number;
}

export function createDictionary(): Dictionary {
  const table = createTermTable();
  const beginnings = createBeginnings();
  const masks = createLetterMasks();
  const stems = createTermStems(table);
  const asked = new Uint16Array(LONGEST_TERM);

  const addLetters: Dictionary['addLetters'] = (letters, from, to, language) => {
    const { size } = table;
    const id = table.add(letters, from, to);
    if (id < size) return id;
    beginnings.add(id, letters, from, to);
    stems.note(id, language);
    masks.add(id, letters, from, to);
    return id;
  };

  return {
    get size() {
      return table.size;
    },
    addLetters,
    add: (term, language) => addLetters(asked, 0, write(term, asked), language),
    find: (term) => (term.length > LONGEST_TERM ? 0 : table.find(asked, 0, write(term, asked))),
    term: (id) => (id > 0 && id < table.size ? table.text(id) : ''),
    startingWith(prefix) {
      const found: number[] = [];
      const { count, ids, thirds } = beginnings.of(prefix);
      const third = prefix.charCodeAt(2);
      for (let at = 0; at < count; at++) {
        if (prefix.length > 2 && thirds[at] !== third) continue;
        const id = ids[at] as number;
        if (table.startsWith(id, prefix)) found.push(id);
      }
      return found;
    },
    sharingStem: (word) => stems.sharing(word, beginnings.of(word)),
    prepareStems: stems.prepare,
    containing(text, most) {
      const found: number[] = [];
      masks.eachWith(text, (id) => {
        if (table.holds(id, text)) found.push(id);
        return found.length === most ? 'stop' : undefined;
      });
      return found;
    },
    near(word, { most, startAlike }) {
      const found: NearTerm[] = [];
      const stretch = { letters: asked, from: 0, to: write(word, asked) };
      masks.eachLike(word, most, startAlike, (id) => {
        const slips = table.slipsTo(id, stretch, most, LONGEST_TERM);
        if (slips !== undefined && slips > 0) found.push({ id, slips });
      });
      return found;
    },
    nearBeginning(word) {
      const found: NearTerm[] = [];
      const stretch = { letters: asked, from: 0, to: write(word, asked) };
      const two = word.slice(0, 2);
      const { count, ids } = beginnings.of(word);
      for (let at = 0; at < count; at++) {
        const id = ids[at] as number;
        if (table.startsWith(id, two) && table.slipsTo(id, stretch, 1, stretch.to) === 1) found.push({ id, slips: 1 });
      }
      return found;
    },
  };
}

function write(term: string, letters: Letters): number {
  const length = Math.min(term.length, letters.length);
  for (let at = 0; at < length; at++) letters[at] = term.charCodeAt(at);
  return length;
}
