import { Composer } from 'grammy';
import type { BotContext, BotDependencies } from '../context.ts';

/** Whether a reader wants to hear from the bot: `/stop`, and blocking or unblocking it in Telegram. */
export function createPresence(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('stop', async (ctx) => {
    await deps.store.readers.setState(ctx.reader, 'stopped', deps.now());
    await ctx.reply(`${ctx.words.text('stop-done')}\n\n${ctx.words.text('stop-erase-hint')}`);
  });

  composer.on('my_chat_member', async (ctx) => {
    const { status } = ctx.myChatMember.new_chat_member;
    if (status === 'kicked') await deps.store.readers.setState(ctx.reader, 'gone', deps.now(), 'blocked the bot');
    else if (status === 'member') await deps.store.readers.revive(ctx.reader, deps.now());
  });
  return composer;
}

/** Makes a reader active who had stopped or blocked the bot; gives whether he had. */
export async function welcomeReaderBack(ctx: BotContext, deps: BotDependencies): Promise<boolean> {
  const reader = await deps.store.readers.get(ctx.reader);
  if (reader === undefined || reader.state === 'active') return false;
  await deps.store.readers.setState(ctx.reader, 'active', deps.now());
  return true;
}
