import { describe, expect, it } from 'vitest';
import { itemLabel } from '../../src/playground/api/rich/list.ts';
import { cell, item, list, paragraph, photo, readRich, table } from './rich-input.ts';

const received = (...blocks: unknown[]) => readRich({ blocks }).rich.blocks;

describe('a rich message as it is given back', () => {
  it('keeps every kind of text', () => {
    const styles = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'subscript', 'superscript', 'marked'];
    const text = [
      'plain ',
      ...styles.map((type) => ({ type, text: type })),
      { type: 'code', text: ['a', { type: 'bold', text: 'b' }] },
      { type: 'url', text: 'site', url: 'https://example.com/a?b=c#d' },
      { type: 'url', text: 'in the bot', url: 'tg://resolve?domain=x' },
      { type: 'email_address', text: 'mail', email_address: 'a@example.com' },
      { type: 'phone_number', text: 'call', phone_number: '+123' },
      { type: 'bank_card_number', text: '4242', bank_card_number: '4242' },
      { type: 'mention', text: '@somebody', username: 'somebody' },
      { type: 'hashtag', text: '#tag', hashtag: 'tag' },
      { type: 'cashtag', text: '$USD', cashtag: 'USD' },
      { type: 'bot_command', text: '/help', bot_command: 'help' },
      { type: 'date_time', text: 'then', unix_time: 1, date_time_format: 'wDT' },
      { type: 'custom_emoji', custom_emoji_id: '5368324170671202286', alternative_text: '👍' },
      { type: 'mathematical_expression', expression: 'x^2' },
      { type: 'anchor', name: 'here' },
      { type: 'anchor_link', text: 'there', anchor_name: 'here' },
      { type: 'anchor_link', text: 'top', anchor_name: '' },
      { type: 'reference_link', text: '1', reference_name: 'note-1' },
      { type: 'reference', text: 'A note', name: 'note-1' },
      { type: 'button', button: { text: 'Go', callback_data: 'x', style: 'link' } },
    ];
    expect(received(paragraph(text))).toEqual([paragraph(text)]);
  });

  it('keeps every block without media', () => {
    const blocks = [
      { type: 'heading', text: 'Title', size: 2 },
      { type: 'pre', text: 'let a;\n  b', language: 'js' },
      { type: 'footer', text: 'end' },
      { type: 'divider' },
      { type: 'mathematical_expression', expression: 'E = mc^2' },
      { type: 'anchor', name: 'a' },
      { type: 'blockquote', blocks: [paragraph('q'), list(item(paragraph('in it')))], credit: 'who' },
      { type: 'expandable_blockquote', text: 'long' },
      { type: 'pullquote', text: 'centre', credit: 'who' },
      { type: 'details', summary: 'More', blocks: [paragraph('inside')], is_open: true },
      {
        type: 'buttons',
        buttons: [
          { text: 'Open', url: 'https://example.com' },
          { text: 'Search', switch_inline_query_current_chat: '' },
          { text: 'Off', disabled: {} },
        ],
        align: 'center',
      },
    ];
    const given = structuredClone(blocks) as typeof blocks & { 6: { blocks: [unknown, { items: object[] }] } };
    given[6].blocks[1].items[0] = { label: '•', blocks: [paragraph('in it')] };
    expect(received(...blocks)).toEqual(given);
  });

  it('leaves out what is false, and a language that is none', () => {
    expect(
      received(
        { type: 'details', summary: 'a', blocks: [paragraph('a')], is_open: false },
        { type: 'pre', text: 'a', language: '' },
        { ...table([cell('a', { is_header: false, colspan: 1, rowspan: 0 })]), is_bordered: false, is_striped: true },
      ),
    ).toEqual([
      { type: 'details', summary: 'a', blocks: [paragraph('a')] },
      { type: 'pre', text: 'a' },
      { ...table([cell('a')]), is_striped: true },
    ]);
    expect(readRich({ blocks: [paragraph('a')], is_rtl: false }).rich).toEqual({ blocks: [paragraph('a')] });
    expect(readRich({ blocks: [paragraph('a')], is_rtl: true }).rich).toMatchObject({ is_rtl: true });
  });

  it('labels list items', () => {
    const numbered = (value: number, type: string) => ({ ...item(paragraph('a')), value, type });
    expect(
      received(
        list({ ...item(paragraph('a')), has_checkbox: true, is_checked: true }, { ...item(paragraph('b')) }),
        list(numbered(7, '1'), numbered(3, 'a')),
      ),
    ).toEqual([
      list(
        { label: '•', blocks: [paragraph('a')], has_checkbox: true, is_checked: true },
        { label: '•', blocks: [paragraph('b')] },
      ),
      list(
        { label: '7.', blocks: [paragraph('a')], value: 7, type: '1' },
        { label: 'c.', blocks: [paragraph('a')], value: 3, type: 'a' },
      ),
    ]);
  });

  it.each([
    [1, 'a', 'a.'],
    [26, 'A', 'Z.'],
    [27, 'a', 'aa.'],
    [703, 'A', 'AAA.'],
    [0, 'a', '0.'],
    [4, 'i', 'iv.'],
    [1_994, 'I', 'MCMXCIV.'],
    [4_000, 'I', '4000.'],
    [-3, 'i', '-3.'],
    [12, '1', '12.'],
  ] as const)('labels %i by "%s" as %s', (value, type, label) => {
    expect(itemLabel(value, type)).toBe(label);
  });

  it('gives media as files with ids', () => {
    const caption = { text: 'A cat', credit: { type: 'italic', text: 'me' } };
    const size = { file_id: expect.stringMatching(/^AgAC/), width: 1_280, height: 720 };
    const media = (type: string, name: string) => ({ type, [type]: { type, media: `https://example.com/${name}` } });
    expect(
      received(
        { ...photo('https://example.com/cat.png', { caption: 'ignored', has_spoiler: true }), caption },
        { type: 'collage', blocks: [photo(), media('video', 'a.mp4')], caption: { text: 'Two' } },
        media('animation', 'a.gif'),
        media('audio', 'a.mp3'),
        media('document', 'a.zip'),
        media('voice_note', 'a.ogg'),
      ),
    ).toMatchObject([
      { type: 'photo', photo: [size], has_spoiler: true, caption },
      {
        type: 'collage',
        blocks: [
          { type: 'photo', photo: [size] },
          { type: 'video', video: { file_id: expect.stringMatching(/^BAAC/), mime_type: 'video/mp4', duration: 0 } },
        ],
        caption: { text: 'Two' },
      },
      { type: 'animation', animation: { file_id: expect.stringMatching(/^CgAC/), file_name: 'a.gif' } },
      { type: 'audio', audio: { file_id: expect.stringMatching(/^CQAC/), mime_type: 'audio/mpeg' } },
      { type: 'document', document: { file_id: expect.stringMatching(/^BQAC/), file_name: 'a.zip' } },
      { type: 'voice_note', voice_note: { file_id: expect.stringMatching(/^AwAC/), mime_type: 'audio/ogg' } },
    ]);
  });

  it('shows maps within the zoom of clients', () => {
    const map = { type: 'map', location: { latitude: 41.9, longitude: 12.5 }, zoom: 3, width: 600, height: 300 };
    expect(received(map)).toEqual([{ ...map, zoom: 13 }]);
  });

  it('has no carriage returns and tabs', () => {
    expect(received({ type: 'pre', text: 'if a:\r\n\tb' })).toEqual([{ type: 'pre', text: 'if a:\n b' }]);
  });

  it('has words for a summary', () => {
    const { text } = readRich({
      blocks: [
        { type: 'heading', text: 'Title', size: 1 },
        paragraph(['with ', { type: 'bold', text: 'weight' }, { type: 'mathematical_expression', expression: ' x^2' }]),
        list(item(paragraph('one'), paragraph('and more')), item(paragraph('two'))),
        { ...table([cell('a'), cell()], [cell('b'), cell('c')]), caption: 'Letters' },
        { type: 'divider' },
        { type: 'details', summary: 'More', blocks: [paragraph('inside')] },
        { ...photo(), caption: { text: 'A cat', credit: 'me' } },
      ],
    });
    expect(text.split('\n')).toEqual([
      'Title',
      'with weight x^2',
      '• one',
      'and more',
      '• two',
      'Letters',
      'a | ',
      'b | c',
      'More',
      'inside',
      'A cat',
      'me',
    ]);
  });
});
