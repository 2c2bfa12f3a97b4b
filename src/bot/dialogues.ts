import { conversations } from '@grammyjs/conversations';
import { Composer, type Context } from 'grammy';
import type { BotContext, BotDependencies } from './context.ts';
import { namelessStorage } from './nameless-storage.ts';

// Stored dialogues are replayed by the code of today: count up whenever the steps of one change.
const DIALOGUE_VERSION = 2;

/** What every dialogue stands on. Their state lives in the database, so that a restart finds them where they were. */
export function createDialogues(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    conversations<BotContext, Context>({
      storage: {
        type: 'key',
        version: DIALOGUE_VERSION,
        getStorageKey: (ctx) => `${ctx.chatId}:${ctx.from?.id}`,
        adapter: namelessStorage(deps.store.conversations),
      },
      // Inside a dialogue the plugin makes a client of its own.
      plugins: [
        (ctx, next) => {
          ctx.api.config.use(...deps.apiTransformers);
          return next();
        },
      ],
    }),
  );
  return composer;
}

/** Begins a dialogue, in place of any other that is under way. */
export async function openDialogue(ctx: BotContext, name: string): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(name);
}
