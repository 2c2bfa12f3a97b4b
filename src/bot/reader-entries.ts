import type { Article } from '../catalog/article.ts';
import type { ArticleEntry } from '../render/article-entries.ts';
import type { ReaderPlace } from '../render/reader-place.ts';
import type { Place } from '../store/reading-places.ts';
import type { BotContext, BotDependencies } from './context.ts';

export interface ReaderEntries {
  readonly items: readonly ArticleEntry[];
  /** Marks say something only to who has read something. */
  readonly markUnread: boolean;
}

/** Articles as this reader sees them in a list: with how far he has come, and whether the others are marked as unread. */
export async function readerEntries(
  ctx: BotContext,
  deps: BotDependencies,
  articles: readonly Article[],
): Promise<ReaderEntries> {
  const [places, markUnread] = await Promise.all([
    deps.store.readingPlaces.among(
      ctx.reader,
      articles.map(({ id }) => id),
    ),
    deps.store.readingPlaces.hasAny(ctx.reader),
  ]);
  return {
    items: articles.map((article) => {
      const place = places.get(article.id);
      return place === undefined ? { article } : { article, place: readerPlace(place) };
    }),
    markUnread,
  };
}

/** A stored place as messages show it. */
export function readerPlace({ page, pages, finishedAt }: Place): ReaderPlace {
  return { page, pages, finished: finishedAt !== undefined };
}
