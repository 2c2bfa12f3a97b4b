import type { InlineQueryResultArticle, InlineQueryResultsButton } from 'grammy/types';
import type { Words } from '../../locales/texts.ts';
import type { Steps } from '../../markdown/steps.ts';
import { cutText } from '../../render/cut.ts';
import { type DeepLink, parseDeepLink, searchPayload } from '../../render/site-links.ts';
import type { SearchResult } from '../../search/find-articles.ts';
import type { BotDependencies } from '../context.ts';
import { articleResult, snippetLine } from './inline-results.ts';

export interface InlineRequest {
  /** What stands after the bot's name. */
  readonly query: string;
  /** Where the answer before ended; empty for the first. */
  readonly offset: string;
  readonly words: Words;
  /** The bot's username. */
  readonly bot: string;
}

/** What is offered to somebody who types the bot's name in a chat. */
export interface InlineAnswer {
  readonly results: InlineQueryResultArticle[];
  /** Empty when there are no more. */
  readonly nextOffset: string;
  /** Whether the same question will be answered the same for some minutes. */
  readonly lasts: boolean;
  readonly button?: InlineQueryResultsButton;
  /** What the search found, when it was one for words. */
  readonly found?: { readonly hits: number; readonly complete: number };
}

type Deps = Pick<BotDependencies, 'catalog' | 'search'>;

const PER_ANSWER = 20;
const WORDS_IN_BUTTON = 40;
const NONE: InlineAnswer = { results: [], nextOffset: '', lasts: false };

/**
 * The article that a link of ours names, as the Share button writes it; without words the newest articles; else what a
 * search for the words finds, or says that it finds nothing. An offset that is none of ours ends the list. In steps, as
 * for the line below a title a long text may have to be read.
 */
export function* inlineAnswerSteps(request: InlineRequest, deps: Deps): Steps<InlineAnswer> {
  const query = request.query.trim();
  // No catalogue reaches further, and no sum of such numbers is in doubt.
  if (!/^\d{0,6}$/.test(request.offset)) return NONE;
  const link = linkIn(query);
  if (link !== undefined) return sharedArticle(link, request, deps);
  return query === '' ? newest(request, deps) : yield* foundSteps(query, request, deps);
}

function linkIn(query: string): DeepLink | 'unknown' | undefined {
  const payload = /^https:\/\/t\.me\/\w+\?start=([\w-]+)$/.exec(query)?.[1];
  return payload === undefined ? undefined : (parseDeepLink(payload) ?? 'unknown');
}

function sharedArticle(link: DeepLink | 'unknown', request: InlineRequest, deps: Deps): InlineAnswer {
  const id = link !== 'unknown' && link.kind === 'article' ? link.id : undefined;
  const article = id === undefined ? undefined : deps.catalog().article(id);
  if (article === undefined) return nothing(request, '');
  return { results: [articleResult(article, request)], nextOffset: '', lasts: true };
}

function newest(request: InlineRequest, deps: Deps): InlineAnswer {
  const { articles } = deps.catalog();
  const from = Number(request.offset);
  const shown = articles.slice(from, from + PER_ANSWER);
  return {
    results: shown.map((article) => articleResult(article, request)),
    nextOffset: nextOffset(from, articles.length),
    lasts: false,
  };
}

function* foundSteps(query: string, request: InlineRequest, deps: Deps): Steps<InlineAnswer> {
  const from = Number(request.offset);
  const result = deps.search.search(query, { limit: PER_ANSWER, offset: from });
  const found = { hits: result.total, complete: result.complete };
  if (result.total === 0) {
    return from > 0 ? NONE : { ...nothing(request, query), results: guesses(result, request, deps), found };
  }
  const results: InlineQueryResultArticle[] = [];
  for (const hit of result.hits) {
    const article = deps.catalog().article(hit.id);
    // The index may be a moment behind the catalogue.
    if (article !== undefined) results.push(articleResult(article, request, { about: snippetLine(hit.snippet) }));
    yield;
  }
  const button = remark(result, query, request.words);
  return {
    ...{ results, nextOffset: nextOffset(from, result.total), lasts: true, found },
    ...(button === undefined ? {} : { button }),
  };
}

function guesses({ guesses: close }: SearchResult, request: InlineRequest, deps: Deps): InlineQueryResultArticle[] {
  const about = request.words.text('inline-guess');
  return (close?.articles ?? []).flatMap((id) => {
    const article = deps.catalog().article(id);
    return article === undefined ? [] : [articleResult(article, request, { about, more: article.description })];
  });
}

/** What has to be said about hits that are not quite what was asked for. */
function remark(result: SearchResult, query: string, words: Words): InlineQueryResultsButton | undefined {
  const { suggestion, match, unquoted } = result;
  if (suggestion !== undefined) {
    const text = words.text('inline-corrected-button', { words: cutText(suggestion, WORDS_IN_BUTTON) });
    return { text, start_parameter: searchPayload(suggestion) };
  }
  if (match === 'all' && unquoted === undefined) return undefined;
  const text = words.text(match === 'all' ? 'inline-unquoted-button' : 'inline-loose-button');
  return { text, start_parameter: searchPayload(query) };
}

function nothing({ words }: InlineRequest, query: string): InlineAnswer {
  return { ...NONE, button: { text: words.text('inline-nothing-button'), start_parameter: searchPayload(query) } };
}

function nextOffset(from: number, total: number): string {
  return from + PER_ANSWER < total ? String(from + PER_ANSWER) : '';
}
