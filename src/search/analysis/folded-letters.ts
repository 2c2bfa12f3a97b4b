import { fold } from '../normalise.ts';
import { kindOf, MARK } from './character-kinds.ts';

/** Stands for a letter that folds to none, to several, or to what depends on its neighbours: fold the whole word then. */
export const FOLDS_LONG = 0xffff;

const UNKNOWN = 0;
const FOLDED = new Uint16Array(0x10000);
// Parts of Korean syllables, which become whole ones beside each other.
const SYLLABLE_PART = /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]/;

/** What `fold` makes of a letter inside any word, remembered, so that most words are folded without making a text of them. */
export function foldedLetter(code: number): number {
  const known = FOLDED[code] as number;
  return known === UNKNOWN ? learn(code) : known;
}

function learn(code: number): number {
  const letter = String.fromCharCode(code);
  const folded = fold(letter);
  const isPlain = folded.length === 1 && kindOf(code) !== MARK && kindOf(folded.charCodeAt(0)) !== MARK;
  FOLDED[code] = isPlain && !SYLLABLE_PART.test(letter) ? folded.charCodeAt(0) : FOLDS_LONG;
  return FOLDED[code] as number;
}
