import { describe, expect, it } from 'vitest';
import { readKeyboard } from '../../src/playground/api/reply-markup.ts';

const button = { text: 'Go', callback_data: 'x' };

describe('a keyboard', () => {
  it('holds callback data of 64 bytes and a hundred buttons', () => {
    const full = Array.from({ length: 100 }, () => [{ text: 'Go', callback_data: 'é'.repeat(32) }]);
    expect(readKeyboard({ inline_keyboard: full })).toEqual(full);
  });

  it.each([
    ['no markup', undefined],
    ['no rows', { inline_keyboard: [] }],
    ['empty rows', { inline_keyboard: [[], []] }],
    ['buttons without a text', { inline_keyboard: [[{ text: '', callback_data: 'x' }]] }],
    ['the removal of another keyboard', { remove_keyboard: true }],
  ])('is none for %s', (_what, markup) => {
    expect(readKeyboard(markup)).toBeUndefined();
  });

  it('loses what is beyond twelve in a row', () => {
    const row = Array.from({ length: 13 }, () => button);
    expect(readKeyboard({ inline_keyboard: [row] })).toEqual([row.slice(0, 12)]);
  });

  it.each([
    ['https://example.com'],
    ['example.com/path'],
    ['http://127.0.0.1:8080/'],
    ['http://[::1]/'],
    ['tg://resolve?domain=x'],
    [`https://t.me/work_notes_bot?start=${'x'.repeat(64)}`],
    ['https://пример.рф/статья'],
  ])('takes the address %s', (url) => {
    expect(readKeyboard({ inline_keyboard: [[{ text: 'Open', url }]] })).toHaveLength(1);
  });

  it.each([
    { switch_inline_query: '' },
    { switch_inline_query: 'cats' },
    { switch_inline_query_current_chat: 'cats' },
    { switch_inline_query_chosen_chat: { query: 'cats', allow_user_chats: true } },
  ])('takes %j', (action) => {
    const row = [{ text: 'Share', ...action }];
    expect(readKeyboard({ inline_keyboard: [row] })).toEqual([row]);
  });

  it.each(['', 'a.b', 'x'.repeat(65), '%D1%84'])('refuses a start link nobody can open: %j', (payload) => {
    const url = `https://t.me/work_notes_bot?start=${payload}`;
    expect(() => readKeyboard({ inline_keyboard: [[{ text: 'Open', url }]] })).toThrow('a start parameter has 1-64');
  });

  it.each([
    [{ text: 'Copy', copy_text: { text: '' } }, 'BUTTON_COPY_TEXT_INVALID'],
    [{ text: 'Pay', pay: true }, 'BUTTON_TYPE_INVALID'],
    [{ text: 'App', web_app: { url: 'http://example.com' } }, 'Only HTTPS links are allowed'],
    [{ text: 'Share', switch_inline_query: true }, 'Field "switch_inline_query" must be of type String'],
    [
      { text: 'Share', switch_inline_query_current_chat: 7 },
      'Field "switch_inline_query_current_chat" must be of type String',
    ],
    [
      { text: 'Share', switch_inline_query_chosen_chat: 'cats' },
      'Field "switch_inline_query_chosen_chat" must be of type Object',
    ],
    [{ text: 'Share', switch_inline_query_chosen_chat: { query: 'cats' } }, 'At least one chat type must be allowed'],
    [
      { text: 'Share', switch_inline_query_chosen_chat: { allow_user_chats: 'yes' } },
      'Field "allow_user_chats" must be of type Boolean',
    ],
    [{ text: 7, callback_data: 'x' }, 'Field "text" must be of type String'],
  ])('refuses %j', (refused, reason) => {
    expect(() => readKeyboard({ inline_keyboard: [[button, refused]] })).toThrow(reason);
  });
});
