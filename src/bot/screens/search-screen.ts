import { FormattedString } from '@grammyjs/parse-mode';
import type { Tag } from '../../catalog/article.ts';
import { PAGE_SIZE, renderArticleList } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import type { SearchResult } from '../../search/find-articles.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { readerEntries } from '../reader-entries.ts';
import { nothingScreen } from './nothing-found-screen.ts';
import { searchHeading } from './search-heading.ts';
import { followRows } from './search-watch.ts';
import { tagScreen } from './tag-screen.ts';

export interface SearchAnswer {
  readonly message: TextMessage;
  /** Hits over all pages, and those that have every word. */
  readonly hits: number;
  readonly complete: number;
}

/** What a search finds, as a list whose pages can be turned later; a tag's own page for a `#tag` alone. */
export async function searchScreen(
  ctx: BotContext,
  deps: BotDependencies,
  query: string,
  page: number,
): Promise<TextMessage> {
  return (await searchAnswer(ctx, deps, query, page)).message;
}

/** The same, with how much was found. */
export async function searchAnswer(
  ctx: BotContext,
  deps: BotDependencies,
  query: string,
  page: number,
): Promise<SearchAnswer> {
  const tag = tagAlone(deps, query);
  if (tag !== undefined) {
    return { message: await tagScreen(ctx, deps, tag, page), hits: tag.count, complete: tag.count };
  }
  const offset = (page - 1) * PAGE_SIZE;
  const found = deps.search.search(query, { limit: PAGE_SIZE, offset });
  const pages = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
  if (page > pages) return searchAnswer(ctx, deps, query, pages);
  const { total: hits, complete } = found;
  const search = await deps.store.searches.remember(ctx.reader, 'articles', query, deps.now());
  // A correction with which no article has all words may be none: what was typed may just be missing yet.
  const suggestion = found.match === 'all' ? found.suggestion : undefined;
  const followed = await followRows(ctx, deps, { query, search, suggestion });
  if (hits === 0) return { message: await nothingScreen(ctx, deps, query, found, followed), hits, complete };
  const message = renderArticleList({
    words: ctx.words,
    heading: searchHeading(ctx.words, query, found),
    ...(await hitEntries(ctx, deps, found)),
    firstNumber: offset + 1,
    page,
    pages,
    pageButton: (target) => ({ action: 'search', search, page: target }),
    extraRows: followed.rows,
  });
  return { message, hits, complete };
}

/** `#kafka`, `tag:kafka`. */
function tagAlone(deps: BotDependencies, query: string): Tag | undefined {
  const [, name] = /^(?:#|tag:)(.+)$/iu.exec(query.trim()) ?? [];
  const key = name && deps.search.known().tag(name.replace(/["“”„«»]/g, ''));
  return key === undefined || key === '' ? undefined : deps.catalog().tag(key);
}

async function hitEntries(ctx: BotContext, deps: BotDependencies, { hits }: SearchResult) {
  const catalog = deps.catalog();
  // The index may be a moment behind the catalogue.
  const articles = hits.flatMap(({ id }) => catalog.article(id) ?? []);
  const { items, markUnread } = await readerEntries(ctx, deps, articles);
  const snippets = new Map(hits.map(({ id, snippet }) => [id, highlight(snippet)]));
  return {
    items: items.map((entry) => {
      const snippet = snippets.get(entry.article.id);
      return snippet === undefined ? entry : { ...entry, snippet };
    }),
    markUnread,
  };
}

function highlight(snippet: SearchResult['hits'][number]['snippet']): FormattedString {
  return FormattedString.join(snippet.map(({ text, hit }) => (hit ? FormattedString.b(text) : text)));
}
