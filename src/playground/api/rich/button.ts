import type { RichMessageButton, RichText } from 'grammy/types';
import { CALLBACK_DATA_LIMIT_BYTES } from '../../../telegram/limits.ts';
import { badRequest } from '../envelope.ts';
import { checkLink } from '../link.ts';
import { readFields } from './fields.ts';

const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'disabled',
] as const;
const STYLES = ['danger', 'success', 'primary', 'link'] as const;
const COPY_TEXT_LIMIT = 256;

/** Reads a button that stands in a rich message: exactly one action, and a text (by `readText`) with next to no formatting. */
export function readRichButton(value: unknown, readText: (text: unknown) => RichText): RichMessageButton {
  const fields = readFields(value, 'RichMessageButton');
  const actions = ACTIONS.filter((name) => fields.optional(name) !== undefined);
  const [action] = actions;
  if (action === undefined || actions.length > 1) {
    throw badRequest("Can't parse RichMessageButton: exactly one action must be specified");
  }
  const text = readText(fields.required('text'));
  if (!isPlain(text)) throw badRequest('Button text may contain only custom emoji and dates');
  const style = fields.optional('style') === undefined ? undefined : fields.oneOf('style', STYLES);
  if (style === 'link' && action !== 'callback_data') throw badRequest('BUTTON_STYLE_INVALID');
  const read = readAction(action, fields.optional(action));
  return { text, ...(style === undefined ? {} : { style }), [action]: read } as unknown as RichMessageButton;
}

function isPlain(text: RichText): boolean {
  if (typeof text === 'string') return true;
  if (Array.isArray(text)) return text.every(isPlain);
  return text.type === 'custom_emoji' || (text.type === 'date_time' && isPlain(text.text));
}

function readAction(action: (typeof ACTIONS)[number], value: unknown): unknown {
  const text = () => readFields({ [action]: value }, 'RichMessageButton').string(action);
  const inside = () => readFields(value, action);
  switch (action) {
    case 'url': {
      const problem = checkLink(text());
      if (problem !== undefined) throw badRequest(`Button URL '${text()}' is invalid: ${problem}`);
      return value;
    }
    case 'callback_data': {
      const bytes = Buffer.byteLength(text());
      if (bytes < 1 || bytes > CALLBACK_DATA_LIMIT_BYTES) throw badRequest('BUTTON_DATA_INVALID');
      return value;
    }
    case 'web_app':
    case 'login_url': {
      if (!inside().string('url').startsWith('https://')) throw badRequest('BUTTON_URL_INVALID');
      return value;
    }
    case 'copy_text': {
      const { length } = inside().string('text');
      if (length < 1 || length > COPY_TEXT_LIMIT) throw badRequest('BUTTON_COPY_TEXT_INVALID');
      return value;
    }
    case 'switch_inline_query':
    case 'switch_inline_query_current_chat':
      return text();
    case 'switch_inline_query_chosen_chat':
    case 'disabled':
      inside();
      return value;
  }
}
