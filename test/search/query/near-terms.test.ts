import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/markdown/steps.ts';
import { allowedSlips, nearTerms, oneSlipAway } from '../../../src/search/query/near-terms.ts';
import { createDictionary } from '../../../src/search/terms/dictionary.ts';
import { readArticle } from '../../../src/search/terms/read-article.ts';
import { buildSnapshot } from '../../../src/search/terms/snapshot.ts';
import { sampleArticle } from '../../render/sample-article.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 10 });

function snapshotOf(words: readonly string[]) {
  const dictionary = createDictionary();
  const article = sampleArticle({ title: '', description: '', body: words.join('\n\n') });
  return atOnce(buildSnapshot([atOnce(readArticle(article, dictionary))], dictionary));
}

describe('nearTerms', () => {
  it('gives what is fewest slips away of all that is as many away as may be', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 60 }), word, (words, asked) => {
        const snapshot = snapshotOf(words);
        const slipsOf = new Map<string, number>();
        const most = allowedSlips(asked);
        for (const { id, slips } of most === 0 ? [] : snapshot.vocabulary.near(asked, { most, startAlike: false })) {
          const term = snapshot.dictionary.term(id);
          const isOther = slips > 1 || asked.length < 5;
          if (!isOther || term[0] === asked[0] || term[1] === asked[0]) slipsOf.set(term, slips);
        }
        const fewest = Math.min(...slipsOf.values());
        const near = nearTerms(snapshot, asked, false).map(({ id }) => snapshot.dictionary.term(id));
        const wanted = (slips: number) => [...slipsOf].filter((each) => each[1] === slips).map(([term]) => term);
        expect(near.toSorted()).toEqual(wanted(fewest).toSorted());
        const one = oneSlipAway(snapshot, asked).map((id) => snapshot.dictionary.term(id));
        expect(one.toSorted()).toEqual(wanted(1).toSorted());
      }),
    );
  });
});
