import type { Article } from '../../catalog/article.ts';
import { renderCard } from '../../render/card.ts';
import type { OutgoingMessage } from '../../render/message.ts';
import { articleUrl } from '../../render/site-links.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { readerPlace } from '../reader-entries.ts';
import { hasRelated } from '../related.ts';
import { shareButton } from '../share-button.ts';
import { withSavedState } from './saved-buttons.ts';

/** An article's card, as this reader sees it. */
export async function articleScreen(
  ctx: BotContext,
  deps: BotDependencies,
  article: Article,
): Promise<OutgoingMessage> {
  const [saved, place, reminder] = await Promise.all([
    deps.store.saved.has(ctx.reader, article.id),
    deps.store.readingPlaces.get(ctx.reader, article.id),
    deps.store.reminders.get(ctx.reader, article.id),
  ]);
  const series = deps.catalog().seriesOf(article);
  const card = renderCard(article, {
    words: ctx.words,
    url: articleUrl(article, deps.site),
    saved,
    hasRelated: hasRelated(deps, article),
    place: place && readerPlace(place),
    series: series && { part: series.part, parts: series.articles.length, title: series.title },
    share: shareButton(ctx, article),
  });
  const state = { saved, reminder: reminder !== undefined };
  return { ...card, keyboard: withSavedState(card.keyboard ?? [], ctx.words, article.id, state) };
}
