import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import { joinFormatted } from '../../render/formatted.ts';
import { renderArticleList, tagButtonRows } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import type { SearchResult } from '../../search/find-articles.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { quote } from '../quote.ts';
import { readerEntries } from '../reader-entries.ts';
import { filterNames, quoteQuery } from './search-heading.ts';
import type { FollowRows } from './search-watch.ts';

interface Way {
  readonly lines: readonly string[];
  readonly rows: readonly InlineKeyboardButton[][];
}

/** Says that nothing was found, with the ways on from here: without the filters, guesses, or to be told later. */
export async function nothingScreen(
  ctx: BotContext,
  deps: BotDependencies,
  query: string,
  found: SearchResult,
  followed: FollowRows,
): Promise<TextMessage> {
  const { words } = ctx;
  const nothing = words.rich('search-nothing', { query: FormattedString.b(quoteQuery(query)) });
  if (found.words.length === 0 && found.filters.length === 0)
    return plain([nothing, words.text('search-no-words')], []);
  const watch = followed.kind === 'watch' ? [words.text('search-nothing-watch')] : [];
  const wider = await withoutFilters(ctx, deps, found);
  if (wider !== undefined) return plain([nothing, ...wider.lines, ...watch], [...wider.rows, ...followed.rows]);
  return guessesScreen(ctx, deps, nothing, found, { lines: watch, rows: followed.rows });
}

/** How many articles the words would find if nothing narrowed the search. */
async function withoutFilters(
  ctx: BotContext,
  deps: BotDependencies,
  { words: typed, filters }: SearchResult,
): Promise<Way | undefined> {
  if (filters.length === 0 || typed.length === 0) return undefined;
  const query = typed.join(' ');
  const { complete, total } = deps.search.search(query, { limit: 0, offset: 0 });
  if (total === 0) return undefined;
  const search = await deps.store.searches.remember(ctx.reader, 'articles', query, deps.now());
  const text = complete > 0 ? 'search-nothing-filters' : 'search-nothing-filters-part';
  const args = { filters: filterNames(ctx.words, filters), count: complete || total, query: quote(query) };
  return {
    lines: [ctx.words.text(text, args)],
    rows: [
      [
        {
          text: ctx.words.text('search-without-button', { query: quote(query) }),
          callback_data: encodeButton({ action: 'search', search, page: 1 }),
        },
      ],
    ],
  };
}

async function guessesScreen(
  ctx: BotContext,
  deps: BotDependencies,
  nothing: FormattedString,
  { guesses }: SearchResult,
  last: Way,
): Promise<TextMessage> {
  const { words } = ctx;
  const tags = guesses?.tags ?? [];
  const articles = (guesses?.articles ?? []).flatMap((id) => deps.catalog().article(id) ?? []);
  const rows = [...tagButtonRows(tags), ...last.rows];
  const hint = tags.length > 0 ? 'search-nothing-tags' : articles.length === 0 ? 'search-nothing-next' : undefined;
  const lines = [...(hint === undefined ? [] : [words.text(hint)]), ...last.lines];
  if (articles.length === 0) return plain([nothing, ...lines], rows);
  return renderArticleList({
    words,
    heading: joinFormatted([nothing, ...lines, words.text('search-nothing-guesses')], '\n\n'),
    ...(await readerEntries(ctx, deps, articles)),
    firstNumber: 1,
    page: 1,
    pages: 1,
    pageButton: (page) => ({ action: 'latest', page }),
    extraRows: rows,
  });
}

function plain(lines: readonly (FormattedString | string)[], keyboard: InlineKeyboardButton[][]): TextMessage {
  return { kind: 'text', text: joinFormatted(lines, '\n\n'), keyboard };
}
