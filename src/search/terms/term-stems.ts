import { isLikeThird, keepsThirdLetter, type Language, stemOf } from '../analysis/stems.ts';
import type { TermList } from './beginnings.ts';

/** The stems of terms, each made when it is first asked for: most never are. */
export interface TermStems {
  /** Terms are noted in the order of their numbers, with the language where they were first met. */
  note(id: number, language: Language): void;
  /** Those of a list whose stem in one of the languages met, or in English, is that of a word. */
  sharing(word: string, list: TermList): number[];
}

// A language that few terms came with was guessed wrongly, or is that of a single article.
const SPOKEN_SHARE = 0.05;
const LEAST_TERMS = 512;
const NO_STEM = 0;

/** `textOf` gives a term's text. */
export function createTermStems(textOf: (id: number) => string): TermStems {
  const languages: Language[] = [];
  const spread: number[] = [];
  let noted = 0;
  let spokenIn = new Uint8Array(LEAST_TERMS);
  let own = new Int32Array(LEAST_TERMS);
  // English words stand in texts of every language.
  let english = new Int32Array(LEAST_TERMS);

  function ownStem(id: number): number {
    if (own[id] === NO_STEM) own[id] = hash(stemOf(textOf(id), languages[spokenIn[id] as number] ?? 'en'));
    return own[id] as number;
  }

  function englishStem(id: number): number {
    if (english[id] === NO_STEM) english[id] = hash(stemOf(textOf(id), 'en'));
    return english[id] as number;
  }

  return {
    note(id, language) {
      if (id >= spokenIn.length) {
        spokenIn = copied(spokenIn, new Uint8Array(id * 2));
        own = copied(own, new Int32Array(id * 2));
        english = copied(english, new Int32Array(id * 2));
      }
      let number = languages.indexOf(language);
      if (number < 0) number = languages.push(language) - 1;
      spokenIn[id] = number;
      spread[number] = (spread[number] ?? 0) + 1;
      noted++;
    },
    sharing(word, { count, ids, thirds }) {
      const spoken = languages.filter((_, number) => (spread[number] ?? 0) >= noted * SPOKEN_SHARE);
      const wanted = new Set(spoken.map((language) => hash(stemOf(word, language))));
      const wantedInEnglish = hash(stemOf(word, 'en'));
      const all: readonly Language[] = [...spoken, 'en'];
      const keepsThird = all.every((language) => keepsThirdLetter(word, stemOf(word, language), language));
      const third = word.charCodeAt(2);
      const found: number[] = [];
      for (let at = 0; at < count; at++) {
        if (keepsThird && !isLikeThird(third, thirds[at] as number)) continue;
        const id = ids[at] as number;
        if (wanted.has(ownStem(id)) || englishStem(id) === wantedInEnglish) found.push(id);
      }
      return found;
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5; // FNV-1a
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0 || 1;
}

function copied<Numbers extends Uint8Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
