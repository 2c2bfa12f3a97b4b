import { type Conversation, createConversation } from '@grammyjs/conversations';
import { Composer, type Context, InlineKeyboard } from 'grammy';
import { decodeButton, encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { openDialogue } from '../dialogues.ts';
import { onButton, onToggle } from '../on-button.ts';
import { searchScreen } from '../screens/search-screen.ts';
import { reply, show } from '../show.ts';

export const SEARCH_DIALOGUE = 'search';

/** `/search` with words, the dialogue that `/search` alone opens, and the pages of what was found. */
export function createSearch(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    createConversation<BotContext, Context>(
      (conversation, ctx) => askForWords(conversation, ctx, deps),
      SEARCH_DIALOGUE,
    ),
  );

  composer.command('search', async (ctx) => {
    if (ctx.match.trim() === '') await openDialogue(ctx, SEARCH_DIALOGUE);
    else await reply(ctx, deps, await searchScreen(ctx, deps, ctx.match, 1));
  });
  composer.command('cancel', (ctx) => ctx.reply(ctx.words.text('search-nothing-to-cancel')));
  onButton(composer, 'startSearch', (ctx) => openDialogue(ctx, SEARCH_DIALOGUE));
  onToggle(composer, 'cancelSearch', async (ctx) => ({ toast: ctx.words.text('search-over') }));

  onButton(composer, 'search', async (ctx, { search, page }) => {
    const remembered = await deps.store.searches.get(search, ctx.reader);
    if (remembered === undefined) await ctx.reply(ctx.words.text('search-outdated'));
    else await show(ctx, deps, await searchScreen(ctx, deps, remembered.query, page));
  });
  return composer;
}

/** Any text that is no command is taken for words to search for. */
export function createTextSearch(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer
    .on('message:text')
    .filter((ctx) => !startsWithCommand(ctx))
    .use(async (ctx) => reply(ctx, deps, await searchScreen(ctx, deps, ctx.message.text, 1)));
  return composer;
}

/** A slash alone makes no command: Telegram marks what it takes for one. */
function startsWithCommand(ctx: BotContext): boolean {
  return ctx.entities('bot_command').some(({ offset }) => offset === 0);
}

/**
 * Asks for words and waits. Words, and commands but /cancel, end the dialogue and go on to whoever handles them; other buttons
 * keep working meanwhile.
 */
async function askForWords(
  conversation: Conversation<BotContext, Context>,
  ctx: Context,
  deps: BotDependencies,
): Promise<void> {
  const words = deps.texts.for(ctx.from?.language_code);
  const keyboard = new InlineKeyboard().text(
    words.text('search-cancel-button'),
    encodeButton({ action: 'cancelSearch' }),
  );
  await ctx.reply(words.text('search-ask'), { reply_markup: keyboard });
  for (;;) {
    const next = await conversation.wait();
    if (next.hasCommand('cancel')) return void (await next.reply(words.text('search-cancelled')));
    if (next.message?.text !== undefined) return conversation.halt({ next: true });
    if (next.callbackQuery?.data !== undefined) {
      if (decodeButton(next.callbackQuery.data)?.action !== 'cancelSearch') await conversation.skip({ next: true });
      await next.answerCallbackQuery();
      await next.editMessageText(words.text('search-cancelled'));
      return;
    }
    if (next.message !== undefined) await next.reply(words.text('search-ask-words'), { reply_markup: keyboard });
    else await conversation.skip({ next: true });
  }
}
