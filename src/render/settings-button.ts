import type { InlineKeyboardButton } from 'grammy/types';
import type { Words } from '../locales/texts.ts';
import { encodeButton } from '../telegram/callback-data.ts';

/** The button under what comes unasked: opens the settings in a message below. */
export function settingsButton(words: Words): InlineKeyboardButton {
  return {
    text: words.text('push-settings-button'),
    callback_data: encodeButton({ action: 'settings', screen: 'main', where: 'below' }),
  };
}
