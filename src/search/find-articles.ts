import type { ArticleId } from '../catalog/article.ts';
import type { IndexDatabase } from './index-database.ts';
import { fold, wordsOf } from './normalise.ts';
import { type Need, parseQuery, type Query, toMatchExpression } from './query.ts';
import { allowedSlips, nearestWord } from './similar-word.ts';
import { makeSnippet, type Snippet } from './snippet.ts';

export interface SearchOptions {
  readonly limit: number;
  readonly offset: number;
}

export interface SearchResult {
  /** Over all pages. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
  /** `all`: every hit has every word; `any`: no article has them all, so each hit has at least one; `none`: no hit. */
  readonly match: 'all' | 'any' | 'none';
  /** The distinct words searched for, as typed. Empty when the text had no letters or digits: nothing was asked. */
  readonly words: readonly string[];
  /** Words left out because there were too many. */
  readonly ignoredWords: number;
  /** The query with misspelt words replaced, given when no article has all words as typed and some have all of these. */
  readonly suggestion?: string;
}

export interface SearchHit {
  readonly id: ArticleId;
  /** Greater is better; comparable within one result only. */
  readonly score: number;
  /** From description or body, never the title, which a list shows anyway. Empty when the article has neither. */
  readonly snippet: Snippet;
}

/** One page of what a query finds: articles with every word or, when there is none, articles with any. */
export function findArticles(database: IndexDatabase, text: string, options: SearchOptions): SearchResult {
  const query = parseQuery(text);
  const asked = { words: query.words, ignoredWords: query.ignoredWords };
  if (query.words.length === 0) return { ...asked, total: 0, hits: [], match: 'none' };

  const all = pageOf(database, query.strict, 'AND', options);
  if (all.total > 0) return { ...asked, ...all, match: 'all' };

  const suggestion = suggest(database, query);
  const spelling = suggestion === undefined ? {} : { suggestion };
  const any = pageOf(database, query.loose, 'OR', options);
  return { ...asked, ...any, ...spelling, match: any.total > 0 ? 'any' : 'none' };
}

function pageOf(
  database: IndexDatabase,
  needs: readonly Need[],
  operator: 'AND' | 'OR',
  { limit, offset }: SearchOptions,
) {
  const expression = toMatchExpression(needs, operator);
  const total = database.count(expression);
  const rows = total > offset ? database.page(expression, limit, offset) : [];
  const hits = rows.map(({ article, score, description, body }) => ({
    id: article,
    score,
    snippet: makeSnippet([description, body], needs),
  }));
  return { total, hits };
}

function suggest(database: IndexDatabase, query: Query): string | undefined {
  const words = query.words.map((word, index) => {
    const need = query.strict[index];
    const known = need === undefined || database.count(toMatchExpression([need], 'AND')) > 0;
    return known ? word : (similarWord(database, word) ?? word);
  });
  const suggestion = words.join(' ');
  if (suggestion === query.words.join(' ')) return undefined;
  const { strict } = parseQuery(suggestion);
  return database.count(toMatchExpression(strict, 'AND')) > 0 ? suggestion : undefined;
}

/** A word of the index a slip of the finger away. The first letter is taken as right: people seldom miss it. */
function similarWord(database: IndexDatabase, word: string): string | undefined {
  const [only, ...more] = wordsOf(word);
  if (!only || more.length > 0 || only.pieces.length > 1 || only.unspaced) return undefined;
  const term = fold(word);
  const slips = allowedSlips(term);
  const [first = ''] = term;
  const { length } = [...term];
  return slips === 0 ? undefined : nearestWord(term, database.termsLike(first, length - slips, length + slips));
}
