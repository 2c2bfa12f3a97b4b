import type { InlineKeyboardButton } from 'grammy/types';
import type { Words } from '../../locales/texts.ts';
import { type ButtonData, encodeButton } from '../../telegram/callback-data.ts';
import { formatHour } from '../time-zones/format-time.ts';

type SettingsButton = Extract<ButtonData, { action: 'settings' }>;
type SetButton = Extract<ButtonData, { action: 'set' }>;

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const HOURS_IN_ROW = 6;

/** A button that turns the message into a screen of the settings. */
export function screenButton(text: string, screen: SettingsButton['screen']): InlineKeyboardButton {
  return { text, callback_data: encodeButton({ action: 'settings', screen, where: 'here' }) };
}

/** The way back to the first screen of the settings. */
export function backToSettings(words: Words): InlineKeyboardButton {
  return screenButton(words.text('settings-back-button'), 'main');
}

/** A button that changes one setting, with a tick when it is what is set. */
export function setButton(
  words: Words,
  label: string,
  { setting, value, isSet = false }: Pick<SetButton, 'setting' | 'value'> & { readonly isSet?: boolean },
): InlineKeyboardButton {
  const text = isSet ? words.text('settings-chosen', { label }) : label;
  return { text, callback_data: encodeButton({ action: 'set', setting, value }) };
}

/** The hours of a day as buttons, six in a row; `button` may leave one out. */
export function hourRows(button: (hour: number) => InlineKeyboardButton | undefined): InlineKeyboardButton[][] {
  return inRows(
    HOURS.flatMap((hour) => button(hour) ?? []),
    HOURS_IN_ROW,
  );
}

/** What stands on the button of an hour: six of them fit a phone's row, with a tick only without the minutes. */
export function hourLabel(hour: number, isSet: boolean, words: Words): string {
  return isSet ? words.text('settings-chosen', { label: formatHour(hour).slice(0, 2) }) : formatHour(hour);
}

/** Cuts buttons into rows. */
export function inRows(buttons: readonly InlineKeyboardButton[], size: number): InlineKeyboardButton[][] {
  return buttons.flatMap((_, index) => (index % size === 0 ? [buttons.slice(index, index + size)] : []));
}
