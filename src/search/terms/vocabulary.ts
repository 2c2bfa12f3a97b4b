import type { Steps } from '../../markdown/steps.ts';
import { beginningOf, buildBeginnings } from './beginnings.ts';
import type { Dictionary } from './dictionary.ts';
import { buildLetterMasks } from './letter-masks.ts';
import { LONGEST_TERM, writeTerm } from './term-table.ts';

/** The terms that a dictionary had at one moment, to be looked through. It never changes. */
export interface Vocabulary {
  /** Terms that begin so, at least two characters or one of a script without spaces. */
  startingWith(prefix: string): number[];
  /** Terms whose stem in one of the languages met is that of the word. */
  sharingStem(word: string): number[];
  /** Terms that hold a text anywhere, no more than `most`. */
  containing(text: string, most: number): number[];
  /** Terms that are one or two slips away; those that start alike have the word's first letter as their first or second. */
  near(word: string, options: { readonly most: 1 | 2; readonly startAlike: boolean }): NearTerm[];
  /** Terms that go on after something of the word's length that is one slip away and has its first two letters. */
  nearBeginning(word: string): NearTerm[];
}

/** A term, and how many letters of it were added, left out, changed or swapped. */
export interface NearTerm {
  readonly id: number;
  readonly slips: number;
}

/** Sorts the terms of a dictionary, in steps. That is quick enough to be done anew after every change. */
export function* buildVocabulary({ table, stems }: Pick<Dictionary, 'table' | 'stems'>): Steps<Vocabulary> {
  const { size } = table;
  const beginnings = yield* buildBeginnings(table, size);
  const masks = yield* buildLetterMasks(table, size);
  const asked = new Uint16Array(LONGEST_TERM);

  return {
    startingWith(prefix) {
      const found: number[] = [];
      const { ids, nexts } = beginnings.of(prefix);
      const { next, mask } = beginningOf(prefix);
      for (let at = 0; at < ids.length; at++) {
        if (((nexts[at] as number) & mask) !== next) continue;
        const id = ids[at] as number;
        if (table.startsWith(id, prefix)) found.push(id);
      }
      return found;
    },
    sharingStem: (word) => stems.sharing(word, beginnings),
    containing(text, most) {
      const found: number[] = [];
      masks.eachWith(text, (id) => {
        if (table.holds(id, text)) found.push(id);
        return found.length === most ? 'stop' : undefined;
      });
      return found;
    },
    near(word, { most, startAlike }) {
      const found: NearTerm[] = [];
      const stretch = { letters: asked, from: 0, to: writeTerm(word, asked) };
      masks.eachLike(word, most, startAlike, (id) => {
        const slips = table.slipsTo(id, stretch, most, LONGEST_TERM);
        if (slips !== undefined && slips > 0) found.push({ id, slips });
      });
      return found;
    },
    nearBeginning(word) {
      const found: NearTerm[] = [];
      const stretch = { letters: asked, from: 0, to: writeTerm(word, asked) };
      const two = word.slice(0, 2);
      for (const id of beginnings.of(two).ids) {
        if (table.startsWith(id, two) && table.slipsTo(id, stretch, 1, stretch.to) === 1) found.push({ id, slips: 1 });
      }
      return found;
    },
  };
}
