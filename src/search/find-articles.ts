import type { Article, ArticleId, Tag } from '../catalog/article.ts';
import { snippetText } from './analysis/snippet-text.ts';
import { guess } from './guess.ts';
import { knownIn } from './query/conditions.ts';
import { type Filter, parseQuery } from './query/parse-query.ts';
import { retype } from './query/retype.ts';
import { firmnessOf, needOf } from './ranking/answers.ts';
import { type Ranked, rank } from './ranking/rank.ts';
import { makeSnippet, type Snippet } from './snippet.ts';
import type { Snapshot } from './terms/snapshot.ts';

export interface SearchOptions {
  readonly limit: number;
  readonly offset: number;
}

export interface SearchResult {
  /** Over all pages. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
  /** `all`: some hits have every word; `any`: no article has them all; `none`: no hit. */
  readonly match: 'all' | 'any' | 'none';
  /** How many of all hits have every word, corrected ones included. */
  readonly complete: number;
  /** The distinct words searched for, as typed. Empty when the text had no letters or digits, or filters alone. */
  readonly words: readonly string[];
  /** Words left out because there were too many. */
  readonly ignoredWords: number;
  /** What narrowed the search: `#tag`, `year:2025`, `lang:ru`. */
  readonly filters: readonly Filter[];
  /** Words that the index does not know, each with the one that was looked for instead. */
  readonly corrected: readonly { readonly typed: string; readonly used: string }[];
  /** The query with these corrections. */
  readonly suggestion?: string;
  /** No article has the quoted phrases; their words were looked for without the quotation marks. */
  readonly unquoted?: true;
  /** Given when nothing fits: what looks most like it. Nobody asked for these; say so when they are shown. */
  readonly guesses?: Guesses;
}

export interface Guesses {
  readonly articles: readonly ArticleId[];
  readonly tags: readonly Tag[];
}

export interface SearchHit {
  readonly id: ArticleId;
  /** Greater is better; comparable within one result only. */
  readonly score: number;
  /**
   * From description or body, never the title, which a list shows anyway. Empty when the article has neither. Made when
   * it is first asked for.
   */
  readonly snippet: Snippet;
}

// Whoever looks for `c++` did not ask for every `c`.
const LEAST_MARKED = 0.25;
// Of a book-length text no more is read for one snippet, or a page of results would hold up the process.
const READ_CHARACTERS = 100_000;

/** One page of what a query finds. */
export function findArticles(snapshot: Snapshot, typed: string, { limit, offset }: SearchOptions): SearchResult {
  const { text, corrected: retyped } = retype(snapshot, typed);
  const known = knownIn(snapshot);
  const asTyped = parseQuery(text, known);
  let query = asTyped;
  let ranked = rank(snapshot, query, text, offset + limit);
  if (ranked.total === 0 && query.words.some(({ phrase }) => phrase !== undefined)) {
    query = parseQuery(text.replace(/["“”„«»]/g, ' '), known);
    ranked = rank(snapshot, query, text, offset + limit);
  }
  const isUnquoted = query !== asTyped;
  const asked = { words: query.typed, ignoredWords: query.ignoredWords, filters: query.filters };
  const nothing = { ...asked, total: 0, hits: [], complete: 0, match: 'none', corrected: [] } as const;
  if (query.words.length === 0 && query.filters.length === 0) return nothing;
  if (ranked.total === 0) return { ...nothing, guesses: guess(snapshot, query) };

  const { total, complete } = ranked;
  const hits = ranked.numbers.slice(offset).map((number, at) => {
    const { article } = snapshot.entries[number] as Snapshot['entries'][number];
    return createHit(snapshot, article, ranked.scores[offset + at] ?? 0, ranked);
  });
  const corrected = ranked.needs.flatMap(({ used, word }) =>
    used === undefined ? [] : [{ typed: text.slice(word.start, word.end), used, word }],
  );
  const suggestion = corrected.reduceRight(
    (sofar, { used, word }) => sofar.slice(0, word.start) + used + sofar.slice(word.end),
    text,
  );
  return {
    ...asked,
    ...{ total, hits, complete, match: complete > 0 ? 'all' : 'any' },
    corrected: [...retyped, ...corrected.map((each) => ({ typed: each.typed, used: each.used }))],
    ...(suggestion === typed ? {} : { suggestion }),
    ...(isUnquoted ? { unquoted: true } : {}),
  };
}

function createHit(snapshot: Snapshot, article: Article, score: number, { answers, needs }: Ranked): SearchHit {
  let snippet: Snippet | undefined;
  const needFor = (term: string) => {
    const answer = answers.get(snapshot.dictionary.find(term)) ?? 0;
    return firmnessOf(answer) < LEAST_MARKED ? 0 : needOf(answer);
  };
  return {
    id: article.id,
    score,
    get snippet() {
      snippet ??= makeSnippet(textsOf(article), needFor, needs.length);
      return snippet;
    },
  };
}

function* textsOf(article: Article): Generator<string, void, void> {
  yield article.description.replace(/\s+/g, ' ').trim();
  yield snippetText(article.body, { mdx: article.mdx, most: READ_CHARACTERS });
}
