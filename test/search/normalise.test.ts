import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, indexText, wordsOf } from '../../src/search/normalise.ts';

describe('fold', () => {
  it.each([
    ['Docker', 'docker'],
    ['Ångström', 'angstrom'],
    ['e\u0301cole', 'ecole'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['İstanbul', 'istanbul'],
    ['Ёлка', 'елка'],
    ['Е\u0308лка', 'елка'],
    ['за\u0301мок', 'замок'],
    ['мой', 'мой'],
    ['ΟΔΥΣΣΕΎΣ', 'οδυσσευσ'],
    ['Ｔｙｐｅ', 'type'],
    ['ﬁle', 'file'],
    ['soft\u00adware', 'software'],
    ['مُحَمَّد', 'محمد'],
    ['می\u200cخواهم', 'میخواهم'],
    ['שָׁלוֹם', 'שלום'],
    ['हिन्दी', 'हिन्दी'],
    ['ｶﾞ', 'ガ'],
    ['x²', 'x2'],
  ])('%s becomes %s', (raw, folded) => {
    expect(fold(raw)).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('indexText', () => {
  it.each([
    ['C++, C# and .NET', 'c c and net c++ c# .net'],
    ['node:fs', 'node fs'],
    ['pg_dump', 'pg dump pgdump'],
    ['Array.prototype.map(x)', 'array prototype map x .prototype .map arrayprototypemap'],
    ['Node.js', 'node js .js nodejs'],
    ['std::vector<int>', 'std vector int'],
    ['c++11 a+b ##', 'c 11 a b'],
    ['One. Two... three', 'one two three'],
    ['3.14', '3 14'],
    ['it’s', 'it s its'],
    ['数据库', '数据 据库 库'],
    ['使用React开发', '使用 用 react 开发 发'],
    ['スーパー', 'スー ーパ パー ー'],
    ['한국어 책', '한국 국어 어 책'],
    ['สวัสดี', 'สว วั ัส สด ดี ี'],
    ['🚀 — “?”', ''],
  ])('%s is found by: %s', (text, terms) => {
    expect(indexText(text)).toBe(terms);
  });

  it('cuts an endless path into words of bounded length', () => {
    const words = wordsOf(Array.from({ length: 100 }, (_, index) => `p${index}`).join('/'));
    expect(words.every((word) => word.pieces.length <= 6)).toBe(true);
    expect(words.flatMap((word) => word.pieces)).toHaveLength(100);
  });
});

describe('wordsOf', () => {
  it('tells where in the original text each term stands', () => {
    const text = 'Ёж, C++ и Straße.js 数据库';
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    const words = wordsOf(text);
    expect(words.flatMap((word) => word.pieces.map(at))).toEqual([
      'Ёж',
      'C',
      'и',
      'Straße',
      'js',
      '数据',
      '据库',
      '库',
    ]);
    expect(words.flatMap((word) => [...word.signed, ...word.joined].map(at))).toEqual(['C++', '.js', 'Straße.js']);
  });

  it('keeps its ranges inside the text and its terms free of spaces, quotes and signs it does not know', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const word of wordsOf(text)) {
          for (const { term, start, end } of [...word.pieces, ...word.signed, ...word.joined]) {
            expect(term).toMatch(/^\.?[\p{L}\p{N}\p{M}]+(\+{1,2}|#)?$/u);
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
