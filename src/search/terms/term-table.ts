import type { Letters } from '../analysis/scan-letters.ts';
import { type Stretch, slipsBetween } from './slips.ts';

/**
 * Numbers terms from 1 on in the order they come. They are found by a key of 32 bits in many small tables: to make room
 * in one large one would take a noticeable moment. A catalogue has millions of words, and what a look-up costs is the
 * places of memory it visits: one for a term of up to two letters, which are its key, else that of the key and that of
 * the term.
 */
export interface TermTable {
  readonly size: number;
  /** The number of a term, the next one when it is new. Terms have from 1 to `LONGEST_TERM` letters. */
  add(letters: Letters, from: number, to: number): number;
  /** The number of a term; 0 when there is none. */
  find(letters: Letters, from: number, to: number): number;
  text(id: number): string;
  lengthOf(id: number): number;
  /** A letter by its place, from 0 on; 0 behind the last one. */
  letterAt(id: number, place: number): number;
  startsWith(id: number, prefix: string): boolean;
  /** Whether a term has a text anywhere. */
  holds(id: number, text: string): boolean;
  /** See `slipsBetween`; of a term longer than `cut` letters only so many count. */
  slipsTo(id: number, word: Stretch, limit: number, cut: number): number | undefined;
}

/** In letters. */
export const LONGEST_TERM = 255;
const MOST_TERMS = 2 ** 24;
const TABLES = 256;
const TABLE_BITS = 8;
const LEAST_SLOTS = 8;
const LEAST_TERMS = 512;
const LEAST_LETTERS = 4_096;
const SHORT = 2;
// Before the letters of a term stand its number, in two halves, and how many they are.
const HEAD = 3;

export function createTermTable(): TermTable {
  // A slot is a key and beside it the number of a short term, or where a longer one stands. 0 there: it is empty.
  const shortTables = createSlots();
  const longTables = createSlots();
  let starts = new Uint32Array(LEAST_TERMS);
  let letters = new Uint16Array(LEAST_LETTERS);
  let bytes = Buffer.from(letters.buffer);
  let size = 1;
  // The first term does not begin at 0, which is no place.
  let end = 1;

  function isAt(place: number, term: Letters, from: number, to: number): boolean {
    if (letters[place + HEAD - 1] !== to - from) return false;
    let at = place + HEAD;
    let own = from;
    while (own < to && letters[at] === term[own]) {
      own++;
      at++;
    }
    return own === to;
  }

  /** The number of a term; of a new one `whenNew`, which it has from now on unless that is 0. */
  function idOf(term: Letters, from: number, to: number, whenNew: number): number {
    const isShort = to - from <= SHORT;
    const key = isShort ? lettersAsKey(term, from, to) : hashOf(term, from, to);
    const tables = isShort ? shortTables : longTables;
    const mixed = mix(key);
    const slots = tables.at(mixed, whenNew);
    const mask = slots.length - 2;
    for (let slot = (mixed >>> (TABLE_BITS - 1)) & mask; ; slot = (slot + 2) & mask) {
      const held = slots[slot + 1] as number;
      if (held === 0) {
        if (whenNew !== 0) tables.take(mixed, slot, key, isShort ? whenNew : end);
        return whenNew;
      }
      if (slots[slot] !== key) continue;
      if (isShort) return held;
      if (isAt(held, term, from, to)) return (letters[held] as number) | ((letters[held + 1] as number) << 16);
    }
  }

  /** Writes down the term that has just been given the next number. */
  function keep(term: Letters, from: number, to: number): void {
    const after = end + HEAD + to - from;
    if (size >= starts.length) starts = copied(starts, new Uint32Array(starts.length * 2));
    if (after > letters.length) {
      letters = copied(letters, new Uint16Array(letters.length * 2));
      bytes = Buffer.from(letters.buffer);
    }
    letters[end] = size & 0xffff;
    letters[end + 1] = size >>> 16;
    letters[end + 2] = to - from;
    for (let at = from, place = end + HEAD; at < to; at++) letters[place++] = term[at] as number;
    starts[size++] = end;
    end = after;
  }

  return {
    get size() {
      return size;
    },
    add(term, from, to) {
      const id = idOf(term, from, to, size);
      if (id < size) return id;
      if (size === MOST_TERMS) throw new RangeError(`a catalogue of more than ${MOST_TERMS} different words`);
      keep(term, from, to);
      return id;
    },
    find: (term, from, to) => (from === to ? 0 : idOf(term, from, to, 0)),
    text(id) {
      const start = (starts[id] as number) + HEAD;
      return bytes.toString('utf16le', start * 2, (start + (letters[start - 1] as number)) * 2);
    },
    lengthOf: (id) => letters[(starts[id] as number) + HEAD - 1] as number,
    letterAt(id, place) {
      const start = (starts[id] as number) + HEAD;
      return place < (letters[start - 1] as number) ? (letters[start + place] as number) : 0;
    },
    startsWith(id, prefix) {
      const start = (starts[id] as number) + HEAD;
      if ((letters[start - 1] as number) < prefix.length) return false;
      let at = 0;
      while (at < prefix.length && letters[start + at] === prefix.charCodeAt(at)) at++;
      return at === prefix.length;
    },
    holds(id, text) {
      const start = (starts[id] as number) + HEAD;
      const last = start + (letters[start - 1] as number) - text.length;
      const first = text.charCodeAt(0);
      for (let place = start; place <= last; place++) {
        if (letters[place] !== first) continue;
        let at = 1;
        while (at < text.length && letters[place + at] === text.charCodeAt(at)) at++;
        if (at === text.length) return true;
      }
      return false;
    },
    slipsTo(id, word, limit, cut) {
      const from = (starts[id] as number) + HEAD;
      return slipsBetween(word, { letters, from, to: from + Math.min(cut, letters[from - 1] as number) }, limit);
    },
  };
}

/** Pairs of numbers, the first a key and the second other than 0 where the slot is taken, in many small tables. */
function createSlots() {
  const tables: Int32Array[] = new Array(TABLES).fill(new Int32Array(2));
  const taken = new Uint32Array(TABLES);
  return {
    /** The table for a mixed key, with room for one more when there will be one. */
    at(mixed: number, whenNew: number): Int32Array {
      const table = mixed & (TABLES - 1);
      const slots = tables[table] as Int32Array;
      // Never full, so that looking for what is not there ends.
      if (whenNew === 0 || ((taken[table] as number) + 1) * 8 <= slots.length * 3) return slots;
      tables[table] = enlarged(slots);
      return tables[table] as Int32Array;
    },
    take(mixed: number, slot: number, key: number, value: number): void {
      const table = mixed & (TABLES - 1);
      const slots = tables[table] as Int32Array;
      slots[slot] = key;
      slots[slot + 1] = value;
      taken[table] = (taken[table] as number) + 1;
    },
  };
}

function enlarged(slots: Int32Array): Int32Array {
  const larger = new Int32Array(Math.max(LEAST_SLOTS * 2, slots.length * 2));
  const mask = larger.length - 2;
  for (let at = 0; at < slots.length; at += 2) {
    if (slots[at + 1] === 0) continue;
    // All keys differ or stand for terms that do, so the first empty slot is theirs.
    let slot = (mix(slots[at] as number) >>> (TABLE_BITS - 1)) & mask;
    while (larger[slot + 1] !== 0) slot = (slot + 2) & mask;
    larger[slot] = slots[at] as number;
    larger[slot + 1] = slots[at + 1] as number;
  }
  return larger;
}

function lettersAsKey(letters: Letters, from: number, to: number): number {
  const first = letters[from] as number;
  return to - from === SHORT ? first | ((letters[from + 1] as number) << 16) : first;
}

// FNV-1a.
function hashOf(letters: Letters, from: number, to: number): number {
  let value = 0x811c9dc5 | 0;
  for (let at = from; at < to; at++) value = Math.imul(value ^ (letters[at] as number), 0x01000193);
  return value;
}

// The lowest bits choose the table and the next ones the slot, so they should depend on all.
function mix(key: number): number {
  const mixed = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** Writes down the letters of a term, as many as there is room for; gives how many. */
export function writeTerm(term: string, letters: Letters): number {
  const length = Math.min(term.length, letters.length);
  for (let at = 0; at < length; at++) letters[at] = term.charCodeAt(at);
  return length;
}

function copied<Numbers extends Uint16Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
