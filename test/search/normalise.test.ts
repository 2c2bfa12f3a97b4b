import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldOften } from '../../src/search/normalise.ts';

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

  it('gives the same when it is remembered', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldOften(text) === fold(text)));
    expect([foldOften('Ёлка'), foldOften('Ёлка')]).toEqual(['елка', 'елка']);
  });
});
