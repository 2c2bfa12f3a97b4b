import { type Language, stemOf } from '../analysis/stems.ts';

/**
 * Every term of the index has a number. Terms stand in small maps by their first two characters: no map ever grows so
 * large that making room takes a noticeable moment, and the terms with a given beginning are those of one map.
 * Beside each term stand what tells quickly that it cannot be meant: length, letters, and stem as one number each.
 */
export interface Dictionary {
  /** How many terms there are; numbers run from 1 to below this. */
  readonly size: number;
  /** The number of a term, a new one when it is unknown; its forms are those of the language where it is first met. */
  add(term: string, language: Language): number;
  /** The number of a term; 0 when there is none. */
  find(term: string): number;
  term(id: number): string;
  /** Terms that begin so, at least two characters or one of a script without spaces. */
  startingWith(prefix: string): number[];
  /** Terms whose stem in one of the languages met is that of the word. */
  sharingStem(word: string): number[];
  /** Terms that hold a text anywhere, no more than `most`. */
  containing(text: string, most: number): number[];
  /** Terms of about this length with about these letters: all that are so many slips away, and some more. */
  lookingLike(word: string, slips: number): number[];
}

const MAPS = 2_048;
// A language that few terms came with was guessed wrongly, or is that of a single article.
const SPOKEN_SHARE = 0.05;
// Where one character can be a word, all that begins with it is in one map.
const FIRST_UNSPACED = 0x0e00;
// A slice of a text keeps the whole text alive; V8 makes slices of at least 13 characters.
const LEAST_SLICE = 13;

export function createDictionary(): Dictionary {
  const maps: (Map<string, number> | undefined)[] = new Array(MAPS);
  const terms: string[] = [''];
  const languages = new Map<Language, number>();
  let capacity = 4_096;
  let lengths = new Uint8Array(capacity);
  let letters = new Int32Array(capacity);
  let stems = new Int32Array(capacity);

  function grow(): void {
    capacity *= 2;
    lengths = copied(lengths, new Uint8Array(capacity));
    letters = copied(letters, new Int32Array(capacity));
    stems = copied(stems, new Int32Array(capacity));
  }

  return {
    get size() {
      return terms.length;
    },
    add(term, language) {
      const place = mapOf(term);
      let map = maps[place];
      if (map === undefined) {
        map = new Map();
        maps[place] = map;
      }
      const known = map.get(term);
      if (known !== undefined) return known;
      const id = terms.length;
      if (id === capacity) grow();
      const own = term.length < LEAST_SLICE ? term : Buffer.from(term, 'utf16le').toString('utf16le');
      map.set(own, id);
      terms.push(own);
      lengths[id] = Math.min(term.length, 255);
      letters[id] = lettersOf(term);
      stems[id] = hash(stemOf(term, language));
      languages.set(language, (languages.get(language) ?? 0) + 1);
      return id;
    },
    find: (term) => maps[mapOf(term)]?.get(term) ?? 0,
    term: (id) => terms[id] ?? '',
    startingWith(prefix) {
      const found: number[] = [];
      const map = maps[mapOf(prefix)];
      if (map) for (const [term, id] of map) if (term.startsWith(prefix)) found.push(id);
      return found;
    },
    sharingStem(word) {
      const spoken = [...languages].filter(([, count]) => count >= terms.length * SPOKEN_SHARE);
      const wanted = new Set(spoken.map(([language]) => hash(stemOf(word, language))));
      const found: number[] = [];
      const map = maps[mapOf(word)];
      if (map) for (const id of map.values()) if (wanted.has(stems[id] as number)) found.push(id);
      return found;
    },
    containing(text, most) {
      const found: number[] = [];
      const own = lettersOf(text);
      for (let id = 1; id < terms.length && found.length < most; id++) {
        if ((own & ~(letters[id] as number)) === 0 && terms[id]?.includes(text)) found.push(id);
      }
      return found;
    },
    lookingLike(word, slips) {
      const found: number[] = [];
      const { length } = word;
      const own = lettersOf(word);
      const most = slips * 2;
      for (let id = 1; id < terms.length; id++) {
        const longer = (lengths[id] as number) - length;
        if (longer > slips || -longer > slips) continue;
        if (countBits((letters[id] as number) ^ own) <= most) found.push(id);
      }
      return found;
    },
  };
}

function mapOf(term: string): number {
  const first = term.charCodeAt(0);
  if (first >= FIRST_UNSPACED) return first % MAPS;
  return (first * 67 + (term.length > 1 ? term.charCodeAt(1) : 0)) % MAPS;
}

// One bit for each letter, several letters to a bit outside of a to z.
function lettersOf(term: string): number {
  let bits = 0;
  for (let at = 0; at < term.length; at++) bits |= 1 << (term.charCodeAt(at) & 31);
  return bits;
}

function hash(text: string): number {
  let value = 0x811c9dc5; // FNV-1a
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}

function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function copied<Numbers extends Uint8Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
