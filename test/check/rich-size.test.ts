import { FormattedString } from '@grammyjs/parse-mode';
import type { InputRichBlock } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../src/check/check-pages.ts';
import { brokenLimits, richSize } from '../../src/check/rich-size.ts';

const paragraph = (text: string): InputRichBlock => ({ type: 'paragraph', text });
const cell = { text: 'ab', align: 'left', valign: 'top' } as const;

describe('the size of a rich message', () => {
  it.each<[what: string, blocks: InputRichBlock[], size: Partial<ReturnType<typeof richSize>>]>([
    ['two paragraphs', [paragraph('abc'), paragraph('😀')], { characters: 5, blocks: 2, depth: 1 }],
    ['formats', [{ type: 'paragraph', text: ['a', { type: 'bold', text: 'b' }] }], { characters: 2, depth: 2 }],
    [
      'a list',
      [{ type: 'list', items: [{ blocks: [paragraph('a')] }, { blocks: [paragraph('b')] }] }],
      { characters: 2, blocks: 5, depth: 3 },
    ],
    [
      'a table',
      [
        {
          type: 'table',
          cells: [
            [cell, cell],
            [cell, cell],
          ],
        },
      ],
      { characters: 8, blocks: 3, columns: 2 },
    ],
    [
      'a quote in folded text',
      [{ type: 'details', summary: 's', blocks: [{ type: 'blockquote', blocks: [paragraph('q')] }] }],
      { characters: 2, blocks: 3, depth: 3 },
    ],
    [
      'a photo with words below',
      [{ type: 'photo', photo: { type: 'photo', media: 'https://example.org/a.png' }, caption: { text: 'abc' } }],
      { characters: 3, blocks: 1, media: 1 },
    ],
    ['a formula', [{ type: 'mathematical_expression', expression: 'x^2' }], { characters: 3, blocks: 1 }],
  ])('counts %s', (_what, blocks, size) => {
    expect(richSize(blocks)).toMatchObject(size);
  });

  it('is over a limit from one more on', () => {
    const limits = { characters: 32_768, blocks: 500, depth: 16, media: 50, columns: 20 };
    expect(brokenLimits(limits)).toEqual([]);
    for (const [name, limit] of Object.entries(limits)) {
      expect(brokenLimits({ ...limits, [name]: limit + 1 })).toHaveLength(1);
    }
  });
});

describe('a message', () => {
  const photo = { photo: { kind: 'url', url: 'https://example.org/a.png' } } as const;
  const words = (length: number) => new FormattedString('x'.repeat(length));
  it.each<[what: string, message: Parameters<typeof faultsOf>[0], faults: number]>([
    ['a full text', { kind: 'text', text: words(4_096) }, 0],
    ['a longer text', { kind: 'text', text: words(4_097) }, 1],
    ['a full caption', { kind: 'photo', ...photo, caption: words(1_024) }, 0],
    ['a longer caption', { kind: 'photo', ...photo, caption: words(1_025) }, 1],
    ['an album of one', { kind: 'album', photos: [{ ...photo, caption: words(0) }] }, 1],
    [
      'a rich text over the limit',
      { kind: 'rich', blocks: [paragraph('x'.repeat(32_769))], files: [], isRtl: false },
      1,
    ],
  ])('of %s has as many faults as it breaks limits', (_what, message, faults) => {
    expect(faultsOf(message)).toHaveLength(faults);
  });
});
