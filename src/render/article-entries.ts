import { FormattedString } from '@grammyjs/parse-mode';
import type { Article } from '../catalog/article.ts';
import type { Words } from '../locales/texts.ts';
import { formatFacts, formatTags } from './article-lines.ts';
import { cutFormatted, cutText } from './cut.ts';
import { joinFormatted } from './formatted.ts';
import { isolate } from './isolate.ts';

export interface ArticleEntry {
  readonly article: Article;
  /** A line of the article with the words that were searched for marked. */
  readonly snippet?: FormattedString;
}

// Eight entries of these, with a heading, fill a message.
const TITLE_LIMIT = 200;
const FACTS_LIMIT = 110;
const SNIPPET_LIMIT = 130;
const TAGS_SHOWN = 3;
const MARKS_IN_SNIPPET = 8;

/** The entries of one page of a list: number and title, facts below, the snippet if any. About 450 UTF-16 units each at most. */
export function renderEntries(entries: readonly ArticleEntry[], firstNumber: number, words: Words): FormattedString[] {
  const facts = factLines(
    entries.map(({ article }) => article),
    words,
  );
  return entries.map((entry, index) => renderEntry(entry, firstNumber + index, facts[index] ?? ''));
}

function renderEntry({ article, snippet }: ArticleEntry, number: number, facts: string): FormattedString {
  const title = FormattedString.b(isolate(cutText(article.title, TITLE_LIMIT)));
  const lines = [joinFormatted([`${number}. `, title]), facts];
  const isBare = snippet === undefined || snippet.rawText.trim() === '';
  return joinFormatted(isBare ? lines : [...lines, shortSnippet(snippet)], '\n');
}

function shortSnippet(snippet: FormattedString): FormattedString {
  const line = new FormattedString(snippet.rawText.replace(/\s/g, ' '), snippet.rawEntities.slice(0, MARKS_IN_SNIPPET));
  return cutFormatted(line, SNIPPET_LIMIT);
}

/** What stands below each title. Articles that look the same so far are told apart by their files. */
function factLines(articles: readonly Article[], words: Words): string[] {
  const lines = articles.map((article) => {
    const tags = article.tags.length === 0 ? [] : [formatTags(article.tags, TAGS_SHOWN)];
    return [formatFacts(article, words), ...tags].join(' · ');
  });
  const looks = articles.map(({ title, date }) => `${title.trim().toLowerCase()}\n${date?.toDateString()}`);
  return articles.map((article, index) => {
    const twin = looks.some((look, other) => other !== index && look === looks[index]);
    return cutText(twin ? `${article.file} · ${lines[index]}` : (lines[index] ?? ''), FACTS_LIMIT);
  });
}
