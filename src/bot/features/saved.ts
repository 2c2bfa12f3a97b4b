import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import { saveButton } from '../../render/card.ts';
import { paginate, renderArticleList } from '../../render/lists.ts';
import type { TextMessage } from '../../render/message.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton, onToggle } from '../on-button.ts';
import { replacePressedButton, reply, show } from '../show.ts';

/** The Save button under articles, and `/saved`. */
export function createSavedFeature(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  onToggle(composer, 'saveArticle', async (ctx, { article: id, saved }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return { toast: ctx.words.text('article-gone') };
    if (saved) await deps.store.saved.add(ctx.reader, article.id, deps.now());
    else await deps.store.saved.remove(ctx.reader, article.id);
    return {
      toast: ctx.words.text(saved ? 'saved-added' : 'saved-removed'),
      redraw: () => replacePressedButton(ctx, saveButton(ctx.words, article.id, saved)),
    };
  });

  composer.command('saved', async (ctx) => reply(ctx, deps, await savedScreen(ctx, deps, 1)));
  onButton(composer, 'saved', async (ctx, { page }) => show(ctx, deps, await savedScreen(ctx, deps, page)));
  return composer;
}

async function savedScreen(ctx: BotContext, deps: BotDependencies, page: number): Promise<TextMessage> {
  const saved = await deps.store.saved.list(ctx.reader);
  // A saved article may have left the catalogue for a while; it shows again when it is back.
  const articles = saved.flatMap(({ articleId }) => deps.catalog().article(articleId) ?? []);
  if (articles.length === 0) {
    const text = saved.length === 0 ? ctx.words.text('saved-empty') : ctx.words.text('saved-away');
    return { kind: 'text', text: new FormattedString(text) };
  }
  const slice = paginate(articles, page);
  return renderArticleList({
    words: ctx.words,
    heading: FormattedString.b(ctx.words.text('saved-heading')),
    ...slice,
    items: slice.items.map((article) => ({ article })),
    pageButton: (target) => ({ action: 'saved', page: target }),
  });
}
