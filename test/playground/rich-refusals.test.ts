import { describe, expect, it } from 'vitest';
import { cell, item, list, nested, paragraph, photo, readRich, table } from './rich-input.ts';
import { MIA } from './setup.ts';

const text = (richText: unknown) => [paragraph(richText)];
const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);
const ordered = (value: unknown, type: unknown) => ({ ...item(paragraph('a')), value, type });
const map = { type: 'map', location: { latitude: 1, longitude: 2 }, zoom: 14, width: 600, height: 300 };
const button = (more: object, label: unknown = 'Go') => ({ type: 'buttons', buttons: [{ text: label, ...more }] });

describe('a rich message is refused', () => {
  it.each<[reason: string, message: unknown]>([
    ['rich message must be non-empty', undefined],
    ['rich message must be non-empty', {}],
    ['rich message must be non-empty', { blocks: [] }],
    ['rich message must be non-empty', { blocks: [{ type: 'anchor', name: 'a' }] }],
    ["can't parse InputRichMessage: expected an Object", 'text'],
    ["can't parse InputRichMessage: expected an Object", []],
    ['exactly one of blocks, html and markdown must be specified', { blocks: text('a'), html: 'a' }],
    ['rich messages in html are not supported by the playground, send blocks', { html: '<p>a</p>' }],
    ['rich messages in markdown are not supported by the playground, send blocks', { markdown: 'a' }],
    ['can\'t parse InputRichMessage: Field "blocks" must be of type Array', { blocks: {} }],
    ['can\'t parse InputRichMessage: Field "is_rtl" must be of type Boolean', { blocks: text('a'), is_rtl: 'true' }],
    [
      'can\'t parse InputRichMessage: Field "skip_entity_detection" must be of type Boolean',
      { blocks: text('a'), skip_entity_detection: 1 },
    ],
  ])('as a whole: %s', (reason, message) => {
    expect(() => readRich(message)).toThrow(`Bad Request: ${reason}`);
  });

  it.each<[reason: string, block: unknown]>([
    ["can't parse InputRichBlock: expected an Object", null],
    ["can't parse InputRichBlock: expected an Object", 'text'],
    ['can\'t parse InputRichBlock: Can\'t find field "type"', { text: 'a' }],
    ["can't parse InputRichBlock: Unsupported type specified", { type: 'poem', text: 'a' }],
    ['block of the type "thinking" can be used only in drafts', { type: 'thinking', text: 'a' }],
    ['can\'t parse InputRichBlock: Can\'t find field "text"', { type: 'paragraph' }],
    ['rich text must be non-empty', paragraph('')],
    ['rich text must be non-empty', paragraph([' ', { type: 'bold', text: '\u200b' }])],
    ['rich text must be non-empty', { type: 'pre', text: '\n' }],
    ['can\'t parse InputRichBlock: Field "language" must be of type String', { type: 'pre', text: 'a', language: 1 }],
    ['can\'t parse InputRichBlock: Can\'t find field "size"', { type: 'heading', text: 'a' }],
    ['can\'t parse InputRichBlock: Field "size" must be of type Number', { type: 'heading', text: 'a', size: '1' }],
    ['can\'t parse InputRichBlock: Field "size" must be of type Number', { type: 'heading', text: 'a', size: 1.5 }],
    ['invalid section heading size specified', { type: 'heading', text: 'a', size: 7 }],
    ['field "expression" must be non-empty', { type: 'mathematical_expression', expression: ' ' }],
    ['field "name" must be non-empty', { type: 'anchor', name: '' }],
    ['block must be non-empty', { type: 'blockquote', blocks: [] }],
    ['block must be non-empty', { type: 'details', summary: 'a', blocks: [] }],
    ['can\'t parse InputRichBlock: Can\'t find field "summary"', { type: 'details', blocks: text('a') }],
    [
      'can\'t parse InputRichBlock: Field "is_open" must be of type Boolean',
      { type: 'details', summary: 'a', blocks: text('a'), is_open: 'yes' },
    ],
    ['list must be non-empty', list()],
    ['block must be non-empty', list(item())],
    ['list must be either ordered or unordered', list(ordered(1, '1'), item(paragraph('b')))],
    ['invalid list item type specified', list(ordered(1, 'b'))],
    ['can\'t parse InputRichBlockListItem: Can\'t find field "type"', list(ordered(1, undefined))],
    ['can\'t parse InputRichBlockListItem: Can\'t find field "value"', list(ordered(undefined, '1'))],
    ['table must be non-empty', table()],
    ['table row must be non-empty', table([])],
    ['field "cells" of the InputRichBlockTable must be an Array of Arrays', { type: 'table', cells: [{}] }],
    ['can\'t parse RichBlockTableCell: Can\'t find field "align"', table([{ text: 'a', valign: 'top' }])],
    [
      'can\'t parse RichBlockTableCell: Field "valign" must be one of top, middle, bottom',
      table([cell('a', { valign: 'center' })]),
    ],
    ['invalid table cell colspan specified', table([cell('a', { colspan: -1 })])],
    ['collages and slideshows can contain only photos and videos', { type: 'collage', blocks: text('a') }],
    ['can\'t parse InputRichBlock: Can\'t find field "photo"', { type: 'photo' }],
    ['can\'t parse InputMedia: Can\'t find field "media"', { type: 'photo', photo: { type: 'photo' } }],
    ['inputMedia of the type "photo" expected', { type: 'photo', photo: { type: 'video', media: 'x' } }],
    ['wrong HTTP URL specified', photo('http://localhost/a.png')],
    ['there is no photo in the request', photo('attach://missing')],
    ['wrong remote file identifier specified: wrong string length', photo('no-such-file')],
    ['can\'t parse RichBlockCaption: Can\'t find field "text"', { ...photo(), caption: { credit: 'a' } }],
    ['invalid location specified', { ...map, location: { latitude: 91, longitude: 0 } }],
    ['invalid map properties specified', { ...map, zoom: 25 }],
    ['invalid map properties specified', { ...map, width: 8_000, height: 2_001 }],
    ['invalid map properties specified', { ...map, width: 2_100, height: 100 }],
    ['BUTTONS_COUNT_INVALID', { type: 'buttons', buttons: [] }],
    ['BUTTONS_COUNT_INVALID', { type: 'buttons', buttons: times(9, { text: 'a', callback_data: 'a' }) }],
    ["can't parse RichMessageButton: exactly one action must be specified", button({})],
    [
      "can't parse RichMessageButton: exactly one action must be specified",
      button({ url: 'https://example.com', callback_data: 'a' }),
    ],
    ['BUTTON_DATA_INVALID', button({ callback_data: 'é'.repeat(33) })],
    ["button URL 'ftp://example.com' is invalid: Unsupported URL protocol", button({ url: 'ftp://example.com' })],
    ['BUTTON_URL_INVALID', button({ web_app: { url: 'http://example.com' } })],
    ['BUTTON_COPY_TEXT_INVALID', button({ copy_text: { text: '' } })],
    ['BUTTON_STYLE_INVALID', button({ url: 'https://example.com', style: 'link' })],
    ['button text may contain only custom emoji and dates', button({ disabled: {} }, { type: 'bold', text: 'a' })],
  ])('for a block: %s', (reason, block) => {
    expect(() => readRich({ blocks: [block] })).toThrow(`Bad Request: ${reason}`);
  });

  it.each<[reason: string, richText: unknown]>([
    ["can't parse RichText: expected an Object", 7],
    ["can't parse RichText: expected an Object", ['a', null]],
    ['can\'t parse RichText: Can\'t find field "type"', { text: 'a' }],
    ["can't parse RichText: Unsupported type specified", { type: 'shiny', text: 'a' }],
    ['can\'t parse RichText: Can\'t find field "text"', { type: 'bold' }],
    ['can\'t parse RichText: Can\'t find field "url"', { type: 'url', text: 'a' }],
    ["rich text URL '#here' is invalid: URL host is empty", { type: 'url', text: 'a', url: '#here' }],
    [
      "rich text URL 'http://localhost' is invalid: Wrong HTTP URL",
      { type: 'url', text: 'a', url: 'http://localhost' },
    ],
    ['field "email_address" must be non-empty', { type: 'email_address', text: 'a', email_address: '' }],
    ['can\'t parse RichText: Can\'t find field "username"', { type: 'mention', text: '@a' }],
    [
      'invalid date-time format specified',
      { type: 'date_time', text: 'now', unix_time: 1, date_time_format: 'hourly' },
    ],
    ['user not found', { type: 'text_mention', text: 'a', user: { id: 7 } }],
    [
      'invalid custom emoji identifier specified',
      { type: 'custom_emoji', custom_emoji_id: 'x', alternative_text: '👍' },
    ],
    ['field "expression" must be non-empty', { type: 'mathematical_expression', expression: '' }],
    ['field "name" must be non-empty', ['a', { type: 'anchor', name: '' }]],
    ['field "reference_name" must be non-empty', { type: 'reference_link', text: '1', reference_name: '' }],
    [
      'the playground finds no anchor or reference "gone" in the message',
      { type: 'anchor_link', text: 'a', anchor_name: 'gone' },
    ],
    ['rich text must be encoded in UTF-8', 'half a pair: \ud83d'],
    ['the playground refuses a string that Telegram would cut at 35000 bytes', 'я'.repeat(17_501)],
  ])('for a text: %s', (reason, richText) => {
    expect(() => readRich({ blocks: [paragraph(richText)] })).toThrow(`Bad Request: ${reason}`);
  });
});

describe('the limits of a rich message', () => {
  const bold = (depth: number): unknown => (depth === 0 ? 'a' : { type: 'bold', text: bold(depth - 1) });
  const lists = (size: number) => list(...times(size, item(paragraph('a'))));
  const formula = (length: number) => ({ type: 'mathematical_expression', expression: 'x'.repeat(length) });
  const row = (columns: number) => times(columns, cell('a'));

  it.each<[what: string, reason: string, fits: unknown[], exceeds: unknown[]]>([
    [
      'characters, with formulas',
      'RICH_MESSAGE_TOO_LONG',
      [paragraph('x'.repeat(32_760)), formula(8)],
      [paragraph('x'.repeat(32_760)), formula(9)],
    ],
    [
      'characters, with captions and cells',
      'RICH_MESSAGE_TOO_LONG',
      [{ ...photo(), caption: { text: 'x'.repeat(32_000) } }, table([cell('x'.repeat(768))])],
      [{ ...photo(), caption: { text: 'x'.repeat(32_000), credit: 'x' } }, table([cell('x'.repeat(768))])],
    ],
    ['blocks', 'RICH_MESSAGE_BLOCKS_TOO_MUCH', times(500, paragraph('a')), times(501, paragraph('a'))],
    // A list, its items and what is in them: 1 + 2 × 249 = 499.
    [
      'blocks, with list items',
      'RICH_MESSAGE_BLOCKS_TOO_MUCH',
      [lists(249), paragraph('a')],
      [lists(249), ...times(2, paragraph('a'))],
    ],
    [
      'blocks, with table rows',
      'RICH_MESSAGE_BLOCKS_TOO_MUCH',
      [table(...times(499, [cell('a')]))],
      [table(...times(500, [cell('a')]))],
    ],
    ['levels of blocks', 'RICH_MESSAGE_NESTING_TOO_DEEP', [nested(15)], [nested(16)]],
    ['levels of formatting', 'RICH_MESSAGE_NESTING_TOO_DEEP', [paragraph(bold(15))], [paragraph(bold(16))]],
    ['levels in a table', 'RICH_MESSAGE_NESTING_TOO_DEEP', [table([cell(bold(14))])], [table([cell(bold(15))])]],
    ['media', 'RICH_MESSAGE_MEDIA_TOO_MUCH', times(50, photo()), times(51, photo())],
    ['columns', 'RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH', [table(row(20))], [table(row(21))]],
    [
      'columns, with wide cells',
      'RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH',
      [table([...row(18), cell('a', { colspan: 2 })])],
      [table([...row(19), cell('a', { colspan: 2 })])],
    ],
    [
      'columns, with cells that reach down',
      'RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH',
      [table([cell('a', { rowspan: 2 })], row(19))],
      [table([cell('a', { rowspan: 2 })], row(20))],
    ],
  ])('are kept to the last one: %s', (_what, reason, fits, exceeds) => {
    expect(readRich({ blocks: fits }).rich.blocks).toHaveLength(fits.length);
    expect(() => readRich({ blocks: exceeds })).toThrow(`Bad Request: ${reason}`);
  });

  it('stop what is nested without end', () => {
    const endless: unknown[] = [];
    endless.push(endless);
    expect(() => readRich({ blocks: [paragraph(endless)] })).toThrow('RICH_MESSAGE_NESTING_TOO_DEEP');
  });

  it('say nothing about fields nobody knows, and mentions of people known to the bot', () => {
    const mention = { type: 'text_mention', text: 'Mia', user: { id: MIA } };
    expect(readRich({ blocks: [{ ...paragraph(mention), shoe_size: 44 }] }).rich.blocks).toMatchObject([
      { text: { user: { id: MIA, first_name: 'Mia Torres' } } },
    ]);
  });
});
