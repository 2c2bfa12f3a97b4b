import type { Snapshot } from '../terms/snapshot.ts';
import { isAnswered } from './expand-word.ts';
import { otherAlphabet, otherLayout } from './keyboard.ts';
import { termsOf } from './parse-query.ts';

export interface Retyped {
  readonly text: string;
  readonly corrected: readonly { readonly typed: string; readonly used: string }[];
}

const LEAST_LENGTH = 3;
const MOST_WORDS = 16;

/**
 * Words typed on the wrong keyboard layout, typed anew: those that the index does not know, when it knows what the same
 * keys make on the other layout. Signs are letters there (`,` is `б`), so this looks at what stands between spaces.
 */
export function retype(snapshot: Snapshot, text: string): Retyped {
  const corrected: { typed: string; used: string }[] = [];
  const pieces = text.split(/(\s+)/);
  const retyped = pieces.map((typed, at) => {
    if (typed.length < LEAST_LENGTH || at > MOST_WORDS * 2) return typed;
    const used = otherLayout(typed.toLowerCase());
    if (used === undefined || termsOf(typed).every((term) => isAnswered(snapshot, term))) return typed;
    const [other, ...more] = termsOf(used);
    if (other === undefined || more.length > 0) return typed;
    const isMeant = [other, ...otherAlphabet(other)].some((term) => isAnswered(snapshot, term));
    if (isMeant) corrected.push({ typed, used });
    return isMeant ? used : typed;
  });
  return { text: corrected.length > 0 ? retyped.join('') : text, corrected };
}
