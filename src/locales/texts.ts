import { I18n } from '@grammyjs/i18n';
import { FormattedString } from '@grammyjs/parse-mode';

const FALLBACK = 'en';
// Stands in for a formatted piece while Fluent, which knows plain strings only, builds the sentence.
const FIRST_MARK = 0xe000;

export type TextArguments = Readonly<Record<string, string | number | FormattedString>>;

/** The words of one language. */
export interface Words {
  readonly language: string;
  /** A sentence as plain text, for buttons and command descriptions. Formatted arguments lose their format. */
  text(key: string, args?: TextArguments): string;
  /** A sentence with its formatted arguments in place, for messages. */
  rich(key: string, args?: TextArguments): FormattedString;
}

export interface Texts {
  /** Words for a reader's language code (`de`, `pt-br`); English where there is no translation. */
  for(languageCode?: string): Words;
  /** Of all translations there are. */
  readonly languages: readonly string[];
}

/** Loads every Fluent file under `src/locales/<language>/`. */
export function loadTexts(): Texts {
  const i18n = new I18n({
    defaultLocale: FALLBACK,
    directory: import.meta.dirname,
    fluentBundleOptions: { useIsolating: false },
  });
  const byLanguage = new Map(i18n.locales.map((language) => [language, createWords(i18n, language)]));
  const fallback = byLanguage.get(FALLBACK) ?? createWords(i18n, FALLBACK);
  return {
    for: (code) => byLanguage.get(code?.split('-')[0] ?? FALLBACK) ?? fallback,
    languages: [...byLanguage.keys()],
  };
}

function createWords(i18n: I18n, language: string): Words {
  return {
    language,
    text: (key, args = {}) =>
      i18n.t(
        language,
        key,
        mapValues(args, (value) => (value instanceof FormattedString ? value.rawText : value)),
      ),
    rich(key, args = {}) {
      const pieces: FormattedString[] = [];
      const marked = mapValues(args, (value) => {
        if (!(value instanceof FormattedString)) return value;
        pieces.push(value);
        return String.fromCharCode(FIRST_MARK + pieces.length - 1);
      });
      return fillMarks(i18n.t(language, key, marked), pieces);
    },
  };
}

function fillMarks(sentence: string, pieces: readonly FormattedString[]): FormattedString {
  if (pieces.length === 0) return new FormattedString(sentence);
  const lastMark = FIRST_MARK + pieces.length - 1;
  const marks = new RegExp(`([${String.fromCharCode(FIRST_MARK)}-${String.fromCharCode(lastMark)}])`);
  const parts = sentence.split(marks).map((part, index) => {
    const piece = index % 2 === 1 ? pieces[part.charCodeAt(0) - FIRST_MARK] : undefined;
    return piece ?? new FormattedString(part);
  });
  return FormattedString.join(parts);
}

function mapValues<Result>(args: TextArguments, map: (value: TextArguments[string]) => Result): Record<string, Result> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, map(value)]));
}
