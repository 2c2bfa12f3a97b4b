import type { Steps } from '../../markdown/steps.ts';
import { sortTerms } from './sort-terms.ts';
import { LONGEST_TERM, type TermTable } from './term-table.ts';

/**
 * Terms by their length, each with a mask of its letters: one bit for a letter from a to z, several letters to a bit
 * elsewhere. A word is held against the masks of a few lengths to see quickly which terms cannot be like it.
 */
export interface LetterMasks {
  /** Tells of the terms that may be so many slips from a word; when they start alike, its first letter is one of their first two. */
  eachLike(word: string, slips: 1 | 2, startAlike: boolean, tell: (id: number) => void): void;
  /** Tells of the terms that have all letters of a text, and are no shorter, until told to stop. */
  eachWith(text: string, tell: (id: number) => 'stop' | undefined): void;
}

const ANY = -1;

/** Makes the masks of the terms with numbers below `size`, in steps. */
export function* buildLetterMasks(table: Pick<TermTable, 'letterAt' | 'lengthOf'>, size: number): Steps<LetterMasks> {
  const { letterAt, lengthOf } = table;
  const maskOfTerm = (id: number) => {
    const length = lengthOf(id);
    let mask = 0;
    for (let place = 0; place < length; place++) mask |= bitOf(letterAt(id, place));
    return mask;
  };
  const lists = yield* sortTerms(size, LONGEST_TERM + 1, { listOf: lengthOf, factOf: maskOfTerm });
  const { starts, ids, facts: masks } = lists;
  const startOf = (length: number) => starts[Math.min(Math.max(length, 0), LONGEST_TERM + 1)] as number;

  return {
    eachLike(word, slips, startAlike, tell) {
      const mask = maskOf(word);
      const first = startAlike ? word.charCodeAt(0) : ANY;
      const end = startOf(word.length + slips + 1);
      for (let at = startOf(word.length - slips); at < end; at++) {
        if (!mayBeSlips((masks[at] as number) ^ mask, slips)) continue;
        const id = ids[at] as number;
        if (first === ANY || letterAt(id, 0) === first || letterAt(id, 1) === first) tell(id);
      }
    },
    eachWith(text, tell) {
      const mask = maskOf(text);
      for (let at = startOf(text.length); at < ids.length; at++) {
        if ((mask & ~(masks[at] as number)) === 0 && tell(ids[at] as number) === 'stop') return;
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
