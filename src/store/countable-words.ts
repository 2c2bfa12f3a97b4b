import { fold } from '../search/normalise.ts';

const LONGEST_TEXT = 80;
const MOST_WORDS = 10;
// Longer than the names people look up in documentation; keys and passwords are as long.
const LONGEST_WORD = 40;
const E_MAIL = /[^\s@]@[^\s@]+\.[^\s@]/u;
// Addresses of pages may carry a name or a key.
const ADDRESS = /:\/\//;
// Telephone, account and identity numbers, dates of birth, however they are divided.
const LONG_NUMBER = /\p{Nd}(?:[\s()./+:-]*\p{Nd}){6}/u;
const UNSEEN = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu;
// They may turn the direction of what follows, or stand for nothing anybody can read.
const WITHOUT_MEANING = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const CLOSING = /(?<=[\p{L}\p{N}\p{M}+#"])[?!.,;:…？！。，、]+(?=\s|$)/gu;

/**
 * One spelling of a search under which it is counted: case, accents and white space evened out, signs such as those of
 * `c++` and `#tag` kept. `undefined` for what is no search but a message, and for what may name a person: an e-mail
 * address, a telephone number, an address of a page, anything as long as a key.
 */
export function countableWords(typed: string): string | undefined {
  // Cheap to refuse before it is worked on, whatever its length.
  if (typed.length > 2 * LONGEST_TEXT) return undefined;
  const text = typed.normalize('NFKC').replace(WITHOUT_MEANING, '').replace(UNSEEN, ' ').trim();
  if (E_MAIL.test(text) || ADDRESS.test(text) || LONG_NUMBER.test(text)) return undefined;
  const folded = text.replace(WORD, fold).replace(CLOSING, '').trim();
  const words = folded.split(/\s+/);
  const isMessage = folded.length > LONGEST_TEXT || words.length > MOST_WORDS;
  if (isMessage || words.some((word) => word.length > LONGEST_WORD)) return undefined;
  return /[\p{L}\p{N}]/u.test(folded) ? folded : undefined;
}
