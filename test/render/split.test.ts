import { FormattedString } from '@grammyjs/parse-mode';
import fc from 'fast-check';
import type { MessageEntity } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { splitFormatted } from '../../src/render/split.ts';

const plain = (text: string) => new FormattedString(text);
const texts = (parts: readonly FormattedString[]) => parts.map((part) => part.rawText);

describe('splitFormatted', () => {
  it.each<[string, string, number, string[]]>([
    ['leaves a text of exactly the limit whole', 'a'.repeat(20), 20, ['a'.repeat(20)]],
    ['cuts a text one unit longer', 'a'.repeat(21), 20, ['a'.repeat(20), 'a']],
    ['cuts between paragraphs first', 'one two\n\nthree.\nfour five', 16, ['one two', 'three.\nfour five']],
    ['cuts between lines next', 'one two.\nthree four five', 20, ['one two.', 'three four five']],
    ['cuts after a sentence next', 'One two three. Four five six', 20, ['One two three.', 'Four five six']],
    ['cuts after a Chinese sentence', '一二三四五。六七八九', 8, ['一二三四五。', '六七八九']],
    ['cuts between words next', 'one two three four', 10, ['one two', 'three four']],
    ['cuts a long word last', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['keeps a surrogate pair whole', 'abc😀', 4, ['abc', '😀']],
    ['keeps a joined emoji whole', `ab${'👨‍👩‍👧'}`, 9, ['ab', '👨‍👩‍👧']],
    ['keeps the indentation after a cut between lines', 'abcdef\n    ghi', 10, ['abcdef', '    ghi']],
    ['gives nothing for white space', ' \n\n\t ', 3, []],
  ])('%s', (_name, text, length, expected) => {
    expect(texts(splitFormatted(plain(text), { length, entities: 100 }))).toEqual(expected);
  });

  it('cuts code where something less deep begins', () => {
    const code = ['def one():', '    a()', '    b()', 'def two():', '    c()', '    d()', '    e()'].join('\n');
    const text = new FormattedString(code, [{ type: 'pre', offset: 0, length: code.length }]);
    expect(texts(splitFormatted(text, { length: 44, entities: 100 }))).toEqual([
      'def one():\n    a()\n    b()',
      'def two():\n    c()\n    d()\n    e()',
    ]);
  });

  it('closes an entity before the cut and opens it again after it', () => {
    const url = 'https://a.b';
    const text = new FormattedString('one two three', [{ type: 'text_link', url, offset: 0, length: 13 }]);
    expect(splitFormatted(text, { length: 8, entities: 100 }).map((part) => part.rawEntities)).toEqual([
      [{ type: 'text_link', url, offset: 0, length: 7 }],
      [{ type: 'text_link', url, offset: 0, length: 5 }],
    ]);
  });

  it('cuts code between lines, however short the part, and keeps its language', () => {
    const text = FormattedString.pre(`a\n\n  b c d e f g\nh. ${'i'.repeat(10)}`, 'js');
    const parts = splitFormatted(text, { length: 20, entities: 100 });
    expect(texts(parts)).toEqual(['a\n\n  b c d e f g', 'h. iiiiiiiiii']);
    expect(parts.map((part) => part.rawEntities[0])).toEqual([
      { type: 'pre', language: 'js', offset: 0, length: 16 },
      { type: 'pre', language: 'js', offset: 0, length: 13 },
    ]);
  });

  it('cuts code after a first line, rather than inside the second', () => {
    const parts = splitFormatted(FormattedString.pre('a\nb c d e f g h i'), { length: 16, entities: 100 });
    expect(texts(parts)).toEqual(['a', 'b c d e f g h i']);
  });

  it('begins a new part at the entity that is one too many', () => {
    const text = new FormattedString(
      'a b c',
      [0, 2, 4].map((offset) => ({ type: 'bold', offset, length: 1 })),
    );
    const parts = splitFormatted(text, { length: 100, entities: 2 });
    expect(texts(parts)).toEqual(['a b', 'c']);
    expect(parts.map((part) => part.rawEntities.length)).toEqual([2, 1]);
  });

  it('goes on when an entity too many begins inside a character', () => {
    const bold = (offset: number, length: number) => ({ type: 'bold' as const, offset, length });
    const text = new FormattedString('😀a', [bold(0, 2), bold(1, 1)]);
    expect(texts(splitFormatted(text, { length: 9, entities: 1 }))).toEqual(['😀', 'a']);
  });
});

describe('splitFormatted, for any text and entities', () => {
  const chunk = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('\n', '\n\n', ' ', '. ', '    ', '👩🏽‍🚀', 'word ', '文。', '\u0301'),
  );
  const anyText = fc.array(chunk, { maxLength: 60 }).map((chunks) => chunks.join('').toWellFormed());
  const formatted = anyText.chain((raw) =>
    fc
      .array(fc.tuple(fc.nat(raw.length), fc.nat(raw.length), fc.constantFrom('bold', 'italic', 'pre', 'code')), {
        maxLength: 12,
      })
      .map((spans) => {
        const entities = spans.flatMap(([a, b, type]) =>
          a === b ? [] : [{ type, offset: Math.min(a, b), length: Math.abs(a - b) } as MessageEntity],
        );
        return new FormattedString(raw, entities);
      }),
  );
  const limits = fc.record({ length: fc.integer({ min: 2, max: 80 }), entities: fc.integer({ min: 1, max: 8 }) });

  it('keeps every part within the limits, visible, and its entities inside it', () => {
    fc.assert(
      fc.property(formatted, limits, (text, limit) => {
        for (const part of splitFormatted(text, limit)) {
          expect(part.rawText.length).toBeLessThanOrEqual(limit.length);
          expect(part.rawEntities.length).toBeLessThanOrEqual(limit.entities);
          expect(part.rawText.trim()).not.toBe('');
          expect(part.rawText.isWellFormed()).toBe(true);
          for (const { offset, length } of part.rawEntities) {
            expect(length).toBeGreaterThan(0);
            expect(offset).toBeGreaterThanOrEqual(0);
            expect(offset + length).toBeLessThanOrEqual(part.rawText.length);
          }
        }
      }),
    );
  });

  it('leaves out nothing but white space, in order, and formats the same characters', () => {
    fc.assert(
      fc.property(formatted, limits, (text, { length }) => {
        let place = 0;
        for (const part of splitFormatted(text, { length, entities: 100 })) {
          const found = text.rawText.indexOf(part.rawText, place);
          expect(isBlank(text.rawText.slice(place, found))).toBe(true);
          expect(marks(part, 0)).toEqual(marks(text, found).slice(0, part.rawText.length));
          place = found + part.rawText.length;
        }
        expect(isBlank(text.rawText.slice(place))).toBe(true);
      }),
    );
  });
});

function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}\p{Cc}\u2800\u3164]/u.test(text);
}

/** For each unit of the text from `start`, the kinds of entities over it. */
function marks(text: FormattedString, start: number): string[] {
  return Array.from({ length: text.rawText.length - start }, (_, index) => {
    const at = start + index;
    const over = text.rawEntities.filter(({ offset, length }) => offset <= at && at < offset + length);
    return [...new Set(over.map((entity) => entity.type))].sort().join();
  });
}
