import type { InlineKeyboardButton } from 'grammy/types';
import { CALLBACK_DATA_LIMIT_BYTES, KEYBOARD_BUTTON_LIMIT } from '../../telegram/limits.ts';
import { badRequest } from './envelope.ts';
import { checkLink } from './link.ts';

type Keyboard = readonly (readonly InlineKeyboardButton[])[];
type Fields = Readonly<Record<string, unknown>>;

// TDLib cuts longer rows without a word.
const ROW_LIMIT = 12;
const COPY_TEXT_LIMIT = 256;
const URL_LIMIT = 2_048;
const STRING_FIELDS = ['text', 'url', 'callback_data', 'switch_inline_query', 'switch_inline_query_current_chat'];
const CHAT_TYPES = ['allow_user_chats', 'allow_bot_chats', 'allow_group_chats', 'allow_channel_chats'];

/** The inline keyboard of a `reply_markup`, checked; `undefined` when there is none or nothing is on it. */
export function readKeyboard(markup: unknown): Keyboard | undefined {
  if (markup === undefined || markup === '') return undefined;
  if (typeof markup === 'string') throw badRequest("can't parse reply keyboard markup JSON object");
  if (!isObject(markup)) throw badRequest('object expected as reply markup');
  const { inline_keyboard: rows, keyboard } = markup;
  if (keyboard !== undefined) throw badRequest('the playground knows inline keyboards only');
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows)) throw badRequest('Field "inline_keyboard" must be of type Array');
  const read = rows.map(readRow).filter((row) => row.length > 0);
  const buttons = read.flat();
  if (buttons.length > KEYBOARD_BUTTON_LIMIT) throw badRequest('reply markup is too long');
  for (const button of buttons) checkOnServer(button);
  return read.length === 0 ? undefined : read;
}

function readRow(row: unknown): InlineKeyboardButton[] {
  if (!Array.isArray(row)) {
    throw badRequest('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
  }
  const buttons = row.map((button: unknown) => {
    const problem = problemOf(button);
    if (problem !== undefined) throw badRequest(`Can't parse inline keyboard button: ${problem}`);
    return button as InlineKeyboardButton;
  });
  // TDLib leaves out buttons without a text.
  return buttons.filter(({ text }) => text !== '').slice(0, ROW_LIMIT);
}

function problemOf(button: unknown): string | undefined {
  if (!isObject(button)) return 'InlineKeyboardButton must be an Object';
  if (button.text === undefined) return 'Can\'t find field "text"';
  for (const name of STRING_FIELDS) {
    if (button[name] !== undefined && typeof button[name] !== 'string') return `Field "${name}" must be of type String`;
  }
  if (button.url || button.callback_data) return undefined;
  const { switch_inline_query_chosen_chat: chosen } = button;
  if (chosen !== undefined) return problemOfChoice(chosen);
  const hasAction = [
    'callback_game',
    'pay',
    'switch_inline_query',
    'switch_inline_query_chosen_chat',
    'switch_inline_query_current_chat',
    'login_url',
    'web_app',
    'copy_text',
  ].some((name) => name in button);
  return hasAction ? undefined : 'Text buttons are unallowed in the inline keyboard';
}

function problemOfChoice(chosen: unknown): string | undefined {
  if (!isObject(chosen)) return 'Field "switch_inline_query_chosen_chat" must be of type Object';
  if (chosen.query !== undefined && typeof chosen.query !== 'string') return 'Field "query" must be of type String';
  const wrong = CHAT_TYPES.find((name) => chosen[name] !== undefined && typeof chosen[name] !== 'boolean');
  if (wrong !== undefined) return `Field "${wrong}" must be of type Boolean`;
  return CHAT_TYPES.some((name) => chosen[name] === true) ? undefined : 'At least one chat type must be allowed';
}

/** What TDLib and Telegram's servers refuse after the request was understood. */
function checkOnServer(button: InlineKeyboardButton): void {
  const { url, callback_data: data, copy_text: copy, web_app: app } = button as unknown as Fields;
  if (typeof url === 'string' && url !== '') {
    const problem = checkLink(url);
    if (problem !== undefined) throw badRequest(`Inline keyboard button URL '${url}' is invalid: ${problem}`);
    if (url.length > URL_LIMIT || /\s/.test(url)) throw badRequest('BUTTON_URL_INVALID');
  } else if (typeof data === 'string' && Buffer.byteLength(data) > CALLBACK_DATA_LIMIT_BYTES) {
    throw badRequest('BUTTON_DATA_INVALID');
  } else if ('callback_game' in button || 'pay' in button) {
    throw badRequest('BUTTON_TYPE_INVALID');
  } else if (isObject(app) && !String(app.url).startsWith('https://')) {
    const address = String(app.url);
    throw badRequest(`Inline keyboard button Web App URL '${address}' is invalid: Only HTTPS links are allowed`);
  } else if (isObject(copy)) {
    const length = typeof copy.text === 'string' ? copy.text.length : 0;
    if (length < 1 || length > COPY_TEXT_LIMIT) throw badRequest('BUTTON_COPY_TEXT_INVALID');
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
