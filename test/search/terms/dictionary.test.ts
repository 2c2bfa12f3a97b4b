import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemOf } from '../../../src/search/analysis/stems.ts';
import { createDictionary } from '../../../src/search/terms/dictionary.ts';

const anyTerm = fc.oneof(
  fc.stringMatching(/^[abc]{1,5}$/),
  fc.stringMatching(/^[а-г]{1,4}$/),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
);

describe('createDictionary', () => {
  it('numbers terms in the order they come, each once, whatever their letters', () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 200 }), (terms) => {
        const dictionary = createDictionary();
        const expected = new Map<string, number>();
        for (const term of terms) {
          if (!expected.has(term)) expected.set(term, expected.size + 1);
          expect(dictionary.add(term, 'en')).toBe(expected.get(term));
        }
        expect(dictionary.size).toBe(expected.size + 1);
        for (const [term, id] of expected) expect([dictionary.find(term), dictionary.term(id)]).toEqual([id, term]);
      }),
    );
  });

  it('keeps thousands of terms apart while it grows', () => {
    const dictionary = createDictionary();
    const terms = Array.from({ length: 30_000 }, (_, at) => `${at.toString(36)}-${at % 7}`);
    for (const term of terms) dictionary.add(term, 'en');
    expect(dictionary.size).toBe(terms.length + 1);
    expect(terms.findIndex((term, at) => dictionary.find(term) !== at + 1)).toBe(-1);
    expect(terms.findIndex((term, at) => dictionary.term(at + 1) !== term)).toBe(-1);
    expect(dictionary.find('not among them')).toBe(0);
  });

  it('gives the terms with a beginning, in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[ab]{2,6}$/)),
        fc.stringMatching(/^[ab]{2,4}$/),
        (terms, prefix) => {
          const dictionary = createDictionary();
          for (const term of terms) dictionary.add(term, 'en');
          const found = dictionary.startingWith(prefix).map((id) => dictionary.term(id));
          expect(found).toEqual(terms.filter((term) => term.startsWith(prefix)));
        },
      ),
    );
  });

  it('gives the terms that hold a text', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[ab]{1,8}$/)), fc.stringMatching(/^[ab]{1,4}$/), (terms, text) => {
        const dictionary = createDictionary();
        for (const term of terms) dictionary.add(term, 'en');
        const found = dictionary.containing(text, terms.length).map((id) => dictionary.term(id));
        expect(found.toSorted()).toEqual(terms.filter((term) => term.includes(text)).toSorted());
      }),
    );
  });

  it.each([
    ['en', 'try tries tried trial trip use uses using user go goes going god'],
    ['en', 'контейнер контейнеры контейнеров конт он она'],
    ['nl', 'token took lift living open geopend'],
    ['cs', 'race raky mike mice'],
    ['en', 'كتاب كتب كتابة الكتاب الكتب علي على عليها'],
  ] as const)('gives all terms that share a stem (%s: %s)', (language, text) => {
    const terms = text.split(' ');
    const dictionary = createDictionary();
    for (const term of terms) dictionary.add(term, language);
    const stem = (term: string) => term.slice(0, 2) + stemOf(term, language);
    for (const word of terms) {
      const sharing = dictionary.sharingStem(word).map((id) => dictionary.term(id));
      expect(sharing).toEqual(terms.filter((term) => stem(term) === stem(word)));
    }
  });

  it('gives terms that look alike, or hold a text', () => {
    const dictionary = createDictionary();
    for (const term of ['kafka', 'kafak', 'kafkas', 'docker', 'kubernetes']) dictionary.add(term, 'en');
    const terms = (ids: readonly number[]) => ids.map((id) => dictionary.term(id));
    expect(terms(dictionary.near('kafka', { most: 1, startAlike: false }).map(({ id }) => id))).toEqual([
      'kafak',
      'kafkas',
    ]);
    expect(terms(dictionary.nearBeginning('kubb').map(({ id }) => id))).toEqual(['kubernetes']);
    expect(terms(dictionary.containing('bern', 5))).toEqual(['kubernetes']);
    expect(terms(dictionary.containing('k', 2))).toEqual(['kafka', 'kafak']);
  });

  it('knows nothing of a text longer than any term', () => {
    expect(createDictionary().find('x'.repeat(5_000))).toBe(0);
  });
});
