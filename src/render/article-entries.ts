import { FormattedString } from '@grammyjs/parse-mode';
import type { Article } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { formatFacts, formatTags } from './article-lines.ts';
import { cutFormatted, cutText } from './cut.ts';
import { joinFormatted } from './formatted.ts';
import { isolate } from './isolate.ts';
import { isBegun, type ReaderPlace } from './reader-place.ts';

export interface ArticleEntry {
  readonly article: Article;
  /** A line of the article with the words that were searched for marked. */
  readonly snippet?: FormattedString;
  /** How far this reader has come; none for an article that has not been opened. */
  readonly place?: ReaderPlace | undefined;
}

export interface EntriesOptions {
  readonly words: Words;
  /** The number of the first entry. */
  readonly firstNumber: number;
  /** Puts a mark before the titles of articles without a place. */
  readonly markUnread?: boolean | undefined;
}

// Eight entries of these, with a heading, fill a message.
const TITLE_LIMIT = 200;
const FACTS_LIMIT = 110;
const SNIPPET_LIMIT = 130;
const TAGS_SHOWN = 3;
const MARKS_IN_SNIPPET = 8;
const UNREAD = '● ';

/** The entries of one page of a list: number and title, facts below, the snippet if any. About 450 UTF-16 units each at most. */
export function renderEntries(entries: readonly ArticleEntry[], options: EntriesOptions): FormattedString[] {
  const facts = factLines(entries, options.words);
  return entries.map((entry, index) => {
    const unread = options.markUnread === true && entry.place === undefined ? UNREAD : '';
    return renderEntry(entry, `${options.firstNumber + index}. ${unread}`, facts[index] ?? '');
  });
}

function renderEntry({ article, snippet }: ArticleEntry, mark: string, facts: string): FormattedString {
  const title = FormattedString.b(isolate(cutText(article.title, TITLE_LIMIT)));
  const lines = [joinFormatted([mark, title]), facts];
  const isBare = snippet === undefined || snippet.rawText.trim() === '';
  return joinFormatted(isBare ? lines : [...lines, shortSnippet(snippet)], '\n');
}

function shortSnippet(snippet: FormattedString): FormattedString {
  const line = new FormattedString(snippet.rawText.replace(/\s/g, ' '), snippet.rawEntities.slice(0, MARKS_IN_SNIPPET));
  return cutFormatted(line, SNIPPET_LIMIT);
}

/** What stands below each title. Articles that look the same so far are told apart by their files. */
function factLines(entries: readonly ArticleEntry[], words: Words): string[] {
  const looks = entries.map(({ article: { title, date } }) => `${title.trim().toLowerCase()}\n${date?.toDateString()}`);
  return entries.map(({ article, place }, index) => {
    const twin = looks.some((look, other) => other !== index && look === looks[index]);
    const facts = [
      ...(isBegun(place) ? [words.text('list-place', { page: place.page, pages: place.pages })] : []),
      ...(twin ? [article.file] : []),
      formatFacts(article, words),
      ...(article.tags.length === 0 ? [] : [formatTags(article.tags, TAGS_SHOWN)]),
    ];
    return cutText(facts.join(' · '), FACTS_LIMIT);
  });
}
