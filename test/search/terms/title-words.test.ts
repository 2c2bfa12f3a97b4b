import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/markdown/steps.ts';
import { createDictionary } from '../../../src/search/terms/dictionary.ts';
import { readArticle } from '../../../src/search/terms/read-article.ts';
import { buildTitleWords, heldByTitleWords } from '../../../src/search/terms/title-words.ts';
import { sampleArticle } from '../../render/sample-article.ts';

function titleWordsOf(titles: readonly string[]) {
  const dictionary = createDictionary();
  const entries = titles.map((title) => atOnce(readArticle(sampleArticle({ title, body: 'text' }), dictionary)));
  const found = atOnce(buildTitleWords(entries, dictionary, dictionary.size));
  return { found, words: [...found.ids].map((id) => dictionary.term(id)) };
}

describe('title words', () => {
  it('are those of titles alone, each once, in the order they come', () => {
    const { found, words } = titleWordsOf(['Kafka in Go', 'Go and Kafka', '']);
    expect(words).toEqual(['kafka', 'in', 'go', 'and']);
    expect(found.text).toBe(' kafka in go and ');
    expect([...found.starts]).toEqual([0, 6, 9, 12]);
  });

  it('tell how many of some texts each of them holds', () => {
    const title = fc.array(fc.stringMatching(/^[ab]{1,6}$/), { maxLength: 6 }).map((words) => words.join(' '));
    const sought = fc.array(fc.stringMatching(/^[ ab][ab][ ab]$/), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(title, { maxLength: 4 }), sought, (titles, texts) => {
        const { found, words } = titleWordsOf(titles);
        const expected = words.map((word) => texts.filter((text) => ` ${word} `.includes(text)).length);
        expect([...heldByTitleWords(found, texts)]).toEqual(expected);
      }),
    );
  });
});
