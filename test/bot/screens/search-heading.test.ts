import { describe, expect, it } from 'vitest';
import { filterNames, quoteQuery, searchHeading } from '../../../src/bot/screens/search-heading.ts';
import { loadTexts } from '../../../src/locales/texts.ts';

const words = loadTexts().for('en');
type Found = Parameters<typeof searchHeading>[2];

const FOUND: Found = {
  ...{ total: 3, complete: 3, match: 'all', words: ['kafka', 'lag'], ignoredWords: 0, corrected: [] },
};
const CORRECTED: Found = {
  ...FOUND,
  corrected: [{ typed: 'kafak', used: 'kafka' }],
  suggestion: 'kafka lag',
};

describe('the heading of what was found', () => {
  it.each<[string, Partial<Found>, string]>([
    ['how many there are', {}, '3 articles for “kafak lag”'],
    ['that there is one', { total: 1, complete: 1 }, 'One article for “kafak lag”'],
    ['how many lack a word', { total: 9 }, '3 articles for “kafak lag”, and 6 with most of the words'],
    [
      'that none has all words',
      { match: 'any', complete: 0 },
      'No article has all of these words. 3 have some of “kafak lag”.',
    ],
    [
      'that none has the one word as it stands',
      { match: 'any', complete: 0, total: 1, words: ['node:fs'] },
      'No article has this as it stands. One has parts of “kafak lag”.',
    ],
    [
      'that a phrase was taken apart',
      { unquoted: true },
      '3 articles for “kafak lag”\nNo article has the exact words in quotation marks, so I looked for them one by one.',
    ],
    [
      'that words were left out',
      { ignoredWords: 2 },
      '3 articles for “kafak lag”\nOf so many words I looked for the first 2 only.',
    ],
  ])('says %s', (_what, found, text) => {
    expect(searchHeading(words, 'kafak lag', { ...FOUND, ...found }).rawText).toBe(text);
  });

  it('names of what was looked for instead only what was typed', () => {
    const corrected = [
      { typed: 'rfarf', used: 'кафка' },
      { typed: 'кафка', used: 'kafka' },
    ];
    const heading = searchHeading(words, 'rfarf', { ...FOUND, corrected, suggestion: 'kafka' }).rawText;
    expect(heading).toBe('Showing results for “kafka”: no article has “rfarf”.\n3 articles');
  });

  it.each<[string, Partial<Found>, string]>([
    ['and how many there are', {}, '3 articles'],
    ['and how many lack a word', { total: 4 }, '3 articles, and 1 with most of the words'],
    [
      'and that none has all words',
      { match: 'any', complete: 0 },
      'No article has all of these words. 3 have some of them.',
    ],
    [
      'and that none has the one word as it stands',
      { match: 'any', complete: 0, words: ['x'] },
      'No article has this as it stands. 3 have parts of it.',
    ],
  ])('says what was looked for instead %s', (_what, found, text) => {
    const heading = searchHeading(words, 'kafak lag', { ...CORRECTED, ...found }).rawText;
    expect(heading).toBe(`Showing results for “kafka lag”: no article has “kafak”.\n${text}`);
  });

  it('names a few corrected words, and no more', () => {
    const corrected = ['aa', 'bb', 'cc', 'dd'].map((typed) => ({ typed, used: 'x' }));
    const heading = searchHeading(words, 'aa bb cc dd', { ...CORRECTED, corrected }).rawText;
    expect(heading).toContain('no article has “aa”, “bb” or “cc”.');
  });

  it('says nothing of a phrase where no article has all of its words anyway', () => {
    const heading = searchHeading(words, '"kafka lag"', { ...FOUND, match: 'any', complete: 0, unquoted: true });
    expect(heading.rawText).not.toContain('exact words');
  });

  it('puts the query in bold', () => {
    const { rawText, rawEntities } = searchHeading(words, 'kafka lag', FOUND);
    expect(rawEntities).toMatchObject([{ type: 'bold', offset: rawText.indexOf('kafka'), length: 9 }]);
  });
});

describe('a query in quotation marks', () => {
  it.each([
    ['kafka lag', 'kafka lag'],
    ['"kafka lag"', 'kafka lag'],
    ['«kafka lag»', 'kafka lag'],
    ['"kafka lag" -streams', '‘kafka lag’ -streams'],
    ['"one" "two"', '‘one’ ‘two’'],
    ['5" disks', '5" disks'],
  ])('keeps %s readable', (query, shown) => {
    expect(quoteQuery(query)).toBe(shown);
  });
});

describe('the names of filters', () => {
  it('are those that can be typed', () => {
    const names = filterNames(words, [
      { kind: 'tag', value: 'machine learning' },
      { kind: 'year', value: 2025 },
      { kind: 'lang', value: 'ru' },
    ]);
    expect(names).toBe('#machine_learning, year:2025 and lang:ru');
  });
});
