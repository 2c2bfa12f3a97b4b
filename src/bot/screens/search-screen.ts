import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import { tagKey } from '../../catalog/tag-key.ts';
import { PAGE_SIZE, renderArticleList, tagButtonRows } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import type { SearchResult } from '../../search/find-articles.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { quote } from '../quote.ts';
import { readerEntries } from '../reader-entries.ts';

const TAGS_OFFERED = 6;

/** What a search finds, as a list whose pages can be turned later; or, when it finds nothing, where to go from here. */
export async function searchScreen(
  ctx: BotContext,
  deps: BotDependencies,
  query: string,
  page: number,
): Promise<TextMessage> {
  const offset = (page - 1) * PAGE_SIZE;
  const result = deps.search.search(query, { limit: PAGE_SIZE, offset });
  const pages = Math.max(1, Math.ceil(result.total / PAGE_SIZE));
  if (page > pages) return searchScreen(ctx, deps, query, pages);
  const extraRows = [...(await suggestionRow(ctx, deps, result)), ...tagRows(deps, query, result)];
  if (result.total === 0) return nothingScreen(ctx, query, result, extraRows);

  const search = await deps.store.searches.remember(ctx.reader, 'articles', query, deps.now());
  const catalog = deps.catalog();
  // The index may be a moment behind the catalogue.
  const found = result.hits.flatMap(({ id }) => catalog.article(id) ?? []);
  const entries = await readerEntries(ctx, deps, found);
  const snippets = new Map(result.hits.map(({ id, snippet }) => [id, highlight(snippet)]));
  return renderArticleList({
    words: ctx.words,
    heading: heading(ctx, query, result),
    items: entries.items.map((entry) => {
      const snippet = snippets.get(entry.article.id);
      return snippet === undefined ? entry : { ...entry, snippet };
    }),
    markUnread: entries.markUnread,
    firstNumber: offset + 1,
    page,
    pages,
    pageButton: (target) => ({ action: 'search', search, page: target }),
    extraRows,
  });
}

function heading(ctx: BotContext, query: string, { match, total }: SearchResult): FormattedString {
  const key = match === 'all' ? 'search-heading' : 'search-loose-heading';
  return ctx.words.rich(key, { count: total, query: FormattedString.b(quote(query)) });
}

function nothingScreen(
  ctx: BotContext,
  query: string,
  { suggestion }: SearchResult,
  keyboard: InlineKeyboardButton[][],
): TextMessage {
  const { words } = ctx;
  const lines = [
    words.text('search-nothing', { query: quote(query) }),
    suggestion === undefined ? undefined : words.text('search-nothing-suggestion', { suggestion }),
    words.text(keyboard.length > 0 && suggestion === undefined ? 'search-nothing-tags' : 'search-nothing-next'),
  ];
  return { kind: 'text', text: new FormattedString(lines.filter((line) => line !== undefined).join('\n\n')), keyboard };
}

async function suggestionRow(
  ctx: BotContext,
  deps: BotDependencies,
  { suggestion }: SearchResult,
): Promise<InlineKeyboardButton[][]> {
  if (suggestion === undefined) return [];
  const search = await deps.store.searches.remember(ctx.reader, 'articles', suggestion, deps.now());
  return [[{ text: `🔍 ${quote(suggestion)}`, callback_data: encodeButton({ action: 'search', search, page: 1 }) }]];
}

/** The tag that the words name, or, when they find nothing, the tags that come close. */
function tagRows(deps: BotDependencies, query: string, { total }: SearchResult): InlineKeyboardButton[][] {
  const catalog = deps.catalog();
  const exact = catalog.tag(tagKey(query));
  if (exact !== undefined) return tagButtonRows([exact]);
  return total > 0 ? [] : tagButtonRows(catalog.findTags(query).slice(0, TAGS_OFFERED));
}

function highlight(snippet: SearchResult['hits'][number]['snippet']): FormattedString {
  return FormattedString.join(snippet.map(({ text, hit }) => (hit ? FormattedString.b(text) : text)));
}
