import { FormattedString } from '@grammyjs/parse-mode';
import { listNames } from '../../locales/name-list.ts';
import type { Words } from '../../locales/texts.ts';
import { joinFormatted } from '../../render/formatted.ts';
import type { SearchResult } from '../../search/find-articles.ts';
import type { Filter } from '../../search/query/parse-query.ts';
import { quote } from '../quote.ts';

type Found = Pick<
  SearchResult,
  'total' | 'complete' | 'match' | 'words' | 'ignoredWords' | 'corrected' | 'suggestion' | 'unquoted'
>;

// The words themselves stand in the query above them.
const TYPED_NAMED = 3;

/** What stands above the hits: how many there are, and in what the search was another than the one that was typed. */
export function searchHeading(words: Words, query: string, found: Found): FormattedString {
  const { corrected, suggestion = query, ignoredWords } = found;
  const lines = [
    ...(corrected.length > 0
      ? correctedLines(words, query, suggestion, found)
      : [countLine(words, 'heading', query, found)]),
    ...(found.unquoted === true && found.match === 'all' ? [words.text('search-unquoted')] : []),
    ...(ignoredWords > 0 ? [words.text('search-ignored', { count: found.words.length })] : []),
  ];
  return joinFormatted(lines, '\n');
}

function correctedLines(words: Words, query: string, suggestion: string, found: Found): FormattedString[] {
  // What was meant may have been found in two steps, `rfarf` by way of `кафка`; nobody typed the one between.
  const corrected = found.corrected.filter(({ typed }) => query.includes(typed));
  const typed = corrected.slice(0, TYPED_NAMED).map((each) => quoted(words, each.typed));
  const heading = words.rich('search-corrected-heading', {
    query: FormattedString.b(quoteQuery(suggestion)),
    typed: listNames(typed, words, 'disjunction'),
  });
  return [heading, countLine(words, 'corrected', suggestion, found)];
}

/** Hits that lack a word are counted apart from those that have all. */
function countLine(
  words: Words,
  form: 'heading' | 'corrected',
  query: string,
  { total, complete, match, words: typed }: Found,
): FormattedString {
  const isMixed = match === 'all' && complete < total;
  const count = isMixed ? complete : total;
  // A name such as `node:fs`, or a run written without spaces, is one word and may be had in part.
  const lesser = typed.length > 1 ? 'any' : 'parts';
  const kind = match === 'any' ? lesser : isMixed ? 'most' : 'all';
  return words.rich(`search-${form}-${kind}`, {
    count,
    more: total - complete,
    query: FormattedString.b(quoteQuery(query)),
  });
}

/** What a person typed, fit for a sentence that puts it in quotation marks: its own become single ones, or are those. */
export function quoteQuery(query: string): string {
  const shown = quote(query).replace(/["“”„«]([^"“”„«»]+)["“”»]/g, '‘$1’');
  return shown.replace(/^‘([^‘’]*)’$/, '$1');
}

/** What narrowed a search, as it may be typed: `#machine_learning and year:2025`. */
export function filterNames(words: Words, filters: readonly Filter[]): string {
  const names = filters.map(({ kind, value }) =>
    kind === 'tag' ? `#${quote(value).replaceAll(' ', '_')}` : `${kind}:${value}`,
  );
  return listNames([...new Set(names)], words);
}

function quoted(words: Words, name: string): string {
  return words.text('search-quoted', { name: quote(name) });
}
