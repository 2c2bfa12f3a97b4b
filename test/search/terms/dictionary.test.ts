import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

  it('knows nothing of a text longer than any term', () => {
    expect(createDictionary().find('x'.repeat(5_000))).toBe(0);
  });
});
