import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ids, type Sample, searchIn } from '../search-in.ts';

const WORDS = ['queue', 'queues', 'retry', 'retries', 'backoff', 'cache', 'cached', 'kafka'];
const text = (most: number) =>
  fc.array(fc.constantFrom(...WORDS), { maxLength: most }).map((words) => words.join(' lies far from '));

describe('rank', () => {
  it('gives the same first articles however few are asked for, though it reads fewer texts for them', () => {
    const sample = fc.record({ title: text(2), description: text(3), body: text(8) });
    const query = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 20, maxLength: 60 }), query, (samples, words) => {
        const named: [string, Sample][] = samples.map((each, at) => [`article-${at}`, each]);
        const search = searchIn(Object.fromEntries(named));
        const all = search(words.join(' '), { limit: 100, offset: 0 });
        for (const limit of [1, 3, 8]) {
          const some = search(words.join(' '), { limit, offset: 0 });
          expect(ids(some)).toEqual(ids(all).slice(0, limit));
          expect(some.hits.map(({ score }) => score)).toEqual(all.hits.slice(0, limit).map(({ score }) => score));
        }
      }),
      { numRuns: 60 },
    );
  });
});
