import type { InlineKeyboardButton } from 'grammy/types';
import type { Tag } from '../../catalog/article.ts';
import type { Words } from '../../locales/texts.ts';
import { besideOrBelow, subscribeButton, tagButtonRows } from '../../render/lists.ts';
import { type WatchTopic, watchName, watchOf } from '../../search/watch.ts';
import { encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { findTag } from '../topics.ts';

export interface FollowRows {
  readonly rows: InlineKeyboardButton[][];
  /** A tag is subscribed to rather than watched; some searches can be neither. */
  readonly kind: 'watch' | 'tag' | 'none';
}

interface Searched {
  readonly query: string;
  /** The id under which the query is remembered. */
  readonly search: string;
  /** The query that was looked for instead. */
  readonly suggestion?: string | undefined;
}

/** The button that watches a search, or stops that; where the search is the name of a tag, the ways to the tag. */
export async function followRows(ctx: BotContext, deps: BotDependencies, searched: Searched): Promise<FollowRows> {
  const used = searched.suggestion ?? searched.query;
  const watch = watchOf(used, deps.search.known());
  const tag = tagOf(deps, used, watch);
  if (watch === undefined && tag === undefined) return { rows: [], kind: 'none' };
  const own = (await deps.store.subscriptions.list(ctx.reader)).map(({ topic }) => topic);
  if (tag !== undefined) {
    const subscribed = own.includes(tag.key);
    const button = subscribeButton(ctx.words, { topic: tag.id, name: tag.name, subscribed, where: 'reply' });
    return { rows: besideOrBelow(button, ...tagButtonRows([tag]).flat()), kind: 'tag' };
  }
  const search =
    searched.suggestion === undefined
      ? searched.search
      : await deps.store.searches.remember(ctx.reader, 'articles', used, deps.now());
  const isWatched = watch !== undefined && own.includes(watch);
  return { rows: [[watchButton(ctx.words, search, isWatched)]], kind: 'watch' };
}

/** The tag that a query names, or to which what can be watched of it comes down. */
function tagOf(deps: BotDependencies, query: string, watch: WatchTopic | undefined): Tag | undefined {
  return findTag(deps, query) ?? (watch && findTag(deps, watchName(watch)));
}

/** The button below a search's results that watches it, or stops that. */
export function watchButton(words: Words, search: string, isWatched: boolean): InlineKeyboardButton {
  return {
    text: words.text(isWatched ? 'search-unwatch-button' : 'search-watch-button'),
    callback_data: encodeButton({ action: 'watch', search, on: !isWatched }),
  };
}
