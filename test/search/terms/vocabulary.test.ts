import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSlips } from '../../../src/catalog/count-slips.ts';
import { atOnce } from '../../../src/markdown/steps.ts';
import { type Language, stemOf } from '../../../src/search/analysis/stems.ts';
import { createDictionary } from '../../../src/search/terms/dictionary.ts';
import { buildVocabulary } from '../../../src/search/terms/vocabulary.ts';

function vocabularyOf(terms: readonly string[], language: Language = 'en') {
  const dictionary = createDictionary();
  for (const term of terms) dictionary.add(term, language);
  const textsOf = (ids: readonly number[]) => ids.map((id) => dictionary.term(id));
  return { dictionary, vocabulary: atOnce(buildVocabulary(dictionary)), textsOf };
}

describe('buildVocabulary', () => {
  it('gives the terms with a beginning', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[ab]{2,6}$/)),
        fc.stringMatching(/^[ab]{2,4}$/),
        (terms, prefix) => {
          const { vocabulary, textsOf } = vocabularyOf(terms);
          const found = textsOf(vocabulary.startingWith(prefix));
          expect(found.toSorted()).toEqual(terms.filter((term) => term.startsWith(prefix)).toSorted());
        },
      ),
    );
  });

  it('gives the terms that hold a text', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[ab]{1,8}$/)), fc.stringMatching(/^[ab]{1,4}$/), (terms, text) => {
        const { vocabulary, textsOf } = vocabularyOf(terms);
        const found = textsOf(vocabulary.containing(text, terms.length));
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
    const { vocabulary, textsOf } = vocabularyOf(terms, language);
    const stem = (term: string) => term.slice(0, 2) + stemOf(term, language);
    for (const word of terms) {
      const plain = terms.filter((term) => stem(term) === stem(word));
      expect(textsOf(vocabulary.sharingStem(word)).toSorted()).toEqual(plain.toSorted());
    }
  });

  it('gives terms that look alike, or hold a text', () => {
    const { vocabulary, textsOf } = vocabularyOf(['kafka', 'kafak', 'kafkas', 'docker', 'kubernetes']);
    const near = vocabulary.near('kafka', { most: 1, startAlike: false });
    expect(textsOf(near.map(({ id }) => id))).toEqual(['kafak', 'kafkas']);
    expect(textsOf(vocabulary.nearBeginning('kubb').map(({ id }) => id))).toEqual(['kubernetes']);
    expect(textsOf(vocabulary.containing('bern', 5))).toEqual(['kubernetes']);
    expect(textsOf(vocabulary.containing('k', 2))).toEqual(['kafka', 'kafak']);
  });

  it('gives the terms that are as many slips away as may be, those of another start only when they are wanted', () => {
    const term = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'я'), minLength: 1, maxLength: 9 });
    const asked = fc.record({ word: term, most: fc.constantFrom<1 | 2>(1, 2), startAlike: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(term, { maxLength: 60 }), asked, (terms, { word, most, startAlike }) => {
        const { vocabulary, textsOf } = vocabularyOf(terms);
        const plain = terms.filter((each) => {
          const slips = countSlips(word, each, most);
          const isLike = !startAlike || each[0] === word[0] || each[1] === word[0];
          return slips !== undefined && slips > 0 && isLike;
        });
        const found = textsOf(vocabulary.near(word, { most, startAlike }).map(({ id }) => id));
        expect(found.toSorted()).toEqual(plain.toSorted());
      }),
    );
  });

  it('stays as it was when the dictionary learns more', () => {
    const { dictionary, vocabulary, textsOf } = vocabularyOf(['kafka']);
    for (let at = 0; at < 3_000; at++) dictionary.add(`kafka${at}`, 'en');
    expect(textsOf(vocabulary.startingWith('kaf'))).toEqual(['kafka']);
    const later = atOnce(buildVocabulary(dictionary));
    expect(later.startingWith('kaf')).toHaveLength(3_001);
  });
});
