import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../src/markdown/steps.ts';
import { snippetText } from '../../src/search/analysis/snippet-text.ts';
import { createDictionary } from '../../src/search/terms/dictionary.ts';
import { readArticle } from '../../src/search/terms/read-article.ts';
import { sampleArticle } from '../render/sample-article.ts';
import { searchIn } from './search-in.ts';

const MANY = 20_000;
// What takes linear time takes some ten milliseconds on an idle machine; what takes quadratic time, many seconds.
const PATIENCE_MS = 3_000;

const many = (text: string) => text.repeat(MANY);
const runsOfGrowingLength = Array.from({ length: 200 }, (_, at) => '`'.repeat(at + 1)).join('a');
const HOSTILE: readonly (readonly [string, string])[] = [
  ...['[', '![', '[[', '[^', '[](', '[a](', '[a][', '![[](', '[](()', '<', '<a ', '</', '<!--', '<https:', '{%', '{#'],
  ...['`', '```\n', '*', '_', '(', '"', '\\', '|', ' | ', '>', '- ', '1. ', '# ', '# a\n', '&#', '&amp', ':::\n', '\n'],
  ...[
    'a.',
    '.a',
    'aA',
    'c++ ',
    "it's ",
    'ß',
    'e\u0301',
    '\u0301',
    'ﷺ',
    'ـ',
    '数',
    'ｶﾞ',
    '𠮷',
    '𝐀',
    '🚀',
    '\ud842',
    '\udfb7',
  ],
].map((sign) => [`${JSON.stringify(sign)} again and again`, many(sign)] as const);

const DRAWN_OUT: readonly (readonly [string, string])[] = [
  ['spaces inside a heading', `# a${many(' ')}b`],
  ['signs that nearly close a heading', `# a${many(' #')}b`],
  ['ids that do not end', `# a ${many('{#')}}`],
  ['backticks before words', `${many('`')}${many('a ')}`],
  ['backticks in runs of growing length', runsOfGrowingLength],
  ['a link that does not end', `[a](${many('x')}`],
  ['pairs in a link that does not end', `[](${many('()')}`],
  ['links in links', `${many('[')}${many('](')}`],
  ['escapes in a link that does not end', `[${many('\\]')}`],
  ['ends before beginnings', `%}-->${many('{%')}${many('<!--')}`],
  ['an empty cell', `|${many(' ')}x`],
  ['a long tag', `<a${many(' ')}`],
  ['many imports', `import ${many('; ')}x`],
  ['an underline that is none', `a\n${many('-')}${many(' ')}x`],
  ['a very long line', many('word ')],
  ['words of 5,000 letters', Array.from('abcdefgh', (letter) => letter.repeat(5_000)).join(' ')],
  [
    'words of 5,000 letters to be folded',
    Array.from('abcdefgh', (letter) => `${letter}é\u0301`.repeat(2_500)).join(' '),
  ],
  ['nothing but different words', Array.from({ length: MANY }, (_, at) => at.toString(36)).join(' ')],
];

function tagNames(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `tag ${at}`);
}

describe('hostile text', () => {
  it.each([...HOSTILE, ...DRAWN_OUT])('%s is read, shown and looked for in little time', (_name, text) => {
    const startedAt = performance.now();
    const { words } = atOnce(
      readArticle(sampleArticle({ title: text, description: text, body: text }), createDictionary()),
    );
    snippetText(text, { mdx: true, most: MANY });
    const result = searchIn({ one: { title: text.slice(0, 100), body: text } })(text);
    for (const hit of result.hits) expect(hit.snippet.length).toBeGreaterThanOrEqual(0);
    expect(words.length).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS);
  });

  it('lets others have their turn within any text', () => {
    for (const [, text] of [...HOSTILE, ...DRAWN_OUT]) {
      const article = sampleArticle({ title: text, description: text, body: text });
      let steps = 0;
      for (const _ of readArticle(article, createDictionary())) steps++;
      expect(steps).toBeGreaterThanOrEqual(Math.min(3, Math.floor(text.length / 10_000)));
    }
  });

  it('takes very many tags', () => {
    const startedAt = performance.now();
    const search = searchIn({ one: { title: 'One', tags: tagNames(30_000) } });
    expect(search('#tag').total + search('tag:"tag 29999"').total).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS);
  });

  it('takes any mixture of signs', () => {
    const unit = fc.constantFrom(
      ...'[]()<>`*_#|"\\!^{}%&;:-=~.+\n\t aAé数\u0301\ud800',
      '```',
      '<!--',
      '](',
      '\ue000',
      '🚀',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 400 }), fc.integer({ min: 1, max: 20 }), (part, times) => {
        const text = part.repeat(times);
        const startedAt = performance.now();
        const search = searchIn({ one: { title: part, body: text } });
        for (const { snippet } of search(text).hits) expect(snippet).toBeDefined();
        expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS);
      }),
      { numRuns: 150 },
    );
  });
});
