import type { Article, Tag } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { cutText } from './cut.ts';
import { isolate } from './isolate.ts';

const TAG_NAME_LIMIT = 40;
// English dates are written the way most of the world reads them, day first.
const DATE_LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

// Making a formatter costs a hundred times as much as using it.
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** A day in the reader's language, e.g. "1 December 2025"; the day is the one it is in UTC. */
export function formatDay(date: Date, language: string): string {
  const locale = DATE_LOCALES[language] ?? language;
  const known = dayFormats.get(locale);
  const format = known ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  if (known === undefined) dayFormats.set(locale, format);
  return format.format(date);
}

/** Reading time and date, e.g. "4 min read · 1 December 2025". */
export function formatFacts(article: Pick<Article, 'readingMinutes' | 'date'>, words: Words): string {
  const minutes = words.text('card-minutes', { minutes: article.readingMinutes });
  return article.date === undefined ? minutes : `${minutes} · ${formatDay(article.date, words.language)}`;
}

/** The names of the first `limit` tags and how many more there are, e.g. "css, web development +3". */
export function formatTags(tags: readonly Tag[], limit: number): string {
  const names = tags.slice(0, limit).map((tag) => isolate(cutText(tag.name, TAG_NAME_LIMIT)));
  return names.join(', ') + (tags.length > limit ? ` +${tags.length - limit}` : '');
}
