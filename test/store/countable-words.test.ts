import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countableWords } from '../../src/store/countable-words.ts';

describe('a search is counted under one spelling', () => {
  it.each([
    ['kafka lag', 'kafka lag'],
    ['  Kafka \n\t LAG ', 'kafka lag'],
    ['Kafka, lag?', 'kafka lag'],
    ['kafka!!!', 'kafka'],
    ['Ёлка', 'елка'],
    ['ÉCOLE', 'ecole'],
    ['Straße', 'strasse'],
    ['Ｋａｆｋａ　１２', 'kafka 12'],
    ['C++', 'c++'],
    ['C#?', 'c#'],
    ['.NET core', '.net core'],
    ['node:fs', 'node:fs'],
    ['Array.prototype.map', 'array.prototype.map'],
    ['"exact phrase" -word', '"exact phrase" -word'],
    ['#Machine_Learning year:2025', '#machine_learning year:2025'],
    ['日本語 検索', '日本語 検索'],
    ['สวัสดี', 'สวัสดี'],
    ['zero\u200bwidth \u202ereversed', 'zerowidth reversed'],
    ['broken \ud800 half', 'broken half'],
    ['rust 🦀', 'rust 🦀'],
    ['release 1.22.3', 'release 1.22.3'],
    ['2024', '2024'],
    ['port 8080', 'port 8080'],
    ['@media print', '@media print'],
  ])('%j', (typed, counted) => {
    expect(countableWords(typed)).toBe(counted);
  });

  it('whatever its white space and case are', () => {
    const word = fc.constantFrom('kafka', 'лаг', 'c++', '日本', '#tag');
    const space = fc.constantFrom(' ', '  ', '\n', '\t', '\u00a0', ' \u200b ');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), space, (words, gap) => {
        expect(countableWords(gap + words.join(gap).toUpperCase() + gap)).toBe(words.join(' '));
      }),
    );
  });

  it('and that spelling under itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (typed) => {
        const counted = countableWords(typed);
        if (counted === undefined) return;
        expect(countableWords(counted)).toBe(counted);
        expect(counted.length).toBeLessThanOrEqual(80);
        expect(counted).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('no search', () => {
  it.each([
    ['of no letters', '…?! 👍'],
    ['of nothing', ''],
    ['of 81 characters', `${'abcdefghi '.repeat(8)}a`],
    ['of eleven words', 'a b c d e f g h i j k'],
    ['with a word as long as a key', 'x'.repeat(41)],
    ['of a book’s length', 'kafka '.repeat(100_000)],
    ['with an e-mail address', 'mail Jane.Doe+news@example.org now'],
    ['with an address of a page', 'https://example.org/reset?key=abc'],
    ['with a telephone number', 'call +49 (170) 123-45.67'],
    ['with an account number', 'DE02 1203 0000 0000 2020 51'],
    ['with a number in other digits', '٠١٢٣٤٥٦٧٨'],
    ['with a number in wide digits', '０１２３４５６'],
    ['with a number that hidden signs divide', '01\u200b23\u200b45\u200b67'],
    ['with a bot token', '1234567:not-a-real-secret'],
  ])('%s is counted', (_, typed) => {
    expect(countableWords(typed)).toBeUndefined();
  });

  it('takes long, whatever the text is', () => {
    const started = performance.now();
    for (const text of ['1 '.repeat(79), 'a@'.repeat(79), '. '.repeat(79), '-'.repeat(159)]) countableWords(text);
    expect(performance.now() - started).toBeLessThan(50);
  });
});
