import { Composer } from 'grammy';
import type { ArticleId } from '../../catalog/article.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton, onToggle } from '../on-button.ts';
import { withSavedState } from '../screens/saved-buttons.ts';
import { savedScreen } from '../screens/saved-screen.ts';
import { changeKeyboard, reply, show } from '../show.ts';
import { setReminder } from '../this-evening.ts';

/** The Save button and the reminder under articles, and `/saved` with the ways to change that list. */
export function createSavedFeature(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  onToggle(composer, 'saveArticle', async (ctx, { article: id, saved }) => {
    const article = deps.catalog().article(id);
    if (article === undefined) return { toast: ctx.words.text('article-gone') };
    if (saved) await deps.store.saved.add(ctx.reader, article.id, deps.now());
    else await deps.store.saved.remove(ctx.reader, article.id);
    return {
      toast: ctx.words.text(saved ? 'saved-added' : 'saved-removed'),
      redraw: () => redrawButtons(ctx, deps, article.id),
    };
  });

  composer.command('saved', async (ctx) => reply(ctx, deps, await savedScreen(ctx, deps, 1)));
  onButton(composer, 'saved', async (ctx, { page }) => show(ctx, deps, await savedScreen(ctx, deps, page)));
  onButton(composer, 'savedMode', async (ctx, { page, mode }) =>
    show(ctx, deps, await savedScreen(ctx, deps, page, mode)),
  );

  // An article that has left the catalogue can be taken off the list all the same.
  onToggle(composer, 'removeSaved', async (ctx, { article, page }) => {
    await deps.store.saved.remove(ctx.reader, article as ArticleId);
    deps.delivery.wakeReminders();
    return {
      toast: ctx.words.text('saved-removed'),
      redraw: async () => show(ctx, deps, await savedScreen(ctx, deps, page, 'remove')),
    };
  });

  onToggle(composer, 'remind', async (ctx, { article: id, on, where, page }) => {
    const article = deps.catalog().article(id);
    const redraw = async () =>
      where === 'list'
        ? show(ctx, deps, await savedScreen(ctx, deps, page, 'remind'))
        : redrawButtons(ctx, deps, id as ArticleId);
    if (article === undefined && on) return { toast: ctx.words.text('article-gone'), redraw };
    return { toast: await setReminder(ctx, deps, id as ArticleId, on), redraw };
  });
  return composer;
}

/** Shows on the pressed message what the database says of the article. */
async function redrawButtons(ctx: BotContext, { store }: BotDependencies, article: ArticleId): Promise<void> {
  const [saved, dueAt] = await Promise.all([
    store.saved.has(ctx.reader, article),
    store.reminders.get(ctx.reader, article),
  ]);
  const state = { saved, reminder: dueAt !== undefined };
  await changeKeyboard(ctx, (rows) => withSavedState(rows, ctx.words, article, state));
}
