import { listNames } from '../locales/name-list.ts';
import type { Words } from '../locales/texts.ts';
import { quote } from './quote.ts';

/** Says that no tag has these names, and what to do next: take one of those that come close, or look at all. */
export function unknownTags(words: Words, names: readonly string[], someComeClose: boolean): string {
  const quoted = names.map((name) => words.text('tag-quoted', { name: quote(name) }));
  const list = listNames(quoted, words, 'disjunction');
  return words.text(someComeClose ? 'tag-unknown' : 'tag-unknown-alone', { names: list });
}
