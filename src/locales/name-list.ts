import type { Words } from './texts.ts';

// English lists are written as its dates are: without a comma before the last "and".
const LIST_LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

/** Names in a row as the language writes them, e.g. "css, python and Next.js". */
export function listNames(
  names: readonly string[],
  words: Pick<Words, 'language'>,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(LIST_LOCALES[words.language] ?? words.language, { type }).format(names);
}
