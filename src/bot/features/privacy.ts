import { FormattedString } from '@grammyjs/parse-mode';
import { Composer, InputFile } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Words } from '../../locales/texts.ts';
import type { TextMessage } from '../../render/message.ts';
import { type ButtonData, encodeButton } from '../../telegram/callback-data.ts';
import type { BotContext, BotDependencies } from '../context.ts';
import { onButton } from '../on-button.ts';
import { reply, show } from '../show.ts';

type Step = Extract<ButtonData, { action: 'privacy' }>['step'];

/** `/privacy`: what is kept, a copy of it as a JSON file, and its erasure after a confirmation. */
export function createPrivacy(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('privacy', (ctx) => reply(ctx, deps, menuScreen(ctx.words)));

  onButton(composer, 'privacy', async (ctx, { step }) => {
    switch (step) {
      case 'menu':
        return show(ctx, deps, menuScreen(ctx.words));
      case 'export':
        return sendExport(ctx, deps);
      case 'erase':
        return show(ctx, deps, confirmScreen(ctx.words));
      case 'confirm':
        await deps.store.personalData.erase(ctx.reader);
        return show(ctx, deps, { kind: 'text', text: new FormattedString(ctx.words.text('privacy-erased')) });
    }
  });
  return composer;
}

async function sendExport(ctx: BotContext, deps: BotDependencies): Promise<void> {
  const data = await deps.store.personalData.export(ctx.reader);
  const file = new InputFile(Buffer.from(`${JSON.stringify(data, undefined, 2)}\n`), 'my-data.json');
  await ctx.replyWithDocument(file, { caption: ctx.words.text('privacy-export-caption') });
}

function menuScreen(words: Words): TextMessage {
  return {
    kind: 'text',
    text: new FormattedString(words.text('privacy-text')),
    keyboard: [
      [stepButton(words.text('privacy-export-button'), 'export')],
      [stepButton(words.text('privacy-erase-button'), 'erase')],
    ],
  };
}

function confirmScreen(words: Words): TextMessage {
  return {
    kind: 'text',
    text: new FormattedString(words.text('privacy-erase-ask')),
    keyboard: [
      [stepButton(words.text('privacy-erase-confirm-button'), 'confirm')],
      [stepButton(words.text('privacy-erase-keep-button'), 'menu')],
    ],
  };
}

function stepButton(text: string, step: Step): InlineKeyboardButton {
  return { text, callback_data: encodeButton({ action: 'privacy', step }) };
}
