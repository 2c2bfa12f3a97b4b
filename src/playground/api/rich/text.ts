import type { RichText } from 'grammy/types';
import type { Account } from '../../account/account.ts';
import { personUser } from '../bot-message.ts';
import { badRequest } from '../envelope.ts';
import { checkLink } from '../link.ts';
import { readRichButton } from './button.ts';
import { cleanString, type Fields, readFields } from './fields.ts';
import type { Tally } from './tally.ts';
import { hasContent } from './words.ts';

/** What reading the texts of a message needs to know. */
export interface TextScope {
  readonly account: Account;
  readonly tally: Tally;
}

const STYLES = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'subscript',
  'superscript',
  'marked',
  'code',
]);
/** Texts that say in one more field what they are. */
const NAMING_FIELD: Readonly<Record<string, string>> = {
  email_address: 'email_address',
  phone_number: 'phone_number',
  bank_card_number: 'bank_card_number',
  mention: 'username',
  hashtag: 'hashtag',
  cashtag: 'cashtag',
  bot_command: 'bot_command',
};
const DATE_TIME_FORMAT = /^(?:r|w?[dD]?[tT]?)$/;

/**
 * Reads a rich text that stands in a block of level `level`, and gives it as Telegram would give it back. Entities in
 * plain text are not looked for, as if the detection were always skipped.
 */
export function readRichText(value: unknown, scope: TextScope, level: number): RichText {
  if (typeof value === 'string') {
    const text = cleanString(value);
    scope.tally.text(text);
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((part: unknown) => {
      // A list in a list is one more thing to descend into, for Telegram as for us.
      const inner = Array.isArray(part) ? level + 1 : level;
      scope.tally.formatting(inner);
      return readRichText(part, scope, inner);
    });
  }
  const fields = readFields(value, 'RichText');
  scope.tally.formatting(level + 1);
  return readFormatted(fields, scope, level + 1) as RichText;
}

/** A text that has to show something. */
export function readFullText(value: unknown, scope: TextScope, level: number): RichText {
  const text = readRichText(value, scope, level);
  if (!hasContent(text)) throw badRequest('Rich text must be non-empty');
  return text;
}

function readFormatted(fields: Fields, scope: TextScope, level: number): object {
  const type = fields.string('type');
  const inner = () => ({ type, text: readRichText(fields.required('text'), scope, level) });
  if (STYLES.has(type)) return inner();
  const naming = NAMING_FIELD[type];
  if (naming !== undefined) return { ...inner(), [naming]: nonEmpty(fields, naming) };
  switch (type) {
    case 'url':
      return { ...inner(), url: readUrl(fields) };
    case 'date_time':
      return { ...inner(), ...readDateTime(fields) };
    case 'text_mention':
      return { ...inner(), user: readUser(fields, scope) };
    case 'custom_emoji':
      return { type, ...readCustomEmoji(fields, scope) };
    case 'mathematical_expression':
      return { type, expression: readExpression(fields, scope) };
    case 'button':
      return { type, button: readRichButton(fields.required('button'), (text) => readFullText(text, scope, level)) };
    default:
      return readAnchor(type, fields, scope, inner);
  }
}

function readAnchor(type: string, fields: Fields, { tally }: TextScope, inner: () => object): object {
  switch (type) {
    case 'anchor':
    case 'reference': {
      const name = nonEmpty(fields, 'name');
      tally.anchor(name);
      return type === 'anchor' ? { type, name } : { ...inner(), name };
    }
    case 'anchor_link': {
      const name = fields.string('anchor_name');
      tally.anchorLink(name);
      return { ...inner(), anchor_name: name };
    }
    case 'reference_link': {
      const name = nonEmpty(fields, 'reference_name');
      tally.anchorLink(name);
      return { ...inner(), reference_name: name };
    }
    default:
      throw badRequest("Can't parse RichText: Unsupported type specified");
  }
}

/** The LaTeX source of a formula, which counts as text. */
export function readExpression(fields: Fields, { tally }: TextScope): string {
  const expression = nonEmpty(fields, 'expression');
  tally.text(expression);
  return expression;
}

function readUrl(fields: Fields): string {
  const url = fields.string('url');
  const problem = checkLink(url);
  if (problem !== undefined) throw badRequest(`Rich text URL '${url}' is invalid: ${problem}`);
  return url;
}

function readDateTime(fields: Fields): object {
  const format = fields.string('date_time_format');
  if (!DATE_TIME_FORMAT.test(format)) throw badRequest('Invalid date-time format specified');
  return { unix_time: fields.integer('unix_time'), date_time_format: format };
}

function readUser(fields: Fields, { account }: TextScope): object {
  const id = readFields(fields.required('user'), 'User').integer('id');
  const persona = account.chats.get(id)?.persona;
  if (persona === undefined) throw badRequest('user not found');
  return personUser(persona);
}

function readCustomEmoji(fields: Fields, { tally }: TextScope): object {
  const id = fields.string('custom_emoji_id');
  if (!/^[1-9]\d{0,18}$/.test(id)) throw badRequest('Invalid custom emoji identifier specified');
  const alternative = nonEmpty(fields, 'alternative_text');
  tally.text(alternative);
  return { custom_emoji_id: id, alternative_text: alternative };
}

/** A name or source that has to say something. */
export function nonEmpty(fields: Fields, name: string): string {
  const value = fields.string(name);
  if (value.trim() === '') throw badRequest(`Field "${name}" must be non-empty`);
  return value;
}
