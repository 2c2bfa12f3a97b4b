import { Composer } from 'grammy';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton } from '../on-button.ts';
import { soughtScreen } from '../screens/sought-screen.ts';
import { reply, show } from '../show.ts';

/**
 * `/searches`: what readers look for, above all what they do not find. For anybody but the authors neither the command
 * nor its buttons exist: they fall through to the last word, on every press anew.
 */
export function createSought(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const authors = composer.filter((ctx) => ctx.from !== undefined && deps.authorIds.includes(ctx.from.id));

  authors.command('searches', async (ctx) => reply(ctx, deps, await soughtScreen(ctx, deps, 'missed', 1)));
  onButton(authors, 'sought', async (ctx, { list, page }) =>
    show(ctx, deps, await soughtScreen(ctx, deps, list, page)),
  );
  return composer;
}
