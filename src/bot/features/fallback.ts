import { Composer } from 'grammy';
import { closest } from '../closest.ts';
import { COMMANDS } from '../commands.ts';
import type { BotContext } from '../context.ts';
import { answerPress } from '../on-button.ts';
import { quote } from '../quote.ts';

/** The last word: commands, messages and buttons that nobody else understood get a useful line. */
export function createFallback(): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.on('callback_query', (ctx) => answerPress(ctx, ctx.words.text('button-outdated'), true));

  composer.on('message::bot_command', async (ctx, next) => {
    const command = /^\/([A-Za-z0-9_]+)/.exec(ctx.message.text ?? '')?.[1];
    if (command === undefined) return next();
    const similar = closest(command.toLowerCase(), COMMANDS);
    const lines = [
      ctx.words.text('unknown-command', { command: `/${quote(command)}` }),
      similar === undefined ? '' : ctx.words.text('unknown-command-suggestion', { suggestion: `/${similar}` }),
      ctx.words.text('unknown-command-help'),
    ];
    await ctx.reply(lines.filter((line) => line !== '').join(' '));
  });

  composer.on('message', (ctx) => ctx.reply(ctx.words.text('unknown-message')));
  return composer;
}
