import { type Account, createAccount } from '../../src/playground/account/account.ts';
import type { CallContext } from '../../src/playground/api/method.ts';
import { type ReadRichMessage, readRichMessage } from '../../src/playground/api/rich/message.ts';
import { PERSONAS } from '../../src/playground/personas.ts';
import { fakeClock } from './setup.ts';

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const paragraph = (text: unknown) => ({ type: 'paragraph', text });
export const cell = (text?: unknown, more: object = {}) => ({ text, align: 'left', valign: 'top', ...more });
export const table = (...cells: object[][]) => ({ type: 'table', cells });
export const item = (...blocks: unknown[]) => ({ blocks });
export const list = (...items: object[]) => ({ type: 'list', items });
export const photo = (media: unknown = 'https://example.com/a.png', more: object = {}) => ({
  type: 'photo',
  photo: { type: 'photo', media, ...more },
});

/** A paragraph inside this many more blocks. */
export function nested(depth: number): object {
  return depth === 0 ? paragraph('deep') : { type: 'blockquote', blocks: [nested(depth - 1)] };
}

export function emptyAccount(): Account {
  const bot = { id: 42, firstName: 'Work Notes', username: 'work_notes_bot' };
  return createAccount({ bot, personas: PERSONAS, now: fakeClock().now });
}

/** Reads an `InputRichMessage` as a call without uploads would. */
export function readRich(message: unknown, account = emptyAccount()): ReadRichMessage {
  const context: CallContext = { account, uploads: new Map(), signal: new AbortController().signal };
  return readRichMessage(message, context);
}
