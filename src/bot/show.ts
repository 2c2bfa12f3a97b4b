import type { InlineKeyboardButton } from 'grammy/types';
import type { Keyboard, OutgoingMessage, TextMessage } from '../render/message.ts';
import { interpretFailure } from '../telegram/outcome.ts';
import { inlineKeyboard, sendMessage } from '../telegram/send-message.ts';
import type { BotContext, BotDependencies } from './context.ts';

/** Sends a message as an answer, below everything else. A photo that Telegram refuses comes as its text alone. */
export async function reply(ctx: BotContext, deps: BotDependencies, message: OutgoingMessage): Promise<void> {
  try {
    await sendMessage(ctx.api, ctx.reader, message, { photos: deps.photos });
  } catch (error) {
    if (message.kind !== 'photo' || interpretFailure(error).state !== 'refused') throw error;
    deps.log.warn('a photo was refused, sending its text', { photo: message.photo, error });
    const { caption: text, keyboard } = message;
    if (text.text !== '') await reply(ctx, deps, { kind: 'text', text, ...(keyboard && { keyboard }) });
  }
}

/** Turns the message with the pressed button into `message`; where that cannot be, sends it as an answer. */
export async function show(ctx: BotContext, deps: BotDependencies, message: TextMessage): Promise<void> {
  const pressed = ctx.callbackQuery?.message;
  if (pressed?.text === undefined && pressed?.rich_message === undefined) return reply(ctx, deps, message);
  try {
    await ctx.editMessageText(message.text.text, {
      entities: message.text.entities,
      link_preview_options: { is_disabled: true },
      reply_markup: inlineKeyboard(message.keyboard ?? []),
    });
  } catch (error) {
    const { state } = interpretFailure(error);
    if (state === 'missing') return reply(ctx, deps, message);
    if (state !== 'notModified') throw error;
  }
}

/** Replaces the pressed button by another on the message it sits on, and leaves the other buttons as they are. */
export async function replacePressedButton(ctx: BotContext, replacement: InlineKeyboardButton): Promise<void> {
  await changeKeyboard(ctx, (rows) =>
    rows.map((row) => row.map((button) => (isPressed(ctx, button) ? replacement : button))),
  );
}

/** Takes the pressed button away, and leaves the other buttons as they are. */
export async function removePressedButton(ctx: BotContext): Promise<void> {
  await changeKeyboard(ctx, (rows) =>
    rows.map((row) => row.filter((button) => !isPressed(ctx, button))).filter((row) => row.length > 0),
  );
}

/** Whether a button is the one that was pressed, or says the same. */
export function isPressed(ctx: BotContext, button: InlineKeyboardButton): boolean {
  return 'callback_data' in button && button.callback_data === ctx.callbackQuery?.data;
}

/** Changes the buttons of the message that the pressed one sits on. */
export async function changeKeyboard(ctx: BotContext, change: (rows: Keyboard) => Keyboard): Promise<void> {
  const rows = change(ctx.callbackQuery?.message?.reply_markup?.inline_keyboard ?? []);
  try {
    await ctx.editMessageReplyMarkup({ reply_markup: inlineKeyboard(rows) });
  } catch (error) {
    const { state } = interpretFailure(error);
    if (state !== 'notModified' && state !== 'missing') throw error;
  }
}
