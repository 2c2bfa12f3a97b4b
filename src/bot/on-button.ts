import type { Composer } from 'grammy';
import { cutText } from '../render/cut.ts';
import type { ButtonAction, ButtonData } from '../telegram/callback-data.ts';
import { CALLBACK_ANSWER_LIMIT } from '../telegram/limits.ts';
import { interpretFailure } from '../telegram/outcome.ts';
import type { BotContext } from './context.ts';

type Button<Name extends ButtonAction> = Extract<ButtonData, { action: Name }>;

/** What a press changed, in a few words on top of the screen, if any, and what is to be redrawn after they are shown. */
export interface Answer {
  readonly toast: string | undefined;
  readonly redraw?: () => Promise<void>;
}

/** Handles presses of one kind of button. The press is answered at once, while `handle` works. */
export function onButton<Name extends ButtonAction>(
  composer: Composer<BotContext>,
  action: Name,
  handle: (ctx: BotContext, button: Button<Name>) => Promise<void>,
): void {
  composer.on('callback_query:data').filter(
    (ctx) => ctx.button?.action === action,
    async (ctx) => {
      await Promise.all([answerPress(ctx), handle(ctx, ctx.button as Button<Name>)]);
    },
  );
}

/** Handles presses that change something small: `change` works on the database alone, then the person is told. */
export function onToggle<Name extends ButtonAction>(
  composer: Composer<BotContext>,
  action: Name,
  change: (ctx: BotContext, button: Button<Name>) => Promise<Answer>,
): void {
  composer.on('callback_query:data').filter(
    (ctx) => ctx.button?.action === action,
    async (ctx) => {
      const { toast, redraw } = await change(ctx, ctx.button as Button<Name>);
      await Promise.all([answerPress(ctx, toast), redraw?.()]);
    },
  );
}

/** Stops the button's spinner. A press that Telegram has given up on in the meantime is no failure. */
export async function answerPress(ctx: BotContext, text?: string, alert = false): Promise<void> {
  try {
    await ctx.answerCallbackQuery(
      text === undefined ? {} : { text: cutText(text, CALLBACK_ANSWER_LIMIT), show_alert: alert },
    );
  } catch (error) {
    if (interpretFailure(error).state !== 'missing') throw error;
  }
}
