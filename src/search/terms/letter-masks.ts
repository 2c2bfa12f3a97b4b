import type { Letters } from '../analysis/scan-letters.ts';

/**
 * Terms by their length, each with its first two letters and a mask of all: one bit for a letter from a to z, several
 * letters to a bit elsewhere. A word is held against those of a few lengths to see quickly which terms cannot be like it.
 */
export interface LetterMasks {
  add(id: number, letters: Letters, from: number, to: number): void;
  /** Tells of the terms that may be so many slips from a word; when they start alike, its first letter is one of their first two. */
  eachLike(word: string, slips: 1 | 2, startAlike: boolean, tell: (id: number) => void): void;
  /** Tells of the terms that have all letters of a text, and as many, until told to stop. */
  eachWith(text: string, tell: (id: number) => 'stop' | undefined): void;
}

interface List {
  count: number;
  ids: Uint32Array;
  masks: Int32Array;
  /** The first letter of each, and above it the second. */
  starts: Uint32Array;
}

const LEAST = 16;
const ANY = -1;

export function createLetterMasks(): LetterMasks {
  const lists: List[] = [];

  return {
    add(id, letters, from, to) {
      const length = to - from;
      while (lists.length <= length) lists.push(emptyList());
      const list = lists[length] as List;
      if (list.count === list.ids.length) enlarge(list);
      let mask = 0;
      for (let at = from; at < to; at++) mask |= bitOf(letters[at] as number);
      list.ids[list.count] = id;
      list.masks[list.count] = mask;
      list.starts[list.count++] = (letters[from] as number) | ((length > 1 ? (letters[from + 1] as number) : 0) << 16);
    },
    eachLike(word, slips, startAlike, tell) {
      const mask = maskOf(word);
      const start = startAlike ? word.charCodeAt(0) : ANY;
      const last = Math.min(lists.length - 1, word.length + slips);
      for (let length = Math.max(0, word.length - slips); length <= last; length++) {
        const { count, ids, masks, starts } = lists[length] as List;
        for (let at = 0; at < count; at++) {
          if (!mayBeSlips((masks[at] as number) ^ mask, slips)) continue;
          const two = starts[at] as number;
          if (start === ANY || (two & 0xffff) === start || two >>> 16 === start) tell(ids[at] as number);
        }
      }
    },
    eachWith(text, tell) {
      const mask = maskOf(text);
      for (let { length } = text; length < lists.length; length++) {
        const { count, ids, masks } = lists[length] as List;
        for (let at = 0; at < count; at++) {
          if ((mask & ~(masks[at] as number)) === 0 && tell(ids[at] as number) === 'stop') return;
        }
      }
    },
  };
}

function bitOf(code: number): number {
  return 1 << (code & 31);
}

function maskOf(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at++) mask |= bitOf(text.charCodeAt(at));
  return mask;
}

function emptyList(): List {
  return { count: 0, ids: new Uint32Array(LEAST), masks: new Int32Array(LEAST), starts: new Uint32Array(LEAST) };
}

function enlarge(list: List): void {
  const room = list.count * 2;
  const [ids, masks, starts] = [new Uint32Array(room), new Int32Array(room), new Uint32Array(room)];
  ids.set(list.ids);
  masks.set(list.masks);
  starts.set(list.starts);
  Object.assign(list, { ids, masks, starts });
}

/** Whether bits that differ are few enough: each slip may add one letter and take another away. */
function mayBeSlips(bits: number, slips: 1 | 2): boolean {
  // Each of these lines clears the lowest bit, which is a third of the work of counting all.
  let left = bits & (bits - 1);
  left &= left - 1;
  if (slips === 2) {
    left &= left - 1;
    left &= left - 1;
  }
  return left === 0;
}
