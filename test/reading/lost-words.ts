import type { NumberedMarkdown } from './arbitrary-markdown.ts';
import type { Judged } from './judge-pages.ts';
import { numbersIn } from './numbered-words.ts';

/** What became of the words, in words, when it is not what should. */
export function misses({ body, wild }: NumberedMarkdown, { rich, classic, plain, captions }: Judged): string[] {
  const found: string[] = [];
  const forms = { rich: rich.join('\n'), classic: classic.join('\n'), plain: plain.join('\n') };
  for (const [form, text] of Object.entries(forms)) {
    const note = (what: string, numbers: readonly number[]) =>
      numbers.length > 0 && found.push(`${form}: ${what} ${numbers.slice(0, 9)}`);
    for (const kind of ['w', 'f'] as const) {
      const [written, said] = [numbersIn(body, kind), numbersIn(text, kind)];
      note(`lost ${kind}`, without(written, said));
      note(`twice ${kind}`, repeated(said));
      if (kind === 'w') note('out of order', disordered(said));
    }
    const below = form === 'classic' ? captions.join('\n') : '';
    for (const kind of ['h', 'p', 'u'] as const)
      note(`lost ${kind}`, without(numbersIn(body, kind), numbersIn(text + below, kind)));
    note('twice p', repeated(numbersIn(text, 'p')));
    if (form === 'rich') note('twice u', repeated(numbersIn(text, 'u')));
    // Bare text tells addresses; a stray mark may make code of anything.
    if (!wild && form !== 'plain') note('shows z', numbersIn(text, 'z'));
  }
  return found;
}

function without(all: readonly number[], some: readonly number[]): number[] {
  const known = new Set(some);
  return all.filter((number) => !known.has(number));
}

function repeated(numbers: readonly number[]): number[] {
  return numbers.filter((number, at) => numbers.indexOf(number) !== at);
}

function disordered(numbers: readonly number[]): number[] {
  return numbers.filter((number, at) => number < (numbers[at - 1] ?? 0));
}

// Without the letters that show nothing, as the Hangul fillers.
const LETTER = /(?!\p{DI})[\p{L}\p{N}]/gu;

/** Letters and digits of a text that are found less often in its pages. */
export function missing(whole: string, pages: readonly string[]): string {
  const left = letters(pages.join('\n'));
  let lost = '';
  for (const [letter, count] of letters(whole)) if ((left.get(letter) ?? 0) < count) lost += letter;
  return lost;
}

function letters(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const letter of text.normalize('NFKC').match(LETTER) ?? []) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}
