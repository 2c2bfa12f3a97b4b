import type { Article } from '../../catalog/article.ts';
import { renderCard } from '../../render/card.ts';
import type { OutgoingMessage } from '../../render/message.ts';
import { articleUrl } from '../../render/site-links.ts';
import type { BotContext, BotDependencies } from '../context.ts';

/** An article's card, as this reader sees it. */
export async function articleScreen(
  ctx: BotContext,
  deps: BotDependencies,
  article: Article,
): Promise<OutgoingMessage> {
  return renderCard(article, {
    words: ctx.words,
    url: articleUrl(article, deps.site),
    saved: await deps.store.saved.has(ctx.reader, article.id),
    hasRelated: deps.catalog().relatedArticles(article, 1).length > 0,
  });
}
