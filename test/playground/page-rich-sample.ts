import type { PhotoSize, RichBlock, RichBlockTableCell, RichMessage, RichText } from 'grammy/types';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import { MIA } from './setup.ts';

const CODE = `// Counts words, and minds their case.
export function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.split(/\\s+/)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts; // a line so long that no phone can show it without scrolling sideways
}`;

/** A message with every kind of block and of text that a rich message can hold. */
export const everyBlock: RichMessage = {
  blocks: [
    { type: 'heading', size: 1, text: 'What a rich message can hold' },
    {
      type: 'paragraph',
      text: [
        'Plain, ',
        { type: 'bold', text: ['bold ', { type: 'italic', text: 'and italic' }] },
        ', ',
        { type: 'underline', text: 'underlined' },
        ', ',
        { type: 'strikethrough', text: 'struck' },
        ', ',
        { type: 'marked', text: 'marked' },
        ', ',
        { type: 'code', text: 'npm run check' },
        ', H',
        { type: 'subscript', text: '2' },
        'O, x',
        { type: 'superscript', text: '2' },
        ', a ',
        { type: 'spoiler', text: 'hidden end' },
        '; a ',
        { type: 'url', text: 'page elsewhere', url: 'https://example.org/a' },
        ', ',
        { type: 'url', text: 'another article', url: 'https://t.me/work_notes_bot?start=a_k3v9' },
        ', ',
        { type: 'email_address', text: 'me@example.org', email_address: 'me@example.org' },
        ', ',
        { type: 'phone_number', text: '+49 30 123', phone_number: '+4930123' },
        ', ',
        { type: 'url', text: 'a trap', url: 'javascript:alert(1)' },
        '. Of ',
        { type: 'mathematical_expression', expression: 'e^{i\\pi} + 1 = 0' },
        ' there is a note',
        { type: 'superscript', text: { type: 'reference_link', text: '[1]', reference_name: 'note-1' } },
        '.',
      ],
    },
    { type: 'paragraph', text: ['On to ', { type: 'anchor_link', text: 'the tables', anchor_name: 'tables' }, '.'] },
    { type: 'heading', size: 2, text: 'Lists' },
    {
      type: 'list',
      items: [
        item('•', [
          { type: 'paragraph', text: 'first, with a text that is long enough to need a second line on a phone' },
          {
            type: 'list',
            items: [item('◦', 'nested'), { ...item('9.', 'nine'), value: 9, type: '1' as const }, item('10.', 'ten')],
          },
        ]),
        { ...item('', 'done'), has_checkbox: true, is_checked: true },
        { ...item('', 'still to do'), has_checkbox: true },
      ],
    },
    { type: 'heading', size: 3, text: 'Code' },
    { type: 'pre', language: 'typescript', text: CODE },
    { type: 'pre', text: 'no language\n  kept as it is' },
    { type: 'pre', language: 'nginx', text: 'server {\n  listen 80;\n}' },
    { type: 'anchor', name: 'tables' },
    { type: 'heading', size: 2, text: 'Tables' },
    {
      type: 'table',
      is_bordered: true,
      is_striped: true,
      caption: 'A small one',
      cells: [
        [cell('Method', 'left', true), cell('Calls', 'right', true), cell('Way', 'center', true)],
        [cell('GET'), cell('1,024', 'right'), cell('there and back again', 'center')],
        [cell('POST'), cell('7', 'right'), { align: 'left', valign: 'top' }],
      ],
    },
    {
      type: 'table',
      cells: [0, 1, 2, 3].map((row) =>
        Array.from({ length: 9 }, (_, column) => cell(row === 0 ? `Column ${column + 1}` : 'some words in a cell')),
      ),
    },
    { type: 'blockquote', blocks: [{ type: 'paragraph', text: 'A quote\nof two lines' }], credit: 'Somebody' },
    { type: 'expandable_blockquote', text: 'One of many lines.\n'.repeat(8), credit: 'Somebody else' },
    { type: 'pullquote', text: 'Said once, in the middle, and loud', credit: 'Nobody' },
    {
      type: 'details',
      summary: ['Behind ', { type: 'code', text: 'this' }],
      blocks: [
        { type: 'paragraph', text: ['Inside.', { type: 'anchor', name: 'inside' }] },
        { type: 'list', items: [item('1.', 'one')] },
      ],
    },
    { type: 'mathematical_expression', expression: '\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}' },
    { type: 'mathematical_expression', expression: '\\frac{broken' },
    { type: 'divider' },
    { type: 'photo', photo: picture('wide', 1200, 600), caption: { text: 'A caption', credit: 'a photographer' } },
    {
      type: 'collage',
      blocks: ['one', 'two', 'three'].map((name) => ({ type: 'photo', photo: picture(name, 400, 400) })),
      caption: { text: 'Three as one' },
    },
    {
      type: 'slideshow',
      blocks: ['four', 'five'].map((name) => ({ type: 'photo', photo: picture(name, 800, 500) })),
      caption: { text: 'One after the other' },
    },
    {
      type: 'animation',
      animation: {
        file_id: 'moving',
        file_unique_id: 'u',
        width: 600,
        height: 300,
        duration: 1,
        mime_type: 'image/gif',
      },
    },
    { type: 'photo', photo: picture('secret', 600, 300), has_spoiler: true },
    ...([4, 5, 6] as const).map((size) => ({ type: 'heading', size, text: `Heading ${size}` }) as const),
    { type: 'paragraph', text: { type: 'anchor_link', text: 'Into the details', anchor_name: 'inside' } },
    { type: 'paragraph', text: { type: 'anchor_link', text: 'Back to the top', anchor_name: '' } },
    {
      type: 'paragraph',
      text: {
        type: 'reference',
        name: 'note-1',
        text: ['1. The note, with ', { type: 'url', text: 'a source', url: 'https://example.org/s' }],
      },
    },
    { type: 'footer', text: 'Set small, at the end' },
  ],
};

/** Letters from right to left. */
export const rightToLeft: RichMessage = {
  is_rtl: true,
  blocks: [
    { type: 'heading', size: 2, text: 'לקרוא מאמר' },
    { type: 'list', items: [item('1.', 'ראשון'), { ...item('', 'שני'), has_checkbox: true, is_checked: true }] },
    { type: 'blockquote', blocks: [{ type: 'paragraph', text: 'ציטוט' }] },
    { type: 'details', summary: 'עוד', blocks: [{ type: 'paragraph', text: 'פנים' }] },
    { type: 'pre', language: 'bash', text: 'echo left to right' },
    { type: 'pre', text: '\u200Fשם  CSS' },
  ],
};

/** A page of an article, as long as its blocks are many. */
export function articlePage(page: number, paragraphs = 60): RichMessage {
  return {
    blocks: [
      { type: 'heading', size: 2, text: `Page ${page} begins` },
      ...Array.from({ length: paragraphs }, (_, index) => {
        return { type: 'paragraph', text: `Page ${page}, paragraph ${index + 1}.` } as const;
      }),
    ],
  };
}

/** A message of the bot to Mia. */
export function botMessage(id: number, fields: Partial<ChatMessage> = {}): ChatMessage {
  return { id, chatId: MIA, from: 'bot', date: 1_772_445_600, text: '', entities: [], silent: false, ...fields };
}

/** A message of the bot that holds a page, with the words its protocol asks for. */
export function richMessage(id: number, rich: RichMessage, fields: Partial<ChatMessage> = {}): ChatMessage {
  return botMessage(id, { text: 'The words of the article', rich, ...fields });
}

function cell(text: RichText = '', align: RichBlockTableCell['align'] = 'left', header = false): RichBlockTableCell {
  return { text, align, valign: 'top', ...(header && { is_header: true }) };
}

function item(label: string, content: string | RichBlock[]) {
  return { label, blocks: typeof content === 'string' ? [{ type: 'paragraph', text: content } as const] : content };
}

function picture(name: string, width: number, height: number): PhotoSize[] {
  const small = { file_id: `${name}-small`, file_unique_id: `${name}s`, width: 90, height: 45 };
  return [small, { file_id: name, file_unique_id: name, width, height }];
}
