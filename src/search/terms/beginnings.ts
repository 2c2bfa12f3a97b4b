import type { Letters } from '../analysis/scan-letters.ts';

/** Terms with the same first two letters, and perhaps others; in the order in which they came. */
export interface TermList {
  readonly count: number;
  readonly ids: Uint32Array;
  /** The third letter of each, 0 where there is none: most are told apart by it. */
  readonly thirds: Uint16Array;
}

/** Lists of terms by their first two letters. */
export interface Beginnings {
  add(id: number, letters: Letters, from: number, to: number): void;
  /** The list that holds all terms that begin as a text does. */
  of(text: string): TermList;
}

const LISTS = 2_048;
// Where one character can be a word, all that begins with it is in one list.
const FIRST_UNSPACED = 0x0e00;
const LEAST = 32;
const NONE: TermList = { count: 0, ids: new Uint32Array(), thirds: new Uint16Array() };

export function createBeginnings(): Beginnings {
  const lists: { -readonly [Part in keyof TermList]: TermList[Part] }[] = [];
  return {
    add(id, letters, from, to) {
      const letter = (place: number) => (from + place < to ? (letters[from + place] as number) : 0);
      const place = placeOf(letter(0), letter(1));
      lists[place] ??= { count: 0, ids: new Uint32Array(LEAST), thirds: new Uint16Array(LEAST) };
      const list = lists[place];
      if (list.count === list.ids.length) {
        const [ids, thirds] = [new Uint32Array(list.count * 2), new Uint16Array(list.count * 2)];
        ids.set(list.ids);
        thirds.set(list.thirds);
        Object.assign(list, { ids, thirds });
      }
      list.ids[list.count] = id;
      list.thirds[list.count++] = letter(2);
    },
    of: (text) => lists[placeOf(text.charCodeAt(0), text.length > 1 ? text.charCodeAt(1) : 0)] ?? NONE,
  };
}

function placeOf(first: number, second: number): number {
  return (first >= FIRST_UNSPACED ? first : first * 67 + second) % LISTS;
}
