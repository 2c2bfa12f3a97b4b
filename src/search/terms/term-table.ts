import type { Letters } from '../analysis/scan-letters.ts';
import { type Stretch, slipsBetween } from './slips.ts';

/**
 * Numbers terms from 1 on in the order they come, with the letters of all of them in one piece of memory. They are found
 * by hash in many small tables: to make room in one large one would take a noticeable moment.
 */
export interface TermTable {
  readonly size: number;
  /** The number of a term, the next one when it is new. Terms have no more than 255 letters. */
  add(letters: Letters, from: number, to: number): number;
  /** The number of a term; 0 when there is none. */
  find(letters: Letters, from: number, to: number): number;
  text(id: number): string;
  startsWith(id: number, prefix: string): boolean;
  /** See `slipsBetween`; of a term longer than `cut` letters only so many count. */
  slipsTo(id: number, word: Stretch, limit: number, cut: number): number | undefined;
}

const TABLE_BITS = 9;
// A slot holds a term's number and, above it, some bits of its hash: most other terms are told apart by them.
const ID_BITS = 24;
const ID_MASK = (1 << ID_BITS) - 1;
const LEAST_SLOTS = 8;
const LEAST_TERMS = 512;
const LEAST_LETTERS = 4_096;

export function createTermTable(): TermTable {
  const tables: Uint32Array[] = new Array(1 << TABLE_BITS).fill(new Uint32Array(1));
  const held = new Uint32Array(tables.length);
  // The letters of term t are those from `starts[t]` to before `starts[t + 1]`.
  let starts = new Uint32Array(LEAST_TERMS);
  let letters = new Uint16Array(LEAST_LETTERS);
  let bytes = Buffer.from(letters.buffer);
  let size = 1;

  /** The slot of a term in its table: one with its number, or the empty one where it goes. */
  function slotOf(slots: Uint32Array, hash: number, term: Letters, from: number, to: number): number {
    const mask = slots.length - 1;
    const tag = hash >>> ID_BITS;
    for (let slot = (hash >>> TABLE_BITS) & mask; ; slot = (slot + 1) & mask) {
      const held = slots[slot] as number;
      if (held === 0) return slot;
      if (held >>> ID_BITS !== tag) continue;
      const id = held & ID_MASK;
      let at = starts[id] as number;
      if ((starts[id + 1] as number) - at !== to - from) continue;
      let own = from;
      while (own < to && letters[at] === term[own]) {
        own++;
        at++;
      }
      if (own === to) return slot;
    }
  }

  function enlarge(table: number): Uint32Array {
    const old = tables[table] as Uint32Array;
    const larger = new Uint32Array(Math.max(LEAST_SLOTS, old.length * 2));
    const mask = larger.length - 1;
    for (const slot of old) {
      if (slot === 0) continue;
      const id = slot & ID_MASK;
      // All terms differ, so the first empty slot is theirs.
      let place = (hashOf(letters, starts[id] as number, starts[id + 1] as number) >>> TABLE_BITS) & mask;
      while (larger[place] !== 0) place = (place + 1) & mask;
      larger[place] = slot;
    }
    tables[table] = larger;
    return larger;
  }

  /** Makes room for one more term. */
  function grow(length: number): void {
    if (size + 2 > starts.length) starts = copied(starts, new Uint32Array(starts.length * 2));
    if ((starts[size] as number) + length <= letters.length) return;
    letters = copied(letters, new Uint16Array(letters.length * 2));
    bytes = Buffer.from(letters.buffer);
  }

  return {
    get size() {
      return size;
    },
    add(term, from, to) {
      const hash = hashOf(term, from, to);
      const table = hash & (tables.length - 1);
      let slots = tables[table] as Uint32Array;
      // Never full, so that looking for what is not there ends.
      if (((held[table] as number) + 1) * 4 > slots.length * 3) slots = enlarge(table);
      const slot = slotOf(slots, hash, term, from, to);
      const known = slots[slot] as number;
      if (known !== 0) return known & ID_MASK;
      if (size > ID_MASK) throw new RangeError(`a catalogue of more than ${ID_MASK} different words`);
      grow(to - from);
      const start = starts[size] as number;
      for (let at = from; at < to; at++) letters[start + at - from] = term[at] as number;
      starts[size + 1] = start + to - from;
      slots[slot] = ((hash >>> ID_BITS) << ID_BITS) | size;
      held[table] = (held[table] as number) + 1;
      return size++;
    },
    find(term, from, to) {
      const hash = hashOf(term, from, to);
      const slots = tables[hash & (tables.length - 1)] as Uint32Array;
      return (slots[slotOf(slots, hash, term, from, to)] as number) & ID_MASK;
    },
    text: (id) => bytes.toString('utf16le', (starts[id] as number) * 2, (starts[id + 1] as number) * 2),
    startsWith(id, prefix) {
      const start = starts[id] as number;
      if ((starts[id + 1] as number) - start < prefix.length) return false;
      let at = 0;
      while (at < prefix.length && letters[start + at] === prefix.charCodeAt(at)) at++;
      return at === prefix.length;
    },
    slipsTo(id, word, limit, cut) {
      const from = starts[id] as number;
      return slipsBetween(word, { letters, from, to: Math.min(from + cut, starts[id + 1] as number) }, limit);
    },
  };
}

// FNV-1a, its bits mixed once more as the lowest ones choose the table.
function hashOf(letters: Letters, from: number, to: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < to; at++) value = Math.imul(value ^ (letters[at] as number), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

function copied<Numbers extends Uint16Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
