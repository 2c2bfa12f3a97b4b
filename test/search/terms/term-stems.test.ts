import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/markdown/steps.ts';
import { type Language, sharedBeginning, stemOf } from '../../../src/search/analysis/stems.ts';
import { createDictionary } from '../../../src/search/terms/dictionary.ts';
import { buildVocabulary } from '../../../src/search/terms/vocabulary.ts';

const endings = fc.constantFrom('', 's', 'ing', 'ed', 'er', 'en', 'ung', 'es', 'e', 'ation', 'lich', 'y', 'ies');
const root = fc.constantFrom('cach', 'cash', 'run', 'runn', 'ruf', 'besprech', 'lesen', 'les', 'try', 'tr', 'tra');
const word = fc.tuple(root, endings).map(([begin, end]) => begin + end);

describe('the terms that share a stem', () => {
  it('are those of which the stem is the same in their own language or in English, whatever was asked before', () => {
    const noted = fc.uniqueArray(fc.tuple(word, fc.constantFrom<Language>('en', 'de', 'fr')), {
      selector: ([term]) => term,
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(noted, fc.array(word, { minLength: 1, maxLength: 6 }), (terms, asked) => {
        const dictionary = createDictionary();
        for (const [term, language] of terms) dictionary.add(term, language);
        const vocabulary = atOnce(buildVocabulary(dictionary));
        const spoken = (language: Language) =>
          terms.filter((each) => each[1] === language).length >= terms.length * 0.05;
        for (const each of asked) {
          const isForm = (term: string, language: Language) => {
            const stem = stemOf(each, language);
            return term.startsWith(sharedBeginning(each, stem, language)) && stemOf(term, language) === stem;
          };
          const plain = terms.filter(([term, own]) => (spoken(own) && isForm(term, own)) || isForm(term, 'en'));
          const found = vocabulary.sharingStem(each).map((id) => dictionary.term(id));
          expect(found.toSorted()).toEqual(plain.map(([term]) => term).toSorted());
        }
      }),
    );
  });
});
