import { readFields } from '../catalog/article-fields.ts';
import { type Found, onLine } from './finding.ts';

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** What front matter leaves unsaid, and languages that nobody knows. */
export function checkFields(raw: Parameters<typeof readFields>[0], lines: ReadonlyMap<string, number>): Found[] {
  const { fields, lines: places } = readFields(raw, lines);
  const found: Found[] = [];
  if (fields.description === undefined) {
    found.push({
      severity: 'warning',
      rule: 'no-description',
      line: 1,
      message: 'there is no description; cards and lists show the beginning of the text',
      remedy: 'Add a line "description: …" to the front matter that says what a reader gets.',
    });
  }
  if (fields.lang !== undefined && !isKnownLanguage(fields.lang)) {
    found.push({
      severity: 'warning',
      rule: 'unknown-language',
      ...onLine(places.get('lang')),
      message: `the language "${fields.lang}" is not known`,
      remedy: 'Write a language code such as en or pt-BR.',
    });
  }
  return found;
}

function isKnownLanguage(tag: string): boolean {
  try {
    return languageNames.of(tag.split('-')[0] ?? tag) !== undefined;
  } catch {
    // Private tags such as x-mine have no language that could be asked for.
    return false;
  }
}
