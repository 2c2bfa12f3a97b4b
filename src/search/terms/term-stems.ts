import { type Language, sharedBeginning, stemOf } from '../analysis/stems.ts';
import { type Beginning, type Beginnings, beginningOf } from './beginnings.ts';
import type { TermTable } from './term-table.ts';

/** The stems of terms, made when they are first asked for at the latest. */
export interface TermStems {
  /** Terms are noted in the order of their numbers, with the language where they were first met. */
  note(id: number, language: Language): void;
  /** Makes the stems of a term before they are asked for. */
  prepare(id: number): void;
  /** Those whose stem in the language where they were met, or in English, is that of a word. */
  sharing(word: string, beginnings: Beginnings): number[];
}

// A language that few terms came with was guessed wrongly, or is that of a single article.
const SPOKEN_SHARE = 0.05;
const LEAST_TERMS = 512;
const NO_STEM = 0;

interface Wanted {
  readonly hash: number;
  /** Every term with the stem begins so: hardly any other needs to be stemmed. */
  readonly beginning: Beginning;
}

export function createTermStems({ text: textOf, startsWith }: Pick<TermTable, 'text' | 'startsWith'>): TermStems {
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

  /** Whether a term that goes on so may have a stem, as far as its letters and the stems known so far tell. */
  function mayHave(id: number, next: number, { hash, beginning }: Wanted, stems: Int32Array): boolean {
    if ((next & beginning.mask) !== beginning.next) return false;
    const stem = stems[id] as number;
    return (stem === NO_STEM || stem === hash) && startsWith(id, beginning.text);
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
    prepare(id) {
      ownStem(id);
      englishStem(id);
    },
    sharing(word, beginnings) {
      const isSpoken = (number: number) => (spread[number] ?? 0) >= noted * SPOKEN_SHARE;
      const wanted = languages.map((language, number) => (isSpoken(number) ? wantedIn(word, language) : undefined));
      const inEnglish = wantedIn(word, 'en');
      const shortest = wanted.reduce((length, each) => Math.min(length, each?.beginning.text.length ?? length), 3);
      const { ids, nexts } = beginnings.of(word.slice(0, Math.min(shortest, inEnglish.beginning.text.length)));
      const found: number[] = [];
      // A list may have ten thousand terms, nearly all of which end here at one of the numbers that are known of them.
      for (let at = 0; at < ids.length; at++) {
        const id = ids[at] as number;
        const next = nexts[at] as number;
        const inOwn = wanted[spokenIn[id] as number];
        const isForm =
          (inOwn !== undefined && mayHave(id, next, inOwn, own) && ownStem(id) === inOwn.hash) ||
          (mayHave(id, next, inEnglish, english) && englishStem(id) === inEnglish.hash);
        if (isForm) found.push(id);
      }
      return found;
    },
  };
}

function wantedIn(word: string, language: Language): Wanted {
  const stem = stemOf(word, language);
  return { hash: hash(stem), beginning: beginningOf(sharedBeginning(word, stem, language)) };
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
