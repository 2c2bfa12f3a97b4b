import type { MessageEntity } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { readCaption, readMessageText, tidyText } from '../../src/playground/api/message-text.ts';

const entity = (
  type: 'bold' | 'code' | 'blockquote' | 'url' | 'hashtag' | 'bot_command',
  offset: number,
  length: number,
): MessageEntity => ({
  type,
  offset,
  length,
});

describe('a message text', () => {
  it('holds 4,096 UTF-16 units and not one more', () => {
    expect(readMessageText({ text: 'x'.repeat(4_096) }).text).toHaveLength(4_096);
    expect(readMessageText({ text: `${'x'.repeat(4_096)}  \n` }).text).toHaveLength(4_096);
    expect(() => readMessageText({ text: 'x'.repeat(4_097) })).toThrow('message is too long');
    expect(readMessageText({ text: '😀'.repeat(2_048) }).text).toHaveLength(4_096);
    expect(() => readMessageText({ text: '😀'.repeat(2_049) })).toThrow('message is too long');
  });

  it('may be missing in a caption, which holds 1,024', () => {
    expect(readCaption({})).toEqual({ text: '', entities: [] });
    expect(readCaption({ text: 'x'.repeat(1_024) }).text).toHaveLength(1_024);
    expect(() => readCaption({ text: 'x'.repeat(1_025) })).toThrow('message caption is too long');
  });

  it.each<[what: string, text: string, given: MessageEntity[], tidy: string, kept: MessageEntity[]]>([
    ['white space around it goes', ' \n hi \n', [], 'hi', []],
    ['entities move along', '  hi you  ', [entity('bold', 5, 5)], 'hi you', [entity('bold', 3, 3)]],
    ['formatted white space in front stays', '  hi', [entity('bold', 0, 4)], '  hi', [entity('bold', 0, 4)]],
    [
      'carriage returns and marks of direction go',
      'a\r\n\u202eb',
      [entity('bold', 3, 2)],
      'a\nb',
      [entity('bold', 2, 1)],
    ],
    ['control characters become spaces', 'a\tb', [], 'a b', []],
    ['entities of white space go', 'a b', [entity('bold', 1, 1)], 'a b', []],
    ['empty entities go', 'ab', [entity('bold', 1, 0)], 'ab', []],
    [
      'styles stop at code',
      'abcdef',
      [entity('bold', 0, 6), entity('code', 2, 2)],
      'abcdef',
      [entity('bold', 0, 2), entity('code', 2, 2), entity('bold', 4, 2)],
    ],
    [
      'quotes do not nest',
      'abcdef',
      [entity('blockquote', 0, 6), entity('blockquote', 2, 2)],
      'abcdef',
      [entity('blockquote', 0, 6)],
    ],
    [
      'addresses and hashtags are found',
      'see https://example.com/a, or #tag.',
      [],
      'see https://example.com/a, or #tag.',
      [entity('url', 4, 21), entity('hashtag', 30, 4)],
    ],
    [
      'commands are found',
      '/start a /stop@my_bot x/y',
      [],
      '/start a /stop@my_bot x/y',
      [entity('bot_command', 0, 6), entity('bot_command', 9, 12)],
    ],
    [
      'names with dots are no addresses',
      'Next.js and v1.2 but grammy.dev',
      [],
      'Next.js and v1.2 but grammy.dev',
      [entity('url', 21, 10)],
    ],
    ['nothing is found in code', '#tag', [entity('code', 0, 4)], '#tag', [entity('code', 0, 4)]],
  ])('%s', (_what, text, given, tidy, kept) => {
    expect(tidyText(text, given)).toEqual({ text: tidy, entities: kept });
  });

  it('keeps a hundred entities and drops the rest without a word', () => {
    const given = Array.from({ length: 150 }, (_, index) => entity('bold', index * 2, 1));
    const { entities } = tidyText('x '.repeat(150), given);
    expect(entities).toEqual(given.slice(0, 100));
  });
});
