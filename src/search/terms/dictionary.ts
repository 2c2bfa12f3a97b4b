import type { Letters } from '../analysis/scan-letters.ts';
import { isLikeThird, keepsThirdLetter, type Language, stemOf } from '../analysis/stems.ts';
import { createTermTable } from './term-table.ts';

/**
 * Every term of the index has a number. A catalogue has hundreds of thousands of terms, so they are kept without an
 * object of their own: letters in a `TermTable`, and beside each what tells quickly that it cannot be meant. Terms with
 * the same first two characters are in one chain. Stems are made when a word is asked for, of the terms in its chain
 * that may share it: most never are.
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
  /** Terms that hold a text anywhere, no more than `most`. */
  containing(text: string, most: number): number[];
  /** Terms of about this length with about these letters: all that are so many slips away, and some more. */
  lookingLike(word: string, slips: number): number[];
}

const CHAINS = 2_048;
// A language that few terms came with was guessed wrongly, or is that of a single article.
const SPOKEN_SHARE = 0.05;
// Where one character can be a word, all that begins with it is in one chain.
const FIRST_UNSPACED = 0x0e00;
const LONGEST = 255;
const LEAST_TERMS = 512;
const NO_STEM = 0;

export function createDictionary(): Dictionary {
  const table = createTermTable();
  const first = new Uint32Array(CHAINS);
  const last = new Uint32Array(CHAINS);
  const languages: Language[] = [];
  const spread: number[] = [];
  const asked = new Uint16Array(LONGEST);
  let next = new Uint32Array(LEAST_TERMS);
  let lengths = new Uint8Array(LEAST_TERMS);
  let thirds = new Uint16Array(LEAST_TERMS);
  let bits = new Int32Array(LEAST_TERMS);
  let stems = new Int32Array(LEAST_TERMS);
  let spokenIn = new Uint8Array(LEAST_TERMS);

  function note(id: number, letters: Letters, from: number, to: number, language: Language): void {
    if (id === next.length) {
      next = copied(next, new Uint32Array(id * 2));
      lengths = copied(lengths, new Uint8Array(id * 2));
      thirds = copied(thirds, new Uint16Array(id * 2));
      bits = copied(bits, new Int32Array(id * 2));
      stems = copied(stems, new Int32Array(id * 2));
      spokenIn = copied(spokenIn, new Uint8Array(id * 2));
    }
    const chain = chainOf(letters[from] as number, to - from > 1 ? (letters[from + 1] as number) : 0);
    if (first[chain] === 0) first[chain] = id;
    else next[last[chain] as number] = id;
    last[chain] = id;
    let own = 0;
    for (let at = from; at < to; at++) own |= bitOf(letters[at] as number);
    lengths[id] = to - from;
    thirds[id] = to - from > 2 ? (letters[from + 2] as number) : 0;
    bits[id] = own;
    let number = languages.indexOf(language);
    if (number < 0) number = languages.push(language) - 1;
    spokenIn[id] = number;
    spread[number] = (spread[number] ?? 0) + 1;
  }

  function stem(id: number): number {
    const known = stems[id] as number;
    if (known !== NO_STEM) return known;
    const made = hash(stemOf(table.text(id), languages[spokenIn[id] as number] ?? 'en'));
    stems[id] = made;
    return made;
  }

  const addLetters: Dictionary['addLetters'] = (letters, from, to, language) => {
    const { size } = table;
    const id = table.add(letters, from, to);
    if (id === size) note(id, letters, from, to, language);
    return id;
  };

  return {
    get size() {
      return table.size;
    },
    addLetters,
    add: (term, language) => addLetters(asked, 0, write(term, asked), language),
    find: (term) => (term.length > LONGEST ? 0 : table.find(asked, 0, write(term, asked))),
    term: (id) => (id > 0 && id < table.size ? table.text(id) : ''),
    startingWith(prefix) {
      const found: number[] = [];
      let id = first[chainOfText(prefix)] as number;
      for (; id !== 0; id = next[id] as number) if (table.startsWith(id, prefix)) found.push(id);
      return found;
    },
    sharingStem(word) {
      const spoken = languages.filter((_, number) => (spread[number] ?? 0) >= table.size * SPOKEN_SHARE);
      const wanted = spoken.map((language) => stemOf(word, language));
      const hashes = new Set(wanted.map(hash));
      const keepsThird = wanted.every((each, at) => keepsThirdLetter(word, each, spoken[at] ?? 'en'));
      const third = word.charCodeAt(2);
      const found: number[] = [];
      for (let id = first[chainOfText(word)] as number; id !== 0; id = next[id] as number) {
        if (keepsThird && !isLikeThird(third, thirds[id] as number)) continue;
        if (hashes.has(stem(id))) found.push(id);
      }
      return found;
    },
    containing(text, most) {
      const found: number[] = [];
      const own = bitsOf(text);
      const { size } = table;
      for (let id = 1; id < size && found.length < most; id++) {
        if ((own & ~(bits[id] as number)) === 0 && table.text(id).includes(text)) found.push(id);
      }
      return found;
    },
    lookingLike(word, slips) {
      const found: number[] = [];
      const { length } = word;
      const own = bitsOf(word);
      const most = slips * 2;
      const { size } = table;
      // All terms there are: whatever is not a number in a row beside the next would take longer.
      for (let id = 1; id < size; id++) {
        const longer = (lengths[id] as number) - length;
        if (longer > slips || -longer > slips) continue;
        if (countBits((bits[id] as number) ^ own) <= most) found.push(id);
      }
      return found;
    },
  };
}

function chainOfText(text: string): number {
  return chainOf(text.charCodeAt(0), text.length > 1 ? text.charCodeAt(1) : 0);
}

function chainOf(first: number, second: number): number {
  return (first >= FIRST_UNSPACED ? first : first * 67 + second) % CHAINS;
}

function write(term: string, letters: Letters): number {
  const length = Math.min(term.length, letters.length);
  for (let at = 0; at < length; at++) letters[at] = term.charCodeAt(at);
  return length;
}

// One bit for each letter, several letters to a bit outside of a to z.
function bitOf(code: number): number {
  return 1 << (code & 31);
}

function bitsOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= bitOf(text.charCodeAt(at));
  return bits;
}

function hash(text: string): number {
  let value = 0x811c9dc5; // FNV-1a
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0 || 1;
}

function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function copied<Numbers extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
  from: Numbers,
  to: Numbers,
): Numbers {
  to.set(from);
  return to;
}
