import type { Snapshot } from '../terms/snapshot.ts';
import { continuations } from './expand-word.ts';
import { otherAlphabet, otherLayout } from './keyboard.ts';
import { MAX_QUERY_WORDS, termsOf } from './parse-query.ts';
import { isAnswered, isKnown } from './word-forms.ts';

export interface Retyped {
  readonly text: string;
  readonly corrected: readonly { readonly typed: string; readonly used: string }[];
}

const LEAST_LENGTH = 3;
const LONGEST = 40;
// Shorter ones are forms of too much to be what was meant.
const LEAST_FORM = 4;

/**
 * Words typed on the wrong keyboard layout, typed anew: those that the index does not know, when it knows what the same
 * keys make on the other layout. Signs are letters there (`,` is `б`), so this looks at what stands between spaces.
 */
export function retype(snapshot: Snapshot, text: string): Retyped {
  const corrected: { typed: string; used: string }[] = [];
  const pieces = text.split(/(\s+)/);
  const retyped = pieces.map((typed, at) => {
    if (typed.length < LEAST_LENGTH || typed.length > LONGEST || at > MAX_QUERY_WORDS * 2) return typed;
    const used = otherLayout(typed.toLowerCase());
    if (used === undefined || isUnderstood(snapshot, typed, at === pieces.length - 1)) return typed;
    if (!isMeant(snapshot, termsOf(used))) return typed;
    corrected.push({ typed, used });
    return used;
  });
  return { text: corrected.length > 0 ? retyped.join('') : text, corrected };
}

function isUnderstood(snapshot: Snapshot, typed: string, isLast: boolean): boolean {
  const terms = termsOf(typed);
  if (isLast && terms.every((term) => continuations(snapshot, term, false).length > 0)) return true;
  return terms.every((term) => isAnswered(snapshot, term));
}

function isMeant(snapshot: Snapshot, terms: readonly string[]): boolean {
  const [word, ...more] = terms;
  if (word === undefined || more.length > 0) return false;
  if (isKnown(snapshot, word)) return true;
  return word.length >= LEAST_FORM && [word, ...otherAlphabet(word)].some((term) => isAnswered(snapshot, term));
}
